"""What differs between two editions: added, withdrawn, changed, and where experiences say something else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from kring.foundation.text import Text
from kring.guide.domain.edition import Content, Edition, Frame, Item, Part, Verdict


class Field(StrEnum):
    """What of a measure can change; texts first."""

    TITLE = "title"
    SUMMARY = "summary"
    HOW = "how"
    CONDITIONS = "conditions"
    WATCH = "watch"
    FOR_WHOM = "for_whom"
    CHAPTER = "chapter"
    EVIDENCE = "evidence"
    EVIDENCE_SAYS = "evidence_says"
    SOURCES = "sources"
    EXAMPLES = "examples"
    CHECKED = "checked"


_OF_FIELD: Mapping[Field, tuple[str, ...]] = {
    Field.TITLE: ("title",),
    Field.SUMMARY: ("summary",),
    Field.HOW: ("how",),
    Field.CONDITIONS: ("conditions",),
    Field.WATCH: ("watch",),
    Field.FOR_WHOM: ("groups", "levels", "energy", "moments", "quick_win", "situations", "sectors"),
    Field.CHAPTER: ("chapter", "kind"),
    Field.EVIDENCE: ("evidence",),
    Field.EVIDENCE_SAYS: ("evidence_says",),
    Field.SOURCES: ("sources",),
    Field.EXAMPLES: ("examples",),
    Field.CHECKED: ("checked",),
}
_LISTS = ("levels", "energies", "moments", "groups", "situations", "evidence", "experiences")
_LITTLE = {Verdict.UNTOLD, Verdict.TOO_LITTLE}
TEXTS = (Field.TITLE, Field.SUMMARY, Field.HOW, Field.CONDITIONS, Field.WATCH, Field.EVIDENCE_SAYS)


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A text that says something else: what went and what came, line by line."""

    field: Field
    gone: tuple[Text, ...]
    new: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A measure that stands in both editions and says something else now."""

    item: Item
    fields: tuple[Field, ...]
    rewritten: tuple[Rewritten, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """
    Something of a measure that went from one class to another: its evidence, or what experiences say.

    :param about: for which group or situation, as (name of the list, key); empty for everybody
    """

    item: Item
    before: str
    after: str
    about: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Changes:
    """
    Everything that differs.

    :param more_told: measures with other figures while what they say stayed the same, for every group and situation
    :param around: headings of introductions, and labels of lists, that changed
    """

    added: tuple[Item, ...]
    withdrawn: tuple[Item, ...]
    changed: tuple[Changed, ...]
    evidence: tuple[Moved, ...]
    experiences: tuple[Moved, ...]
    more_told: tuple[Item, ...]
    around: tuple[Text, ...]

    def __bool__(self) -> bool:
        return any(
            (self.added, self.withdrawn, self.changed, self.evidence, self.experiences, self.more_told)
        ) or bool(self.around)


def changes(before: Edition | Content, after: Edition | Content, sector: str = "", chapter: str = "") -> Changes:
    """What differs; for one sector or chapter only what stands there before or after."""
    was, now = _by_key(before.items, sector, chapter), _by_key(after.items, sector, chapter)
    both = [(was[key], item) for key, item in now.items() if key in was]
    changed = tuple(found for old, new in both if (found := _changed(old, new)))
    told = [(new, tuple(_moved(old, new))) for old, new in both if old.told != new.told]
    return Changes(
        added=tuple(item for key, item in now.items() if key not in was),
        withdrawn=tuple(item for key, item in was.items() if key not in now),
        changed=changed,
        evidence=tuple(Moved(new, old.evidence, new.evidence) for old, new in both if old.evidence != new.evidence),
        experiences=tuple(one for _item, moved in told for one in moved),
        more_told=tuple(item for item, moved in told if not moved),
        around=tuple(_around(before.frame, after.frame, sector, chapter)),
    )


def _by_key(items: Iterable[Item], sector: str, chapter: str) -> dict[str, Item]:
    return {
        item.key: item
        for item in items
        if (not sector or sector in item.sectors) and (not chapter or item.chapter == chapter)
    }


def _changed(old: Item, new: Item) -> Changed | None:
    differ = tuple(
        one
        for one, names in _OF_FIELD.items()
        if one is not Field.EVIDENCE and any(getattr(old, name) != getattr(new, name) for name in names)
    )
    rewritten = tuple(_rewritten(one, old, new) for one in differ if one in TEXTS)
    return Changed(new, differ, rewritten) if differ else None


def _rewritten(one: Field, old: Item, new: Item) -> Rewritten:
    was, now = _lines(getattr(old, one)), _lines(getattr(new, one))
    return Rewritten(
        one, tuple(line for line in was if line not in now), tuple(line for line in now if line not in was)
    )


def _lines(value: Text | tuple[Text, ...] | None) -> tuple[Text, ...]:
    if value is None:
        return ()
    return (value,) if isinstance(value, Text) else value


def _moved(old: Item, new: Item) -> Iterable[Moved]:
    """Where experiences say something else; of a part only if enough was known of it before or after."""
    was, now = _verdicts(old), _verdicts(new)
    for about in dict.fromkeys((*now, *was)):
        before, after = was.get(about, Verdict.UNTOLD), now.get(about, Verdict.UNTOLD)
        if before is not after and (about == ("", "") or not {before, after} <= _LITTLE):
            yield Moved(new, before, after, about)


def _verdicts(item: Item) -> dict[tuple[str, str], Verdict]:
    return {
        ("", ""): item.told.whole.verdict,
        **{("groups", one.key): one.verdict for one in item.told.groups},
        **{("situations", one.key): one.verdict for one in item.told.situations},
    }


def _around(before: Frame, after: Frame, sector: str, chapter: str) -> Iterable[Text]:
    """What changed in introductions and lists, by the name it has now (or had, when it is gone)."""
    if (before.title, before.lead) != (after.title, after.lead):
        yield after.title
    yield from _parts((*before.parts, *before.after), (*after.parts, *after.after))
    for name in ("sectors", "chapters", *_LISTS):
        wanted = {"sectors": sector, "chapters": chapter}.get(name, "")
        was, now = ({one.key: one for one in getattr(frame, name)} for frame in (before, after))
        differ = {key: one for key, one in {**now, **was}.items() if was.get(key) != now.get(key)}
        yield from (now.get(key, one).label for key, one in differ.items() if wanted in {"", key})
    documents = {one.key: one for one in before.documents}
    yield from (one.title for one in after.documents if documents.get(one.key) != one)


def _parts(before: tuple[Part, ...], after: tuple[Part, ...]) -> Iterable[Text]:
    was = {part.heading.en: part for part in before}
    now = {part.heading.en: part for part in after}
    yield from (part.heading for key, part in now.items() if was.get(key) != part)
    yield from (part.heading for key, part in was.items() if key not in now)
