"""Editions of the guideline beside each other: what another one asks differently, in words."""

from dataclasses import dataclass

from kring.compliance.models import Answer
from kring.compliance.wording import FIELDS, TURNS
from kring.guideline.queries.requirements import (
    CURRENT_VERSION,
    RequirementChange,
    Turn,
    editions,
    requirement_changes,
    requirements,
)
from kring.ui.frame import Words


@dataclass(frozen=True, slots=True)
class EditionShown:
    """An edition; `compares_with` is the one that is in use, unless it is that one."""

    version: str
    title: str
    current: bool
    compares_with: str


@dataclass(frozen=True, slots=True)
class ChangeShown:
    """One requirement that is asked differently. `answered`: the organisation has an answer that needs a look."""

    turn: Words
    key: str
    was: str
    title: str
    before: str
    after: str
    fields: tuple[Words, ...]
    answered: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """All that is different between two editions; `stays` is how many answers can be taken over as they are."""

    before: str
    after: str
    changes: tuple[ChangeShown, ...]
    stays: int


def editions_shown(language: str) -> tuple[EditionShown, ...]:
    """Every edition, the newest first."""
    return tuple(
        EditionShown(
            version,
            requirements(version).title.in_language(language),
            version == CURRENT_VERSION,
            "" if version == CURRENT_VERSION else CURRENT_VERSION,
        )
        for version in reversed(editions())
    )


def difference(before: str, after: str, language: str) -> Difference | None:
    """What `after` asks differently from `before`; None if one of them does not exist."""
    if not {before, after} <= set(editions()):
        return None
    answered = set(Answer.objects.filter(edition=before).values_list("requirement", flat=True))
    changes = tuple(_shown(one, answered, language) for one in requirement_changes(before, after))
    touched = {one.was for one in changes if one.was}
    return Difference(before, after, changes, len(answered - touched))


def _shown(one: RequirementChange, answered: set[str], language: str) -> ChangeShown:
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
        answered=bool(one.before and one.before.key in answered),
    )
