"""What is different between the requirements of two editions of the guideline, requirement by requirement."""

from collections.abc import Iterator
from dataclasses import dataclass

from kring.guideline.domain.difference import Turn
from kring.guideline.domain.requirements import Requirement, RequirementSet

COMPARED = ("title", "text", "shown_by", "kinds", "for_whom", "weight")
"""What a reader would notice; where it stands in the new list is not a change."""

ASKED = ("text", "shown_by", "for_whom")
"""What an answer answers: a new name, another weight or other research leave it as good as it was."""


@dataclass(frozen=True, slots=True)
class RequirementChange:
    """One requirement; `fields` are what changed in it. A requirement that only has another number is `renumbered`."""

    turn: Turn
    before: Requirement | None
    after: Requirement | None
    fields: tuple[str, ...] = ()

    @property
    def renumbered(self) -> bool:
        """Whether it has another key than it had."""
        return bool(self.before and self.after and self.before.key != self.after.key)

    @property
    def asks_otherwise(self) -> bool:
        """Whether an answer for what it was may not answer for what it became."""
        return not set(self.fields).isdisjoint(ASKED)


def requirement_difference(before: RequirementSet, after: RequirementSet) -> tuple[RequirementChange, ...]:
    """Return what was added, changed and removed, in the order of the new edition; what was removed comes last."""
    old = {one.key: one for one in _all(before)}
    kept: set[str] = set()
    changes = []
    for new in _all(after):
        known = old.get(new.was or new.key)
        if known is None:
            changes.append(RequirementChange(Turn.ADDED, None, new))
            continue
        kept.add(known.key)
        fields = tuple(name for name in COMPARED if getattr(known, name) != getattr(new, name))
        if fields or known.key != new.key:
            changes.append(RequirementChange(Turn.CHANGED, known, new, fields))
    gone = [RequirementChange(Turn.REMOVED, one, None) for key, one in old.items() if key not in kept]
    return (*changes, *gone)


@dataclass(frozen=True, slots=True)
class Successor:
    """Which requirement an answer goes to in the next edition; `same` if it answers what is asked there too."""

    before: str
    after: str
    same: bool


def successors(before: RequirementSet, after: RequirementSet) -> tuple[Successor, ...]:
    """Return where answers go, in the order of the new edition; one that became two goes to both."""
    old = {one.key: one for one in _all(before)}
    return tuple(
        Successor(known.key, new.key, all(getattr(known, name) == getattr(new, name) for name in ASKED))
        for new in after.each()
        if (known := old.get(new.was or new.key))
    )


def _all(found: RequirementSet) -> Iterator[Requirement]:
    for one in found.recommendations:
        yield one
        yield from one.parts
