"""The facets of the catalogue: by what entries are counted and chosen, and how an address says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from kring.catalogue.domain import bits
from kring.catalogue.domain.bits import Bits
from kring.catalogue.domain.entry import Entry


class Facet(StrEnum):
    """One way to divide the catalogue; the value stands in keys such as `theme:social`."""

    THEME = "theme"
    SITUATION = "situation"
    LEVEL = "level"
    ENERGY = "energy"
    QUICK = "quick"
    GROUP = "group"
    EVIDENCE = "evidence"
    MOMENT = "moment"
    KIND = "kind"
    ORIGIN = "origin"
    PRACTICE = "practice"
    TOLD_FOR = "told_for"
    PROMISING_FOR = "promising_for"


PARAMETERS: Mapping[Facet, str] = {
    Facet.THEME: "thema",
    Facet.SITUATION: "situatie",
    Facet.LEVEL: "niveau",
    Facet.ENERGY: "energie",
    Facet.QUICK: "snel",
    Facet.GROUP: "voor",
    Facet.EVIDENCE: "bewijs",
    Facet.MOMENT: "moment",
    Facet.KIND: "soort",
    Facet.ORIGIN: "van",
    Facet.PRACTICE: "praktijk",
    Facet.TOLD_FOR: "ervaring",
    Facet.PROMISING_FOR: "belooft",
}
"""What stands in an address before the chosen values; addresses are Dutch."""

TOLD, KNOWN, PROMISING = "told", "known", "promising"
YES, OF_KRING, OF_OTHERS, OF_US = "yes", "kring", "others", "us"

Chosen = Mapping[Facet, frozenset[str]]
"""What somebody chose; values of one facet widen, facets together narrow."""

Members = Mapping[str, Bits]
"""By key such as `theme:social`: which entries."""


@dataclass(frozen=True, slots=True)
class InPractice:
    """
    What organisations that share their experiences say of an entry; whoever estimates says it to the catalogue.

    :param told: whether there are any; known: enough to say something; promising: what they say is good
    :param groups: with which groups; promising_for: with which of them it is good
    """

    told: bool = False
    known: bool = False
    promising: bool = False
    groups: tuple[str, ...] = ()
    promising_for: tuple[str, ...] = ()

    def keys(self) -> list[str]:
        """Under which values of which facets an entry is counted."""
        said = {TOLD: self.told, KNOWN: self.known, PROMISING: self.promising}
        found = [f"{Facet.PRACTICE}:{value}" for value, is_so in said.items() if is_so]
        found += [f"{Facet.TOLD_FOR}:{group}" for group in self.groups]
        found += [f"{Facet.PROMISING_FOR}:{group}" for group in self.promising_for]
        return sorted(found)


@dataclass(frozen=True, slots=True)
class Counted:
    """One value of a facet with how many entries it would leave."""

    facet: Facet
    value: str
    count: int
    chosen: bool


def keys(entry: Entry, origin: str = OF_KRING) -> list[str]:
    """Under which values of which facets an entry is counted."""
    many = {
        Facet.LEVEL: entry.levels,
        Facet.MOMENT: entry.moments,
        Facet.GROUP: entry.groups,
        Facet.SITUATION: entry.situations,
        Facet.THEME: (entry.theme,),
        Facet.ENERGY: (entry.energy,),
        Facet.EVIDENCE: (entry.evidence,),
        Facet.KIND: (entry.kind.value,),
        Facet.QUICK: (YES,) if entry.quick_win else (),
        Facet.ORIGIN: (origin,),
    }
    return sorted(f"{facet}:{value}" for facet, values in many.items() for value in values if value)


def narrowed(found: Bits, members: Members, chosen: Chosen, *, without: Facet | None = None) -> Bits:
    """What is left of what was found after the choice, leaving one facet out of it."""
    for facet, values in chosen.items():
        if values and facet is not without:
            found &= union(members, facet, values)
    return found


def union(members: Members, facet: Facet, values: frozenset[str]) -> Bits:
    """Everything that has one of these values."""
    together: Bits = 0
    for value in values:
        together |= members.get(f"{facet}:{value}", 0)
    return together


def counts(found: Bits, members: Members, chosen: Chosen) -> list[Counted]:
    """For every value: how many there are if it is chosen as well, the rest of the choice as it is."""
    within = {facet: narrowed(found, members, chosen, without=facet) for facet in Facet}
    counted = []
    for key, have in members.items():
        name, _colon, value = key.partition(":")
        facet = Facet(name)
        number = (within[facet] & have).bit_count()
        is_chosen = value in chosen.get(facet, frozenset())
        if number or is_chosen:
            counted.append(Counted(facet, value, number, is_chosen))
    return counted


def gathered(numbered: Mapping[int, list[str]]) -> dict[str, Bits]:
    """The bit set of every key, from the keys of every entry by its number."""
    having: dict[str, list[int]] = {}
    for number, under in numbered.items():
        for key in under:
            having.setdefault(key, []).append(number)
    return {key: bits.of(numbers) for key, numbers in having.items()}
