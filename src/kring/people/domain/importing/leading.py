"""Who leads whom: managers by number, and circles that cannot be."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from functools import partial

from kring.people.domain.importing.contracts import Employed
from kring.people.domain.importing.problems import Problem, Reason, problem
from kring.people.domain.importing.tree import Key, Tree


def managers(
    people: Mapping[str, Employed], known: frozenset[str], today: date, problems: list[Problem]
) -> dict[str, str]:
    """
    By number the number of the manager.

    A manager who leads themselves, has left, or is not known stays empty, and is told.

    :param known: numbers in the file that Kring knows already, for a file with only some of the people
    """
    found = {}
    for number, one in people.items():
        lead, line = one.main.manager, one.main.line
        if not lead:
            continue
        if lead == number:
            problems.append(problem(line, "manager", Reason.OWN_MANAGER, lead))
        elif lead in people:
            if people[lead].has_left(today):
                problems.append(problem(line, "manager", Reason.MANAGER_LEFT, lead))
            else:
                found[number] = lead
        elif lead in known:
            found[number] = lead
        else:
            problems.append(problem(line, "manager", Reason.UNKNOWN_MANAGER, lead))
    return found


def circles(people: Mapping[str, Employed], leads: Mapping[str, str], problems: list[Problem]) -> None:
    """Tell each circle of managers once, with the lines it goes over."""
    done: set[str] = set()
    for start in leads:
        path: list[str] = []
        current: str | None = start
        while current is not None and current not in done:
            done.add(current)
            path.append(current)
            current = leads.get(current)
        if current is not None and current in path:
            round_ = path[path.index(current) :]
            lines = sorted(people[number].main.line for number in round_ if number in people)
            if lines:
                problems.append(problem(lines[0], "manager", Reason.CIRCLE, lines=tuple(lines)))


def leaders(people: Mapping[str, Employed], leads: Mapping[str, str], tree: Tree) -> dict[Key, str]:
    """
    By unit the number of its manager: whom most people of the unit name.

    A tie goes to somebody of the unit itself, then to the lowest number.
    """
    votes: dict[Key, Counter[str]] = defaultdict(Counter)
    for number, one in people.items():
        key = tree.key_of(one.main)
        if key and number in leads:
            votes[key][leads[number]] += 1

    def order(key: Key, lead: str) -> tuple[int, bool, str]:
        inside = lead in people and tree.key_of(people[lead].main) == key
        return -votes[key][lead], not inside, lead

    return {key: min(counted, key=partial(order, key)) for key, counted in votes.items()}
