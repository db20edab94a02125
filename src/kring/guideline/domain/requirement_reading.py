"""Read the requirements of one edition from its folder, strictly: one file a recommendation."""

import re
import string
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from kring.guideline.domain.content import Aspect
from kring.guideline.domain.edition import FOLDER
from kring.guideline.domain.folder import DataFolder
from kring.guideline.domain.readers import aspect, choice
from kring.guideline.domain.requirements import KindOfEvidence, Requirement, RequirementSet, Rescue, Section
from kring.guideline.domain.table import Table
from kring.guideline.domain.text import Source

LISTS = f"{FOLDER}/lists.toml"
HEAVIEST = 3
_FILE = re.compile(rf"{FOLDER}/A(\d\d)\.toml")
_KEY = re.compile(r"A([1-9]\d?)")


class _Lists:
    """What requirements refer to, read before them."""

    def __init__(self, data: DataFolder) -> None:
        table = data.file(LISTS)
        self.kinds = data.items(LISTS, "kind", _kind)
        self.sections = data.items(LISTS, "section", _section)
        self.audiences = data.items(LISTS, "audience", choice)
        self.rescue = _rescue(table.table("rescue"))
        self.questions = _questions(table, {kind.key for kind in self.kinds})

    def section_of(self, number: int) -> Section | None:
        """The part of the list in which a recommendation stands."""
        return next((one for one in self.sections if one.first <= number <= one.last), None)


def load_requirements(folder: Path) -> RequirementSet:
    """
    Read the requirements in the folder of an edition.

    :raises GuidelineDataError: naming the file and the field, if any is missing, unknown, double or wrong
    """
    data = DataFolder(folder, only=FOLDER, beside=("edition.toml", "managers.toml"))
    lists = _Lists(data)
    highest = data.sources.numbered["A"].highest
    aspects = data.items("managers.toml", "aspect", aspect) if data.has("managers.toml") else ()
    found = []
    for name in data.names(FOLDER):
        if name != LISTS:
            found.append(_recommendation(data.file(name), name, lists, aspects))
    _check_numbers(data.file(LISTS), lists, [one.number for one in found], highest)
    about = data.file("edition.toml")
    answer = RequirementSet(
        version=about.string("version"),
        title=about.text("title"),
        kinds=lists.kinds,
        sections=lists.sections,
        questions=lists.questions,
        audiences=lists.audiences,
        rescue=lists.rescue,
        recommendations=tuple(sorted(found, key=lambda one: one.number)),
    )
    data.finish(but=("edition.toml", "managers.toml"))
    return answer


def _recommendation(table: Table, name: str, lists: _Lists, aspects: tuple[Aspect, ...]) -> Requirement:
    file = _FILE.fullmatch(name)
    key = table.string("key")
    number = _KEY.fullmatch(key)
    if number is None or file is None or int(file[1]) != int(number[1]):
        raise table.error("key", f"is {key!r}, which is not the name of the file")
    section = lists.section_of(int(number[1]))
    if section is None:
        raise table.error("key", f"{key!r} stands in no section of {LISTS}")
    questions = table.numbers("questions")
    if not questions or not set(questions) <= set(section.questions):
        raise table.error("questions", f"must be among those of section {section.key!r}: {list(section.questions)}")
    source = table.source()
    if key not in source.codes:
        raise table.error("source", f"must name {key}")
    whole = _requirement(table, lists, section, key, int(number[1]), questions)
    return _with_parts(table, whole, lists, section, aspects)


def _with_parts(
    table: Table, whole: Requirement, lists: _Lists, section: Section, aspects: tuple[Aspect, ...]
) -> Requirement:
    rows = table.tables_if_any("part", at_most=26)
    parts = tuple(_part(row, whole, lists, section) for row in rows)
    if table.string_if_any("parts_from") == "aspects":
        parts = tuple(
            replace(
                whole,
                key=f"{whole.key}.{letter}",
                part=letter,
                title=one.title,
                text=one.text,
                level="execution" if one.skill else whole.level,
                source=one.source,
            )
            for letter, one in zip(string.ascii_lowercase, aspects, strict=False)
        )
    if len({one.part for one in parts}) < len(parts):
        raise table.error("part", "has the same name twice")
    return replace(whole, parts=parts)


def _part(row: Table, whole: Requirement, lists: _Lists, section: Section) -> Requirement:
    with row:
        letter = row.string("part")
        if not re.fullmatch(r"[a-z]|[1-9]\d?", letter):
            raise row.error("part", f"{letter!r} must be one letter or a number")
        key = f"{whole.key}.{letter}"
        return _requirement(row, lists, section, key, whole.number, whole.questions, letter, whole.source)


def _requirement(
    row: Table,
    lists: _Lists,
    section: Section,
    key: str,
    number: int,
    questions: tuple[int, ...],
    part: str = "",
    source: Source | None = None,
) -> Requirement:
    weight = row.number("weight")
    if not 1 <= weight <= HEAVIEST:
        raise row.error("weight", f"must be 1 to {HEAVIEST}")
    level = row.string("rescue")
    if level not in {one.key for one in lists.rescue.levels}:
        raise row.error("rescue", f"{level!r} is no level of {LISTS}")
    for_whom = row.keys("for")
    unknown = set(for_whom) - {one.key for one in lists.audiences}
    if not for_whom or unknown:
        raise row.error("for", f"must be audiences of {LISTS}")
    return Requirement(
        key=key,
        number=number,
        part=part,
        title=row.text("title"),
        text=row.text("text"),
        shown_by=row.text("shown_by"),
        questions=questions,
        kinds=tuple(sorted({kind for one in questions for kind in lists.questions.get(one, ())})),
        for_whom=for_whom,
        weight=weight,
        evidence=row.keys("evidence"),
        evidence_is_enough=row.flag("evidence_is_enough"),
        level=level,
        section=section.key,
        source=source or row.source(),
        was=row.string_if_any("was"),
    )


def _kind(row: Table) -> KindOfEvidence:
    with row:
        return KindOfEvidence(
            key=row.string("key"), title=row.text("title"), text=row.text("text"), source=row.source()
        )


def _section(row: Table) -> Section:
    with row:
        section = Section(
            key=row.key(),
            title=row.text("title"),
            first=row.number("first"),
            last=row.number("last"),
            questions=row.numbers("questions"),
            source=row.source(),
        )
    if section.first > section.last:
        raise row.error("last", "lies before first")
    return section


def _questions(table: Table, kinds: set[str]) -> Mapping[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for row in table.tables("question"):
        with row:
            number, named = row.number("number"), row.keys("kinds")
        if number in found:
            raise row.error("number", f"{number} is used twice")
        if not named or not kinds.issuperset(named):
            raise row.error("kinds", "must be kinds of evidence of this file")
        found[number] = named
    return found


def _rescue(table: Table) -> Rescue:
    with table:
        return Rescue(
            title=table.text("title"),
            text=table.text("text"),
            caveat=table.text("caveat"),
            levels=tuple(choice(row) for row in table.tables("level")),
            source=table.source(),
        )


def _check_numbers(table: Table, lists: _Lists, found: list[int], highest: int) -> None:
    """Every recommendation of the guideline has one file, and the sections are all of them, in order."""
    missing = sorted(set(range(1, highest + 1)) - set(found))
    if missing:
        raise table.error("section", f"recommendations {missing} have no file")
    sections = [(one.first, one.last) for one in lists.sections]
    follow = all(after[0] == before[1] + 1 for before, after in pairwise(sections))
    if sections[0][0] != 1 or sections[-1][1] != highest or not follow:
        raise table.error("section", f"must run from 1 to {highest} without a gap")
