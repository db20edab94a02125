"""
Several contracts of one person, and which of them counts.

The one that runs today; else the one that begins soonest; else the one that ended last. Of several that run, the one
with the most hours, then the one that began last. Somebody has left only when every contract is over.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from kring.people.domain.importing.lines import Line
from kring.people.domain.importing.problems import Problem, Reason, problem


@dataclass(frozen=True, slots=True)
class Employed:
    """One person of the file: the contract that counts, the last day of the last one, and all its lines."""

    main: Line
    last_day: date | None
    lines: tuple[int, ...]

    def has_left(self, today: date) -> bool:
        """Whether the last day is over."""
        return self.last_day is not None and self.last_day < today


def join(lines: Iterable[Line], today: date, problems: list[Problem]) -> dict[str, Employed]:
    """
    People by number, in order of number, whatever the order of the file.

    One number with two names is two people for whom one number was used: nobody can say which of them is meant.
    """
    by_number: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        by_number[line.number].append(line)
    found = {}
    for number in sorted(by_number):
        theirs = by_number[number]
        names = {_plain(line.name) for line in theirs}
        all_lines = tuple(sorted(line.line for line in theirs))
        if len(names) > 1:
            problems.append(problem(all_lines[0], "number", Reason.TWO_NAMES, number, all_lines))
            continue
        found[number] = Employed(_main(theirs, today), _last_day(theirs), all_lines)
    return found


def _main(lines: list[Line], today: date) -> Line:
    def weight(line: Line) -> tuple[object, ...]:
        begun = line.starts is None or line.starts <= today
        over = line.ends is not None and line.ends < today
        start = (line.starts or date.min).toordinal()
        if begun and not over:
            order: tuple[object, ...] = (2, line.hours, start)
        elif not begun:
            order = (1, -start, line.hours)
        else:
            order = (0, (line.ends or date.min).toordinal(), line.hours)
        # Two that are equal so far: never by their place in the file.
        return (*order, line.place, line.code, line.craft, line.manager, line.mail)

    best = max(lines, key=weight)
    return best if best.mail else replace(best, mail=max(line.mail for line in lines))


def _last_day(lines: list[Line]) -> date | None:
    ends = [line.ends for line in lines]
    return None if None in ends else max(end for end in ends if end)


def _plain(name: str) -> str:
    return "".join(sign for sign in name.casefold() if sign.isalnum())
