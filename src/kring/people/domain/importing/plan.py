"""What a file asks for, as a whole: people, units, who leads, and everything that is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kring.people.domain.importing.columns import UNITS
from kring.people.domain.importing.contracts import Employed, join
from kring.people.domain.importing.leading import circles, leaders, managers
from kring.people.domain.importing.lines import read_lines
from kring.people.domain.importing.problems import Problem, Reason, Unreadable, problem
from kring.people.domain.importing.tables import Table
from kring.people.domain.importing.tree import Key, Tree, grow


@dataclass(frozen=True, slots=True)
class Plan:
    """People by number, the tree of units, managers of people and of units by number, problems in order of line."""

    people: dict[str, Employed]
    tree: Tree
    leads: dict[str, str]
    unit_leads: dict[Key, str]
    problems: tuple[Problem, ...]
    fields: frozenset[str]
    """What the file has columns for; what it has none for stays as it is."""

    @property
    def stops(self) -> bool:
        """Whether nothing can be taken over."""
        return any(one.stops for one in self.problems)


def numbers_in(table: Table, mapping: Mapping[str, int], today: date) -> "Draft":
    """Read the people first, so that Kring can be asked whom of them it knows."""
    problems: list[Problem] = []
    people = join(read_lines(table.rows, mapping, problems), today, problems)
    if not people and not problems:
        raise Unreadable("no_lines")
    return Draft(people, problems, frozenset(mapping))


@dataclass(frozen=True, slots=True)
class Draft:
    """People of a file, before managers and units."""

    people: dict[str, Employed]
    problems: list[Problem]
    fields: frozenset[str]

    def numbers(self) -> set[str]:
        """Every number in the file, of people and of managers."""
        return {*self.people, *(one.main.manager for one in self.people.values())} - {""}

    def plan(self, *, known: frozenset[str], known_leads: Mapping[str, str], today: date) -> Plan:
        """
        The whole.

        :param known: numbers that Kring has somebody for, not left
        :param known_leads: the managers that Kring has, each by number, or by a pseudonym if not in this file
        """
        problems = list(self.problems)
        here = {number: one for number, one in self.people.items() if not one.has_left(today)}
        tree = grow(here.values() if self._has_units() else (), problems)
        leads = managers(self.people, known, today, problems) if "manager" in self.fields else {}
        others = {number: lead for number, lead in known_leads.items() if number not in self.people}
        circles(self.people, {**others, **leads}, problems)
        if self._has_units():
            problems += [
                problem(one.main.line, "department", Reason.NO_UNIT)
                for one in here.values()
                if tree.key_of(one.main) is None
            ]
        unit_leads = leaders(here, leads, tree) if self._has_units() else {}
        return Plan(self.people, tree, leads, unit_leads, tuple(sorted(problems)), self.fields)

    def _has_units(self) -> bool:
        return bool(self.fields & {*UNITS, "unit_code"})
