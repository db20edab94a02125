"""
Searching and counting: the words of a question to a few short statements, the choice to bit sets.

A few statements: what is known of the words, which entries hold them, the bit sets of all facets, and the entries of
one page. What an organisation adds comes along from its own table, behind its own wall, and is not found a second time
when it is shared with everybody.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from math import log

from django.db import connection
from django.db.models import QuerySet

from kring.catalogue.domain import bits, words
from kring.catalogue.domain.asking import MOST_LETTERS, MOST_WORDS, Synonyms, Term, Vocabulary, term, unknown_parts
from kring.catalogue.domain.bits import Bits
from kring.catalogue.domain.facets import OF_US, Chosen, Counted, Facet, Members, counts, gathered, keys, narrowed
from kring.catalogue.models import OwnEntry, SharedEntry, SharedFacet
from kring.catalogue.queries.cards import Card, own_cards, shared_cards
from kring.catalogue.queries.content import content

PAGE = 20
MANY = 2000
CLOSE_ENOUGH = 0.45
"""What is worth less than this share of the best, is not shown."""
CONFIGS = {"nl": "dutch", "en": "english"}


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody asks: words, a choice per facet, and which page of the answer."""

    text: str = ""
    chosen: Chosen = field(default_factory=dict)
    page: int = 1
    language: str = "nl"
    size: int = PAGE


@dataclass(frozen=True, slots=True)
class Found:
    """
    The answer.

    :param meant: words that nobody knows, with what was looked for as well
    :param is_loose: nothing holds all words; this comes closest
    """

    cards: tuple[Card, ...]
    total: int
    counted: tuple[Counted, ...]
    page: int
    pages: int
    meant: tuple[tuple[str, str], ...] = ()
    is_loose: bool = False


@dataclass(frozen=True, slots=True)
class _Hits:
    """Shared entries by number, own entries by their place; the best first."""

    found: Bits
    best: Sequence[int] = ()
    own: Sequence[OwnEntry] = ()
    terms: tuple[Term, ...] = ()
    is_loose: bool = False


def search(asked: Search) -> Found:
    """Find, count and show one page."""
    members = {key: bits.read(bytes(kept)) for key, kept in SharedFacet.objects.values_list("key", "members")}
    hits = _with_words(asked) if asked.text.strip() else _everything(members)
    own = dict(enumerate(hits.own))
    own_members = gathered({number: keys(one.as_entry(""), OF_US) for number, one in own.items()})
    found = hits.found & ~_ours_among_all()
    left = narrowed(found, members, asked.chosen)
    own_left = narrowed(bits.of(own), own_members, asked.chosen)
    total = left.bit_count() + own_left.bit_count()
    pages = max(1, -(-total // asked.size))
    page = min(max(asked.page, 1), pages)
    ours = [own[number] for number in bits.numbers(own_left)]
    return Found(
        cards=_cards(ours, _in_order(left, hits.best), page, asked),
        total=total,
        counted=_together(counts(found, members, asked.chosen), counts(bits.of(own), own_members, asked.chosen)),
        page=page,
        pages=pages,
        meant=tuple((one.typed, one.meant) for one in hits.terms if one.meant),
        is_loose=hits.is_loose,
    )


def terms_of(text: str, language: str) -> tuple[Term, ...]:
    """The words of a question with everything each may stand for."""
    asked = words.asked_words(text[:MOST_LETTERS], language)[:MOST_WORDS]
    if not asked:
        return ()
    vocabulary = _vocabulary(asked, language)
    return tuple(term(word, language, vocabulary, _synonyms(language)) for word in asked)


@cache
def _synonyms(language: str) -> Synonyms:
    """Those of the files, which do not change while a process lives."""
    return Synonyms(content().synonyms[language], language)


def _everything(members: Members) -> _Hits:
    found = 0
    for key, have in members.items():
        if key.startswith(f"{Facet.KIND}:"):
            found |= have
    return _Hits(found, own=list(_own()))


def _with_words(asked: Search) -> _Hits:
    """Entries with all words; if there are none, what comes closest."""
    terms = terms_of(asked.text, asked.language)
    if not terms:
        return _Hits(0)
    hits = _ask(terms, asked.language, " && ")
    single = tuple(part for one in terms for part in one.apart)
    if hits.found or hits.own or len(single) == 1:
        return hits
    return _closest(single, asked.language)


def _closest(terms: Sequence[Term], language: str) -> _Hits:
    """What has the most telling of the words: a word counts for more the fewer entries have it."""
    pieces, values = _tsqueries(terms, language)
    with connection.cursor() as cursor:
        cursor.execute(_EACH.format(", ".join(pieces)), [*values, language])
        each = [(bits.of(numbers or ()), best or ()) for numbers, best in cursor.fetchall()]
    worth: dict[int, float] = defaultdict(float)
    for have, best in each:
        weight = log(1 + MANY / (1 + have.bit_count()))
        for number in best:
            worth[number] += weight
        for number in bits.numbers(have) if have.bit_count() <= MANY else ():
            worth[number] += weight
    least = max(worth.values(), default=0.0) * CLOSE_ENOUGH
    close = sorted((number for number, has in worth.items() if has >= least), key=lambda one: (-worth[one], one))
    own = _ask(terms, language, " || ").own
    return _Hits(bits.of(close), close, own, tuple(terms), is_loose=True)


def _tsqueries(terms: Sequence[Term], language: str) -> tuple[list[str], list[str]]:
    """SQL for each term, and its values."""
    piece = f"(to_tsquery('simple', %s) || plainto_tsquery('{CONFIGS[language]}', %s))"
    return [piece] * len(terms), [value for one in terms for value in (one.as_tsquery, one.typed)]


def _ask(terms: Sequence[Term], language: str, joint: str) -> _Hits:
    """Everything that has all of these terms, or one of them."""
    pieces, values = _tsqueries(terms, language)
    query = joint.join(pieces)
    with connection.cursor() as cursor:
        cursor.execute(_FOUND.format(query, " || ".join(pieces)), [language, *values, *values])
        numbers, best = cursor.fetchone()
        cursor.execute(_OURS.format(query), values)
        ours = [key for (key,) in cursor.fetchall()]
    own = list(_own().filter(id__in=ours)) if ours else []
    return _Hits(bits.of(numbers or ()), best or (), own, tuple(terms))


def _own() -> QuerySet[OwnEntry]:
    return OwnEntry.objects.filter(state=OwnEntry.State.SHOWN).defer("search").order_by("-added", "id")


def _ours_among_all() -> Bits:
    """What everybody finds of what this organisation shares: here it is found as its own."""
    ours = OwnEntry.objects.exclude(shared_id="").values("shared_id")
    return bits.of(SharedEntry.objects.filter(id__in=ours).values_list("number", flat=True))


def _vocabulary(asked: Sequence[str], language: str) -> Vocabulary:
    """What the shared vocabulary says of these words."""
    roots = [words.root(words.spellings(word)[0]) if language == "nl" else word for word in asked]
    flat = [words.spellings(word)[0] for word in asked]
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [list(asked), flat, roots, language, language, language])
        known = {word for (word,) in cursor.fetchall()}
        strange = [word for word in asked if word not in known]
        if not strange:
            return Vocabulary(known, frozenset(), {})
        inside = {part: words.root(part) for word in strange for part in unknown_parts(word)}
        cursor.execute(_PARTS, [language, sorted(set(inside.values()))])
        short_ones = {found for (found,) in cursor.fetchall()}
        close: dict[str, list[tuple[str, int]]] = {}
        for word in strange:
            if near := sorted(words.slips(word)):
                cursor.execute(_CLOSE, [near, language])
                close[word] = cursor.fetchall()
    parts = {part for part, short in inside.items() if short in short_ones}
    return Vocabulary(known, parts - words.STOP_WORDS[language], close)


def _in_order(left: Bits, best: Sequence[int]) -> Iterator[int]:
    """The best first; of thousands nobody asks for more than a page."""
    first = bits.of(best) & left
    yield from (number for number in best if first >> number & 1)
    yield from bits.numbers(left & ~first)


def _cards(ours: Sequence[OwnEntry], numbers: Iterator[int], page: int, asked: Search) -> tuple[Card, ...]:
    start, end = (page - 1) * asked.size, page * asked.size
    mine = ours[start:end]
    rest = list(islice(numbers, max(0, start - len(ours)), max(0, end - len(ours))))
    return (*own_cards(mine, asked.language), *shared_cards(rest, asked.language))


def _together(one: Sequence[Counted], other: Sequence[Counted]) -> tuple[Counted, ...]:
    joined = {(each.facet, each.value): each for each in one}
    for each in other:
        both = joined.get((each.facet, each.value))
        count = each.count + (both.count if both else 0)
        joined[(each.facet, each.value)] = Counted(each.facet, each.value, count, each.chosen)
    return tuple(joined.values())


_KNOWN = """
select asked.word from unnest(%s::text[], %s::text[], %s::text[]) as asked (word, flat, root)
where exists (select from shared.catalogue_word w where w.language = %s and w.word = asked.flat)
or exists (select from shared.catalogue_word w where w.language = %s and w.root = asked.root)
or length(asked.flat) > 3 and exists (
    select from shared.catalogue_word w where w.language = %s and w.word like asked.flat || '%%'
)
"""
_PARTS = "select distinct root from shared.catalogue_word where language = %s and root = any(%s)"
# One look in the index for each way to slip: asked all at once, the planner reads every word instead.
_CLOSE = """
select distinct close.word, close.times from unnest(%s::varchar[]) as slip (word),
lateral (select * from shared.catalogue_word w where w.near @> array[slip.word]) as close where close.language = %s
"""
# Between the braces comes SQL of this file only, made of parts that stand here; what was typed goes in as a value.
_FOUND = "select numbers, best from shared.catalogue_found(%s, {}, {})"
_OURS = "select id from catalogue_ownentry where search @@ ({})"
_EACH = """
select found.numbers, found.best from unnest(array[{}]) with ordinality as one (term, place),
lateral shared.catalogue_found(%s, one.term, one.term) as found order by one.place
"""
