"""The tree of units that the lines describe."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from kring.people.domain.importing.columns import UNITS
from kring.people.domain.importing.contracts import Employed
from kring.people.domain.importing.lines import Line
from kring.people.domain.importing.problems import Problem, Reason, problem

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit of the file. The key is its code if it has one, else its path of names."""

    key: Key
    level: str
    name: str
    above: Key | None


@dataclass(frozen=True, slots=True)
class Tree:
    """Every unit, and for a unit that some lines name and others give a code, the key it has."""

    units: dict[Key, Branch]
    same: dict[Key, Key]

    def key_of(self, line: Line) -> Key | None:
        """Which unit somebody of this line works in, or None."""
        if line.code:
            return ("code", line.code.casefold())
        path = _path(line.place)
        return self.same.get(path, path) or None


def grow(people: Iterable[Employed], problems: list[Problem]) -> Tree:
    """
    Every unit with what stands above it.

    One code with two names gets the name most lines give it; the others are told.
    """
    plain: dict[Key, Branch] = {}
    coded: dict[Key, Counter[tuple[str, str, Key | None]]] = defaultdict(Counter)
    where: dict[Key, dict[str, int]] = defaultdict(dict)
    for one in people:
        line = one.main
        place = line.place
        if line.code:
            level, name, above = _lowest(line)
            key: Key = ("code", line.code.casefold())
            coded[key][level, name, _path(above) or None] += 1
            where[key][name] = min(line.line, where[key].get(name, line.line))
            place = above
        _grow(plain, place)
    for key, votes in coded.items():
        (level, name, above_key), _ = min(votes.items(), key=lambda vote: (-vote[1], str(vote[0])))
        plain[key] = Branch(key, level, name, above_key)
        for other, line_number in sorted(where[key].items()):
            if _plain(other) != _plain(name):
                problems.append(problem(line_number, "unit_code", Reason.TWO_UNIT_NAMES, other))
    return _joined(plain)


def _joined(found: dict[Key, Branch]) -> Tree:
    """One unit where a code and a path mean the same: same name, same level, at the same place."""
    paths = {(one.level, _plain(one.name), one.above): key for key, one in found.items() if key[0] == "path"}
    claims: dict[Key, list[Key]] = defaultdict(list)
    for key, one in found.items():
        path = paths.get((one.level, _plain(one.name), one.above))
        if key[0] == "code" and path:
            claims[path].append(key)
    same = {path: codes[0] for path, codes in claims.items() if len(codes) == 1}
    units = {
        key: replace(one, above=same.get(one.above, one.above)) if one.above else one
        for key, one in found.items()
        if key not in same
    }
    return Tree(units, same)


def _lowest(line: Line) -> tuple[str, str, tuple[str, str, str]]:
    """The lowest unit of a line with a code: its level, its name, and the place above it."""
    place = list(line.place)
    filled = [index for index, name in enumerate(place) if name]
    if not filled:
        return "department", line.code, ("", "", "")
    index, name = filled[-1], place[filled[-1]]
    place[index] = ""
    return UNITS[index], name, (place[0], place[1], place[2])


def _grow(found: dict[Key, Branch], place: tuple[str, str, str]) -> None:
    above: Key | None = None
    for index, name in enumerate(place):
        if name:
            key = _path((*place[: index + 1], *([""] * (2 - index))))
            known = found.get(key)
            # Of two spellings the first in the alphabet, so that the order of the file does not matter.
            if known is None or name < known.name:
                found[key] = Branch(key, UNITS[index], name, above)
            above = key


def _path(place: tuple[str, ...]) -> Key:
    """A place as a key; empty when nothing is filled in."""
    return ("path", *(_plain(name) for name in place)) if any(place) else ()


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
