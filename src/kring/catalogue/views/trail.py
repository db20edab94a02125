"""What stands in the address of a page of the catalogue, and the addresses that lead on from it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from kring.catalogue.domain.asking import MOST_LETTERS
from kring.catalogue.domain.facets import PARAMETERS, Facet
from kring.catalogue.domain.fields import KEY

LIST, TEXT, PAGE = "lijst", "q", "p"
MOST_ON_LIST = 30
LONGEST_KEY = 60


@dataclass(frozen=True, slots=True)
class Trail:
    """
    What somebody typed and chose, and the list they put together. All of it stands in the address, nothing elsewhere.

    :param listed: ids of entries, in the order in which they were put on the list
    """

    text: str = ""
    chosen: Mapping[Facet, frozenset[str]] | None = None
    listed: tuple[str, ...] = ()
    page: int = 1

    @classmethod
    def of(cls, request: HttpRequest) -> "Trail":
        """Read an address; what does not fit is left out."""
        asked = request.GET
        chosen = {facet: keys(asked.get(name, "")) for facet, name in PARAMETERS.items()}
        page = asked.get(PAGE, "")
        return cls(
            text=" ".join(asked.get(TEXT, "").replace("\0", "").split())[:MOST_LETTERS],
            chosen={facet: frozenset(keys) for facet, keys in chosen.items() if keys},
            listed=keys(asked.get(LIST, "")),
            page=int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1,
        )

    @property
    def is_full(self) -> bool:
        """Whether nothing more fits on the list."""
        return len(self.listed) >= MOST_ON_LIST

    def toggled(self, facet: Facet, value: str) -> "Trail":
        """The same with one value more, or less."""
        chosen = {**(self.chosen or {})}
        chosen[facet] = chosen.get(facet, frozenset()) ^ {value}
        return replace(self, chosen={facet: values for facet, values in chosen.items() if values}, page=1)

    def put(self, entry: str) -> "Trail":
        """The same with an entry on the list, or off it."""
        if entry in self.listed:
            return replace(self, listed=tuple(one for one in self.listed if one != entry))
        return self if self.is_full else replace(self, listed=(*self.listed, entry))

    def to(self, name: str, *args: str, **also: str) -> str:
        """The address of another page of the catalogue, with the list coming along."""
        kept = {LIST: ".".join(self.listed)} if self.listed else {}
        return _address(reverse(f"catalogue:{name}", args=args), {**also, **kept})

    def to_search(self, *, page: int = 1) -> str:
        """The address of this search, with words, choice and list."""
        wanted = {TEXT: self.text} if self.text else {}
        for facet in Facet:
            if values := (self.chosen or {}).get(facet):
                wanted[PARAMETERS[facet]] = ".".join(sorted(values))
        return self.to("search", **wanted, **({PAGE: str(page)} if page > 1 else {}))


def keys(text: str) -> tuple[str, ...]:
    found = (one for one in text.split(".")[:MOST_ON_LIST] if len(one) <= LONGEST_KEY)
    return tuple(dict.fromkeys(one for one in found if KEY.fullmatch(one) or one in {"risk_group", "risk_factor"}))


def _address(path: str, wanted: Mapping[str, str]) -> str:
    return f"{path}?{urlencode(wanted)}" if wanted else path
