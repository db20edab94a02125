"""A measure of an edition in one language, with words instead of keys: the same for the page and for paper."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kring.foundation.text import Text
from kring.guide.domain.book import Piece, Told
from kring.guide.domain.edition import AWARE, Edition, Example, Figure, Frame, Item, Part, Sector, Term, Verdict, words
from kring.guide.wording import KINDS, VERDICTS


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where a fact comes from; `mark` is the number of the document in the list of sources."""

    mark: int
    title: str
    place: str
    address: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """Everything the guide says of one measure."""

    key: str
    chapter: str
    title: str
    kind: str
    is_awareness: bool
    summary: str
    quick_win: bool
    is_at_home: bool
    facts: tuple[tuple[str, str], ...]
    how: tuple[str, ...]
    conditions: tuple[str, ...]
    watch: tuple[str, ...]
    evidence: str
    evidence_means: str
    evidence_says: str
    told: Told
    told_by_group: tuple[Told, ...]
    told_by_situation: tuple[Told, ...]
    helped: tuple[str, ...]
    hindered: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    examples: tuple[tuple[str, str], ...]
    checked: date


def pieces(frame: Frame, parts: Iterable[Part], language: str) -> tuple[Piece, ...]:
    """Pieces of an introduction, with the titles of their sources."""
    titles = {one.key: one.title.in_language(language) for one in frame.documents}
    return tuple(
        Piece(
            part.heading.in_language(language),
            tuple(text.in_language(language) for text in part.paragraphs),
            "; ".join(dict.fromkeys(titles[key] for key in part.sources)),
        )
        for part in parts
    )


def leaves(edition: Edition, sector: Sector, chapter: str, language: str) -> tuple[Leaf, ...]:
    """The measures of a chapter; words of the pages are in the language that is active."""
    speaks = _Words(edition.frame, language)
    return tuple(leaf(item, sector, speaks) for item in edition.of(sector.key, chapter))


def one_leaf(edition: Edition, sector: Sector, key: str, language: str) -> Leaf | None:
    """One measure in the guide of a sector, if it is there."""
    found = next((item for item in edition.of(sector.key) if item.key == key), None)
    return leaf(found, sector, _Words(edition.frame, language)) if found else None


class _Words:
    """The lists of a frame by key, in one language."""

    def __init__(self, frame: Frame, language: str) -> None:
        self.language = language
        self.lists: dict[str, Mapping[str, Term]] = {
            name: words(getattr(frame, name))
            for name in ("levels", "energies", "moments", "groups", "situations", "evidence", "experiences")
        }
        self.documents = {one.key: one for one in frame.documents}
        self.marks = {one: mark for mark, one in enumerate(distinct(frame), start=1)}

    def say(self, text: Text | None) -> str:
        return text.in_language(self.language) if text else ""

    def all(self, texts: Iterable[Text]) -> tuple[str, ...]:
        return tuple(text.in_language(self.language) for text in texts)

    def label(self, name: str, key: str) -> str:
        term = self.lists[name].get(key)
        return self.say(term.label) if term else key

    def labels(self, name: str, keys: Iterable[str]) -> str:
        return ", ".join(self.label(name, key) for key in keys)


def distinct(frame: Frame) -> tuple[tuple[Text, str], ...]:
    """Titles and addresses of the sources, in their order; parts of one document have one title."""
    return tuple(dict.fromkeys((one.title, one.address) for one in frame.documents))


def leaf(item: Item, sector: Sector, speaks: _Words) -> Leaf:
    """One measure in words."""
    is_awareness = item.chapter == AWARE
    evidence = speaks.lists["evidence"].get(item.evidence)
    return Leaf(
        key=item.key,
        chapter=item.chapter,
        title=speaks.say(item.title),
        kind=str(KINDS[item.kind]),
        is_awareness=is_awareness,
        summary=speaks.say(item.summary),
        quick_win=item.quick_win,
        is_at_home=any(one.document in sector.documents for one in item.sources),
        facts=_facts(item, speaks),
        how=speaks.all(item.how),
        conditions=speaks.all(item.conditions),
        watch=speaks.all(item.watch),
        evidence=speaks.say(evidence.label) if evidence else "",
        evidence_means=speaks.say(evidence.says) if evidence else "",
        evidence_says=speaks.say(item.evidence_says),
        told=told(item.told.whole, ""),
        told_by_group=tuple(told(one, speaks.label("groups", one.key)) for one in item.told.groups),
        told_by_situation=tuple(told(one, speaks.label("situations", one.key)) for one in item.told.situations),
        helped=tuple(speaks.label("experiences", key) for key in item.told.helped),
        hindered=tuple(speaks.label("experiences", key) for key in item.told.hindered),
        sources=tuple(_sources(item, speaks)),
        examples=tuple(_example(one, speaks) for one in item.examples),
        checked=item.checked,
    )


def _facts(item: Item, speaks: _Words) -> tuple[tuple[str, str], ...]:
    rows = (
        (_("For whom"), speaks.labels("groups", item.groups)),
        (_("In which situation"), speaks.labels("situations", item.situations)),
        (_("Who does it"), speaks.labels("levels", item.levels)),
        (_("When"), speaks.labels("moments", item.moments)),
        (_("What it does for people"), speaks.label("energies", item.energy) if item.energy else ""),
    )
    return tuple(row for row in rows if row[1])


def told(figure: Figure, label: str) -> Told:
    """What experiences say, in a word and in a sentence."""
    known = figure.verdict not in {Verdict.UNTOLD, Verdict.TOO_LITTLE}
    return Told(
        label=label,
        verdict=figure.verdict,
        word=str(VERDICTS[figure.verdict]) if known else "",
        sentence=_sentence(figure, known=known),
        dots=(figure.middle, figure.low, figure.high) if known else None,
    )


def _sentence(figure: Figure, *, known: bool) -> str:
    if figure.verdict is Verdict.UNTOLD:
        return _("No organisation has shared an experience with this in Kring yet.")
    number = ngettext("From %(told)d experience.", "From %(told)d experiences.", figure.told) % {"told": figure.told}
    if not known:
        return _("Too little is known.") + " " + number
    about = _("About %(middle)d out of 10 would do this again; it may also be %(low)d to %(high)d.") % {
        "middle": figure.middle,
        "low": figure.low,
        "high": figure.high,
    }
    return f"{about} {number}"


def _sources(item: Item, speaks: _Words) -> Iterable[SourceLine]:
    for one in item.sources:
        document = speaks.documents[one.document]
        mark = speaks.marks[(document.title, document.address)]
        yield SourceLine(mark, speaks.say(document.title), speaks.say(one.place), document.address)


def _example(example: Example, speaks: _Words) -> tuple[str, str]:
    return speaks.say(example.title), example.address
