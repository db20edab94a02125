"""
What Kring can look up itself to show that a requirement of the guideline is met (bewijs).

Each context registers what it can tell, with a definition that anybody can read: what is counted, from where, when,
and how it is rounded. Only published half-years, documents and configuration are looked at, never a person and never
the half-year that runs (decision 16). The nightly batch asks everything once; pages show what it answered.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from kring.foundation.disclosure import queries as disclosure
from kring.foundation.tenancy.models import Organisation
from kring.foundation.tenancy.queries import organisation
from kring.foundation.text import Text
from kring.foundation.verdict import Basis, Verdict


@dataclass(frozen=True, slots=True)
class Definition:
    """
    One thing that can be looked up, so that every figure can be traced.

    `counted` says what is counted or looked at, `origin` from which published table, list or setting, `when` when that
    happens, and `rounding` how numbers are rounded. `says` is the sentence for each verdict; it may hold `{shown}`,
    `{whole}` and `{detail}`.
    """

    key: str
    basis: Basis
    title: Text
    counted: Text
    origin: Text
    when: Text
    rounding: Text
    says: Mapping[Verdict, Text]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found: two rounded numbers, where it is about numbers, and keys of a closed list that it is about."""

    verdict: Verdict
    shown: int | None = None
    whole: int | None = None
    detail: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known when something is looked up: the organisation, the day, and the half-year published last."""

    organisation: Organisation
    today: date
    half_year: str = ""
    figures: Mapping[str, int | None] = field(default_factory=dict)

    def share(self, part: str, whole: str, *, enough: int) -> Reading:
        """
        Compare two published numbers.

        :param enough: percent of the whole from which it shows; below that it does so in part
        """
        shown, total = self.figures.get(part), self.figures.get(whole)
        if total is None:
            return Reading(Verdict.NOT_YET)
        if shown is None:
            return Reading(Verdict.NOT_SHOWN, None, total)
        verdict = Verdict.SHOWN if 100 * shown >= enough * total else Verdict.PARTLY
        return Reading(verdict, shown, total)


Provider = Callable[[Situation], Reading]
_providers: dict[str, tuple[Definition, Provider]] = {}

__all__ = ["Basis", "Definition", "Reading", "Situation", "Verdict", "built_in", "definitions", "look_up", "reading"]
__all__ += ["ALWAYS", "NIGHTLY", "NOT_LOOKED", "NO_HALF_YEAR", "NO_NUMBERS", "PER_HALF_YEAR", "TOO_FEW", "shows"]
__all__ += ["TO_FIVE"]

NIGHTLY = Text("elke nacht", "every night")
PER_HALF_YEAR = Text(
    "twee weken na elk halfjaar, en daarna nooit meer veranderd",
    "two weeks after each half-year, and never changed after that",
)
TO_FIVE = Text(
    "op vijftallen; onder de tien staat er geen cijfer", "to the nearest five; under ten there is no figure"
)
NO_NUMBERS = Text("er komen geen cijfers aan te pas", "there are no figures in it")
NO_HALF_YEAR = Text("Nog niet: hierover is nog geen cijfer vastgesteld.", "Not yet: no figure on this has been fixed.")
NOT_LOOKED = Text("Nog niet nagekeken: dat gebeurt vannacht.", "Not looked up yet: that happens tonight.")
TOO_FEW = Text("Het waren er minder dan tien.", "There were fewer than ten.")
ALWAYS = Text("altijd: Kring kan niet anders", "always: Kring cannot do otherwise")


def shows(definition: Definition) -> Callable[[Provider], Provider]:
    """Register something that a context can look up."""

    def register(provider: Provider) -> Provider:
        _providers[definition.key] = (definition, provider)
        return provider

    return register


def built_in(key: str, title: Text, counted: Text, origin: Text, says: Text) -> Provider:
    """Register something that Kring does of itself, everywhere; a test guards it."""
    definition = Definition(key, Basis.BUILT_IN, title, counted, origin, ALWAYS, NO_NUMBERS, {Verdict.SHOWN: says})
    return shows(definition)(lambda _situation: Reading(Verdict.SHOWN))


def definitions() -> dict[str, Definition]:
    """Everything that can be looked up, by key, in the order of their titles."""
    found = sorted(_providers.items(), key=lambda item: (item[1][0].basis.value, item[1][0].title.nl))
    return {key: definition for key, (definition, _provider) in found}


def reading(key: str, situation: Situation) -> Reading:
    """
    Look one thing up.

    :raises KeyError: if nobody registered it
    """
    return _providers[key][1](situation)


def look_up(organisation_id: UUID, today: date) -> tuple[str, dict[str, Reading]]:
    """Ask every context; for the nightly batch. Answers with the half-year of the figures, and the readings."""
    half_year, figures = disclosure.newest()
    situation = Situation(organisation(organisation_id), today, half_year, figures)
    return half_year, {key: reading(key, situation) for key in _providers}
