"""Read the content files: every entry strictly, and then what must hold between them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from kring.catalogue.domain.addresses import written_twice
from kring.catalogue.domain.entry import ADVISED_AGAINST, NOT_WEIGHED, Cited, Days, Entry, Example, Kind, Words
from kring.catalogue.domain.fields import ContentError, Fields, Problems
from kring.catalogue.domain.links import links
from kring.catalogue.domain.lists import LISTS_FILE, SOURCES_FILE, Lists, number_problem, read_lists
from kring.foundation.text import Text

ENTRIES = "entries"
SYNONYMS_FILE = "synonyms.toml"
LONGEST = {"title": 70, "summary": 260, "how": 700, "watch": 400, "condition": 400, "evidence_says": 400}
REVIEW_WITHIN = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class Content:
    """All files together; entries by id, in the order of their ids."""

    lists: Lists
    entries: Mapping[str, Entry]
    synonyms: Mapping[str, tuple[tuple[str, ...], ...]]

    def uncovered(self) -> list[tuple[str, str, str]]:
        """What stands in the sources and no entry cites: document, place, item."""
        cited = {(one.document, one.place, one.item) for entry in self.entries.values() for one in entry.cited}
        return [heading for heading in self.lists.headings() if heading not in cited]


def read_folder(folder: Path) -> Content:
    """
    Read all content files.

    :raises ContentError: naming file and field of everything that is not right
    """
    problems = Problems()
    lists = read_lists(_parsed(folder / LISTS_FILE, problems), _parsed(folder / SOURCES_FILE, problems), problems)
    entries: dict[str, Entry] = {}
    for path in sorted((folder / ENTRIES).iterdir()):
        name = f"{ENTRIES}/{path.name}"
        if path.suffix != ".toml":
            problems.add(name, "file", "does not end in .toml, so nobody would read it")
            continue
        entry = read_entry(name, _parsed(path, problems, name), lists, problems)
        if entry.id != path.stem:
            problems.add(name, "id", f"is {entry.id!r}, which is not the name of the file")
        entries[path.stem] = entry
    check_related(entries, problems)
    _check_links(entries, lists, problems)
    synonyms = _synonyms(Fields(SYNONYMS_FILE, "", _parsed(folder / SYNONYMS_FILE, problems), problems))
    if problems.found:
        raise ContentError(problems.found)
    return Content(lists, entries, synonyms)


def read_entry(file: str, data: object, lists: Lists, problems: Problems) -> Entry:
    """Read one entry; use it only if there are no problems."""
    table = Fields(file, "", data, problems)
    kind = Kind(table.one_of("kind", [kind.value for kind in Kind]) or Kind.MEASURE)
    does = not kind.is_awareness
    words = table.words("words")
    entry = Entry(
        id=table.key("id"),
        kind=kind,
        theme=table.one_of("theme", lists.themes) if does else "",
        levels=table.some_of("levels", lists.levels) if does else (),
        energy=table.one_of("energy", lists.energies) if kind is Kind.MEASURE or table.has("energy") else "",
        moments=table.some_of("moments", lists.moments) if does else (),
        quick_win=table.flag("quick_win"),
        groups=table.some_of("groups", lists.groups),
        situations=table.some_of("situations", lists.situations),
        evidence=table.one_of("evidence", lists.evidence) if does else "",
        evidence_says=_optional(table, "evidence_says"),
        days=_days(table),
        title=table.text("title", longest=LONGEST["title"]),
        summary=table.text("summary", longest=LONGEST["summary"]),
        how=table.texts("how", least=1, longest=LONGEST["how"]),
        watch=table.texts("watch", least=1, longest=LONGEST["watch"]),
        conditions=table.texts("condition", longest=LONGEST["condition"]),
        words=Words(*words),
        related=table.some_of("related", None, least=0) if table.has("related") else (),
        cited=_cited(table, lists),
        examples=_examples(table),
    )
    table.finish()
    _check_sense(entry, table)
    return entry


def check_related(entries: Mapping[str, Entry], problems: Problems) -> None:
    """Report every entry that points at itself or at an entry that is not there."""
    for name, entry in entries.items():
        for other in entry.related:
            if other == name or other not in entries:
                problems.add(f"{ENTRIES}/{name}.toml", "related", f"{other!r} is not another entry")


def _check_links(entries: Mapping[str, Entry], lists: Lists, problems: Problems) -> None:
    """Report a place on the web that is written in two ways: one of them gets old without anybody noticing."""
    found = links(entries, lists.documents.values())
    for ways in written_twice(found):
        for address in ways[1:]:
            name = found[address][0]
            problems.add(f"{ENTRIES}/{name}.toml", "example", f"{address} is also written as {ways[0]}; choose one")


def _check_sense(entry: Entry, table: Fields) -> None:
    if "everyone" in entry.groups and len(entry.groups) > 1:
        table.wrong("groups", "everyone includes the others; name everyone alone, or only the others")
    if entry.kind is Kind.RISK_GROUP and ("everyone" in entry.groups or len(entry.groups) != 1):
        table.wrong("groups", "a risk group is about exactly one group")
    if entry.evidence == NOT_WEIGHED:
        table.wrong("evidence", f"{NOT_WEIGHED} is for what organisations add themselves")
    if entry.quick_win and entry.evidence == ADVISED_AGAINST:
        table.wrong("quick_win", "what is advised against is not a quick win")


def _optional(table: Fields, name: str) -> Text | None:
    return table.text(name, longest=LONGEST[name]) if table.has(name) else None


def _days(table: Fields) -> Days:
    days = Days(table.day("added"), table.day("checked"), table.day("review"))
    if date.min in (days.added, days.checked, days.review):
        return days
    if days.checked < days.added:
        table.wrong("checked", f"{days.checked} is before added, {days.added}")
    if days.review <= days.checked:
        table.wrong("review", f"{days.review} must be after checked, {days.checked}")
    elif days.review - days.checked > REVIEW_WITHIN:
        table.wrong("review", f"{days.review} is more than three years after checked, {days.checked}")
    return days


def _cited(table: Fields, lists: Lists) -> tuple[Cited, ...]:
    found = []
    for row in table.tables("source", least=1):
        cited = Cited(
            document=row.one_of("document", lists.documents),
            place=row.string("place", longest=60),
            item=row.string("item", longest=60) if row.has("item") else "",
        )
        row.finish()
        _check_cited(cited, row, lists)
        found.append(cited)
    if len(set(found)) < len(found):
        table.wrong("source", "names a place twice")
    return tuple(found)


def _check_cited(cited: Cited, row: Fields, lists: Lists) -> None:
    document = lists.documents.get(cited.document)
    if document is None or not cited.place:
        return
    place = document.places.get(cited.place)
    if place is None:
        says = (
            f"{cited.place!r} is not a place of {document.key}; its places are {', '.join(document.places)}"
            if document.places and document.highest == 0
            else number_problem(document, cited.place)
        )
        if says:
            row.wrong("place", says)
        if cited.item:
            row.wrong("item", f"{document.key}{cited.place} has no list of items in {SOURCES_FILE}")
    elif cited.item and cited.item not in place.items:
        row.wrong("item", f"{cited.item!r} is not one of {', '.join(place.items)}")
    elif place.items and not cited.item:
        row.wrong("item", f"is missing; say which of {', '.join(place.items)}")


def _examples(table: Fields) -> tuple[Example, ...]:
    found = []
    for row in table.tables("example"):
        found.append(
            Example(
                row.text("title", longest=120),
                row.address("address"),
                row.day("checked") if row.has("checked") else None,
            )
        )
        row.finish()
    addresses = [example.address for example in found]
    if len(set(addresses)) < len(addresses):
        table.wrong("example", "names an address twice")
    return tuple(found)


def _synonyms(table: Fields) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Groups of words that mean the same, by language."""
    groups = {language: table.groups(language) for language in ("nl", "en")}
    table.finish()
    return groups


def _parsed(path: Path, problems: Problems, name: str = "") -> object:
    """Read one TOML file; an empty table if that cannot be done."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        problems.add(name or path.name, "file", "is missing")
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        problems.add(name or path.name, "file", f"is not valid TOML: {broken}")
    return {}
