"""How far the organisation is with each requirement. Two reads, however many there are and however long it runs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kring.compliance.domain.answering import is_link
from kring.compliance.domain.standing import SETTLED, Given, State, Way, state_of, together, urgency
from kring.compliance.models import Answer, Finding
from kring.compliance.wording import DETAILS, STATES, TONES
from kring.foundation import evidence
from kring.foundation.evidence import Definition, Verdict
from kring.guideline import queries as guideline
from kring.guideline.queries.requirements import Requirement, RequirementSet, in_use, requirements
from kring.ui.frame import Words


@dataclass(frozen=True, slots=True)
class Found:
    """What was looked up, in a sentence; `mark` is the number of its definition."""

    key: str
    mark: int
    sentence: str
    verdict: Verdict
    looked_on: date | None
    half_year: str


@dataclass(frozen=True, slots=True)
class Answered:
    """
    What the organisation answers. `overdue`: it was to be looked at again; `expired`: the document is over.

    :param asked_before: the edition it was given for, if the guideline asks it otherwise since
    """

    way: Way
    owner: str
    review_on: date
    title: str
    place: str
    is_link: bool
    dated: date | None
    valid_until: date | None
    said_by: str
    argument: str
    kept_by: str
    kept_on: date
    revision: int
    overdue: bool
    expired: bool
    asked_before: str = ""

    @property
    def asks_for_a_look(self) -> bool:
        """Whether somebody has to look at it again, for any reason."""
        return self.overdue or self.expired or bool(self.asked_before)


@dataclass(frozen=True, slots=True)
class Line:
    """One requirement as it stands here. A recommendation with `parts` has the state that follows from them."""

    requirement: Requirement
    key: str
    slug: str
    title: str
    text: str
    state: State
    label: Words
    tone: str
    found: tuple[Found, ...]
    answered: Answered | None
    parts: tuple["Line", ...] = ()

    @property
    def settled(self) -> int:
        """How many parts have nothing to do."""
        return sum(part.state in SETTLED for part in self.parts)


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the list of recommendations, with its lines."""

    key: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything, in the order of the guideline, and what is missing in our own order."""

    version: str
    title: str
    sections: tuple[Part, ...]
    gaps: tuple[Line, ...]
    counts: Mapping[State, int]
    total: int
    overdue: tuple[Line, ...]
    looked_on: date | None
    half_year: str

    @property
    def settled(self) -> int:
        """How many requirements have nothing to do."""
        return sum(self.counts.get(state, 0) for state in SETTLED)

    @property
    def each(self) -> tuple[Line, ...]:
        """Everything that is answered for by itself: the parts of a recommendation, or the whole of one without."""
        return tuple(one for section in self.sections for line in section.lines for one in (line.parts or (line,)))

    def line(self, key: str) -> Line | None:
        """One requirement, or one part of one."""
        every = (one for section in self.sections for line in section.lines for one in (line, *line.parts))
        return next((one for one in every if one.key == key), None)


def standing(today: date, language: str, *, for_whom: str = "") -> Standing:
    """
    How far the organisation in context is.

    :param for_whom: an audience of the guideline; then only the gaps for them
    """
    asked = requirements()
    findings = {row.item: row for row in Finding.objects.all()}
    answers = {row.requirement: row for row in Answer.objects.filter(edition=asked.version)}
    look = _Look(asked, findings, answers, today, language)
    sections = tuple(
        Part(
            section.key,
            section.title.in_language(language),
            tuple(look.line(one) for one in asked.recommendations if one.section == section.key),
        )
        for section in asked.sections
    )
    each = [one for section in sections for line in section.lines for one in (line.parts or (line,))]
    newest = max((row.looked_on for row in findings.values()), default=None)
    return Standing(
        version=asked.version,
        title=asked.title.in_language(language),
        sections=sections,
        gaps=_gaps(each, for_whom),
        counts=Counter(one.state for one in each),
        total=len(each),
        overdue=tuple(one for one in each if one.answered and one.answered.asks_for_a_look),
        looked_on=newest,
        half_year=max((row.half_year for row in findings.values()), default=""),
    )


def marks() -> dict[str, int]:
    """The number of each definition, the same on pages and in the report."""
    return {key: number for number, key in enumerate(evidence.definitions(), 1)}


def _gaps(each: Iterable[Line], for_whom: str) -> tuple[Line, ...]:
    open_ones = [one for one in each if one.state not in SETTLED]
    wanted = [one for one in open_ones if not for_whom or for_whom in one.requirement.for_whom]
    order = {id(one): place for place, one in enumerate(wanted)}
    return tuple(sorted(wanted, key=lambda one: urgency(one.requirement.weight, one.state, order[id(one)])))


class _Look:
    """Makes lines out of what was found and answered."""

    def __init__(
        self,
        asked: RequirementSet,
        findings: Mapping[str, Finding],
        answers: Mapping[str, Answer],
        today: date,
        language: str,
    ) -> None:
        self.asked, self.findings, self.answers = asked, findings, answers
        self.today, self.language = today, language
        self.definitions, self.marks = evidence.definitions(), marks()
        self.words = {one.key: one.label.in_language(language) for one in guideline.crafts()}
        self.words |= {key: str(label) for key, label in DETAILS.items()}

    def line(self, one: Requirement) -> Line:
        """One recommendation with its parts."""
        parts = tuple(self.line(part) for part in one.parts)
        found = tuple(self._found(key) for key in one.evidence if key in self.definitions)
        answered = self._answered(one.key)
        if parts:
            state = together([part.state for part in parts])
        else:
            given = _given(answered)
            state = state_of(
                enough=one.evidence_is_enough, found=[f.verdict for f in found], given=given, today=self.today
            )
        return Line(
            requirement=one,
            key=one.key,
            slug=one.slug,
            title=one.title.in_language(self.language),
            text=one.text.in_language(self.language),
            state=state,
            label=STATES[state],
            tone=TONES[state],
            found=() if parts else found,
            answered=answered,
            parts=parts,
        )

    def _found(self, key: str) -> Found:
        definition, row = self.definitions[key], self.findings.get(key)
        verdict = Verdict(row.found) if row else Verdict.NOT_YET
        says = self._sentence(definition, verdict, row)
        return Found(key, self.marks[key], says, verdict, row.looked_on if row else None, row.half_year if row else "")

    def _sentence(self, definition: Definition, verdict: Verdict, row: Finding | None) -> str:
        if row is None or verdict not in definition.says:
            return evidence.NOT_LOOKED.in_language(self.language)
        detail = ", ".join(self.words.get(key, key) for key in row.detail)
        sentence = definition.says[verdict].in_language(self.language)
        return sentence.format(shown=row.shown, whole=row.whole, detail=detail)

    def _answered(self, key: str) -> Answered | None:
        row = self.answers.get(key)
        return answered(row, self.today) if row else None


def answer_of(key: str, today: date) -> Answered | None:
    """What the organisation answers for one requirement of the current edition."""
    row = Answer.objects.filter(edition=in_use(), requirement=key).first()
    return answered(row, today) if row else None


def answered(row: Answer, today: date) -> Answered:
    """A row as pages show it."""
    given = Given(Way(row.way), row.valid_until, row.review_on, bool(row.asked_before))
    return Answered(
        way=given.way,
        owner=row.owner,
        review_on=row.review_on,
        title=row.title,
        place=row.place,
        is_link=is_link(row.place),
        dated=row.dated,
        valid_until=row.valid_until,
        said_by=row.said_by,
        argument=row.argument,
        kept_by=row.kept_by,
        kept_on=row.kept_on,
        revision=row.revision,
        overdue=given.overdue(today),
        expired=given.expired(today),
        asked_before=row.asked_before,
    )


def _given(answered: Answered | None) -> Given | None:
    if answered is None:
        return None
    return Given(answered.way, answered.valid_until, answered.review_on, bool(answered.asked_before))
