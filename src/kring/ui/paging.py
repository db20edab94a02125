"""Long lists in sheets, by plain links: what one needs first comes first, and nothing needs JavaScript."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import HttpRequest

Item = TypeVar("Item")
A_SHEET = 25


@dataclass(frozen=True, slots=True)
class Sheet(Generic[Item]):
    """One sheet of a list; `first` and `last` count from one. `before` and `after` are addresses, or empty."""

    items: tuple[Item, ...]
    first: int
    last: int
    total: int
    before: str
    after: str

    @property
    def is_part(self) -> bool:
        """Whether there is more than this."""
        return len(self.items) < self.total


def sheet_of(items: Sequence[Item], request: HttpRequest, *, size: int = A_SHEET, name: str = "blad") -> Sheet[Item]:
    """
    The sheet that the address asks for; one that is not there is the last or the first.

    :param name: of the number in the address; everything else in it stays
    """
    asked = request.GET.get(name, "")
    last = max(1, -(-len(items) // size))
    number = min(last, max(1, int(asked))) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    begin = (number - 1) * size
    some = tuple(items[begin : begin + size])
    return Sheet(
        items=some,
        first=begin + 1 if some else 0,
        last=begin + len(some),
        total=len(items),
        before=_address(request, name, number - 1) if number > 1 else "",
        after=_address(request, name, number + 1) if number < last else "",
    )


def _address(request: HttpRequest, name: str, number: int) -> str:
    query = request.GET.copy()
    query[name] = str(number)
    return f"?{query.urlencode()}"
