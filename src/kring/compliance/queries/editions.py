"""Editions of the guideline beside each other: what another one asks differently, in words."""

from dataclasses import dataclass

from kring.compliance.models import Answer
from kring.compliance.wording import EDITIONS, FIELDS, GOES, TURNS
from kring.guideline.queries.requirements import (
    RequirementChange,
    Turn,
    editions,
    in_use,
    passed_on,
    requirement_changes,
    requirements,
)
from kring.ui.frame import Words


@dataclass(frozen=True, slots=True)
class EditionShown:
    """An edition: in use, a draft of a later one, or an earlier one; `pair` are the two to compare, if there are."""

    version: str
    title: str
    label: Words
    tone: str
    pair: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One requirement that is asked differently. `answer` says what becomes of the answer of the organisation."""

    turn: Words
    key: str
    was: str
    title: str
    before: str
    after: str
    fields: tuple[Words, ...]
    answer: Words


@dataclass(frozen=True, slots=True)
class Difference:
    """
    All that is different between two editions, and what becomes of the answers: how many stay as they are, how many
    are to be looked at again, and how many nobody asks for any more. `waiting` are those not taken along yet.
    """

    before: str
    after: str
    changes: tuple[ChangeShown, ...]
    same: int
    look: int
    left: int
    is_in_use: bool
    waiting: int


def editions_shown(language: str) -> tuple[EditionShown, ...]:
    """Every edition, the newest first."""
    now = in_use()
    return tuple(
        EditionShown(
            version,
            requirements(version).title.in_language(language),
            *EDITIONS["in_use" if version == now else "draft" if version > now else "earlier"],
            None if version == now else (min(version, now), max(version, now)),
        )
        for version in reversed(editions())
    )


def waiting_for_edition() -> tuple[str, str] | None:
    """The last edition with answers that were not taken along yet, and the one in use; None if there are none."""
    now = in_use()
    last = Answer.objects.filter(edition__lt=now, carried_to="").order_by("-edition").first()
    return (last.edition, now) if last and last.edition in editions() else None


def difference(before: str, after: str, language: str) -> Difference | None:
    """What `after` asks differently from `before`; None if one of them does not exist."""
    if not {before, after} <= set(editions()):
        return None
    answers = dict(Answer.objects.filter(edition=before).values_list("requirement", "carried_to"))
    going = {one.before: one.same for one in passed_on(before, after) if one.before in answers}
    says = {key: GOES[going.get(key)] for key in answers}
    return Difference(
        before,
        after,
        tuple(_shown(one, says, language) for one in requirement_changes(before, after)),
        same=sum(going.values()),
        look=sum(not same for same in going.values()),
        left=len(answers) - len(going),
        is_in_use=after == in_use(),
        waiting=sum(not carried for carried in answers.values()),
    )


def _shown(one: RequirementChange, says: dict[str, Words], language: str) -> ChangeShown:
    known = one.after or one.before
    assert known is not None
    return ChangeShown(
        turn=TURNS[one.turn],
        key=known.key,
        was=one.before.key if one.before else "",
        title=known.title.in_language(language),
        before=one.before.text.in_language(language) if one.before else "",
        after=one.after.text.in_language(language) if one.after else "",
        fields=tuple(FIELDS[name] for name in one.fields) if one.turn is Turn.CHANGED else (),
        answer=says.get(one.before.key, "") if one.before else "",
    )
