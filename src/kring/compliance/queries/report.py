"""The report an organisation can hand to its board, works council or the inspectorate, with every figure traced."""

from datetime import date

from django.utils.translation import gettext as _

import kring
from kring.compliance.domain.report import Chapter, Entry, Explained, Remark, Report, Share
from kring.compliance.domain.standing import FIRST, SETTLED, State, Way
from kring.compliance.queries.standing import Answered, Line, Standing, marks, standing
from kring.compliance.wording import BASES, HALVES, MEANINGS, SAYS, STATES
from kring.foundation import evidence
from kring.guideline.queries.requirements import RequirementSet, requirements
from kring.ui import formats


def report(today: date, language: str, *, organisation: str) -> Report:
    """The report as it is today."""
    asked, stand = requirements(), standing(today, language)
    rescue = asked.rescue
    return Report(
        title=_("How we follow the guideline"),
        lead=_("A report of the organisation on itself, for board, works council and inspectorate."),
        organisation=organisation,
        day=today,
        edition=f"{stand.title} ({stand.version})",
        made_with=f"Kring {kring.__version__}",
        language=language,
        looked=_looked(stand),
        shares=_shares(stand),
        settled=stand.settled,
        total=stand.total,
        notes=(
            _("Of each requirement it says what shows it: what Kring looks up itself, a document or a statement."),
            _("Where figures say no, a document does not outweigh them. Then it says: shown in part."),
            _("A number behind a sentence leads to the definition at the end of this report."),
            _("The figures are those of half-years that are over, rounded to five, and never about fewer than ten."),
        ),
        gaps=tuple(_entry(line) for line in stand.gaps),
        chapters=tuple(Chapter(part.title, tuple(_entries(part.lines))) for part in stand.sections),
        rescue_title=rescue.title.in_language(language),
        rescue_notes=(rescue.text.in_language(language), rescue.caveat.in_language(language)),
        levels=levels(asked, stand, language),
        kinds=tuple(
            (f"{kind.key}: {kind.title.in_language(language)}", kind.text.in_language(language))
            for kind in asked.kinds
        ),
        definitions=explained(language),
    )


def levels(asked: RequirementSet, stand: Standing, language: str) -> tuple[Share, ...]:
    """Per level of RESCUE how many requirements that belong there are settled."""
    lines = stand.each
    return tuple(
        Share(
            level.key,
            level.label.in_language(language),
            sum(one.state in SETTLED for one in lines if one.requirement.level == level.key),
            sum(one.requirement.level == level.key for one in lines),
        )
        for level in asked.rescue.levels
    )


def explained(language: str) -> tuple[Explained, ...]:
    """The definition of everything that can be looked up, by its number."""
    numbers = marks()
    return tuple(
        Explained(
            numbers[key],
            one.title.in_language(language),
            (
                (_("What is counted or looked at"), one.counted.in_language(language)),
                (_("Where from"), f"{BASES[one.basis]}: {one.origin.in_language(language)}"),
                (_("When"), one.when.in_language(language)),
                (_("Rounding"), one.rounding.in_language(language)),
            ),
        )
        for key, one in evidence.definitions().items()
    )


def said(answered: Answered) -> tuple[str, ...]:
    """An answer in sentences, the same on the page and in the report."""
    first = str(SAYS[answered.way])
    if answered.way is Way.DOCUMENT:
        words = [f"{first}: {answered.title}", _dated(answered), answered.place]
    elif answered.way is Way.STATEMENT:
        words = [f"{first}: {answered.said_by}", _dated(answered)]
    else:
        words = [f"{first}: {answered.argument}"]
    lines = [", ".join(word for word in words if word)]
    if answered.way in {Way.DOCUMENT, Way.STATEMENT} and answered.argument:
        lines.append(answered.argument)
    if answered.expired:
        lines.append(_("The document is out of date."))
    if answered.asked_before:
        lines.append(_("The guideline asks this otherwise since. It is to be looked at again."))
    owner = {"owner": answered.owner, "day": formats.day_of_year(answered.review_on)}
    if answered.overdue:
        lines.append(_("Seen to by: %(owner)s. It was to be looked at again on %(day)s.") % owner)
    else:
        lines.append(_("Seen to by: %(owner)s. Looked at again on %(day)s.") % owner)
    return tuple(lines)


def _dated(answered: Answered) -> str:
    if answered.dated is None:
        return ""
    dates = {"day": formats.day_of_year(answered.dated)}
    if answered.valid_until:
        dates["until"] = formats.day_of_year(answered.valid_until)
        return _("%(day)s, valid until %(until)s") % dates
    return dates["day"]


def _looked(stand: Standing) -> str:
    if stand.looked_on is None:
        return _("Kring has not looked anything up yet. That happens at night.")
    words = {"day": formats.day_of_year(stand.looked_on), "half_year": _half_year(stand.half_year)}
    if not stand.half_year:
        return _("Looked up on %(day)s. No half-year has been fixed yet.") % words
    return _("Looked up on %(day)s, with the figures of %(half_year)s.") % words


def _half_year(name: str) -> str:
    year, half = name[:4], name[4:]
    return str(HALVES[half]) % {"year": year} if half in HALVES else name


def _shares(stand: Standing) -> tuple[Share, ...]:
    order = (State.SHOWN, State.EXPLAINED, *reversed(FIRST))
    return tuple(
        Share(state.value, str(STATES[state]), stand.counts.get(state, 0), stand.total, str(MEANINGS[state]))
        for state in order
    )


def _entries(lines: tuple[Line, ...]) -> list[Entry]:
    return [_entry(one, part=one is not line) for line in lines for one in (line, *line.parts)]


def _entry(line: Line, *, part: bool = False) -> Entry:
    remarks = [Remark(one.sentence, one.mark) for one in line.found]
    if line.answered:
        remarks += [Remark(sentence) for sentence in said(line.answered)]
    if line.parts:
        parts = {"settled": line.settled, "total": len(line.parts)}
        remarks.append(Remark(_("%(settled)d of %(total)d parts are shown or done otherwise.") % parts))
    return Entry(line.key, line.slug, line.title, line.text, line.state.value, str(line.label), tuple(remarks), part)
