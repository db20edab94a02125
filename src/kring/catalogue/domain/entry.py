"""One entry of the catalogue, as its file says it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kring.foundation.text import Text

NOT_WEIGHED = "not-weighed"
"""The evidence of what organisations add themselves: nobody looked for it."""

ADVISED_AGAINST = "advised-against"
"""The evidence of what does harm."""


class Kind(StrEnum):
    """What sort of entry it is; the value stands in the files and in addresses."""

    MEASURE = "measure"
    INTERVENTION = "intervention"
    RISK_GROUP = "risk_group"
    RISK_FACTOR = "risk_factor"

    @property
    def is_awareness(self) -> bool:
        """Whether it describes a risk instead of something that can be done."""
        return self in {Kind.RISK_GROUP, Kind.RISK_FACTOR}


@dataclass(frozen=True, slots=True)
class Cited:
    """A place in a source. `item` is the own short key of what stands there, empty if the whole place is meant."""

    document: str
    place: str
    item: str


@dataclass(frozen=True, slots=True)
class Example:
    """Something to look at elsewhere, with the day on which somebody of ours last opened it, if ever."""

    title: Text
    address: str
    checked: date | None


@dataclass(frozen=True, slots=True)
class Days:
    """When an entry came, when somebody last compared it with its sources, and when that is due again."""

    added: date
    checked: date
    review: date


@dataclass(frozen=True, slots=True)
class Words:
    """What people type when they look for this, besides the words of the entry itself."""

    nl: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """
    Everything an entry says. Keys refer to the closed lists (`kring.catalogue.domain.lists`).

    For a risk group or factor `theme`, `energy`, `evidence` are empty and `levels`, `moments` have no items: nobody
    does anything with it, it only asks for attention. `energy` may also be empty for an intervention.
    """

    id: str
    kind: Kind
    theme: str
    levels: tuple[str, ...]
    energy: str
    moments: tuple[str, ...]
    quick_win: bool
    groups: tuple[str, ...]
    situations: tuple[str, ...]
    evidence: str
    evidence_says: Text | None
    days: Days
    title: Text
    summary: Text
    how: tuple[Text, ...]
    watch: tuple[Text, ...]
    conditions: tuple[Text, ...]
    words: Words
    related: tuple[str, ...]
    cited: tuple[Cited, ...]
    examples: tuple[Example, ...]
