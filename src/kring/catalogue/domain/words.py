"""
What a word is to somebody who searches: without accents, without endings, in its parts, and with a typing error.

Dutch needs more than a stemmer: `ondersteuner` and `ondersteuning` are one root, `opvanggesprek` holds `gesprek`, and
`huis` is `huizen`. The same functions make the words of the index and of the question, so they need not be right in
the eyes of a linguist, only the same on both sides.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

_WORD = re.compile(r"[a-z0-9]+(?:['’-][a-z0-9]+)*")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'"})
_ENDINGS = (
    "ingen", "ings", "ing", "heden", "heid", "enden", "ende", "eren", "eerde", "ers", "er", "tjes", "tje", "jes", "je",
    "lijke", "lijk", "en", "s", "e",
)  # fmt: skip
_DOUBLE = re.compile(r"([bdfgklmnprstz])\1$")
_LONG = re.compile(r"(aa|ee|oo|uu)(?=[bdfgklmnprstvz]$)")
_LINKS = ("", "s", "en", "e")
SHORTEST_ROOT, SHORTEST_PART, SHORTEST_COMPOUND, LONGEST_COMPOUND = 3, 4, 8, 40
TWO_ERRORS_FROM, ONE_ERROR_FROM = 7, 4

STOP_WORDS = {
    "nl": frozenset(
        """
        aan al alle als bij dan dat de deze die dit doe doen door dus een en er ervoor eraan ging gaan gaat had heb
        hebben heeft het hier hoe hun ik in is iets je jij jou jouw kan kun kunnen kunt komt krijg krijgen laat laten
        maar maken me meer men mensen met mij mijn moet moeten mag naar nemen niet nog nu of om ons onze ook op over
        te toe tot tussen uit van veel via voor vooral waar waarom wanneer was wat we wel welke wij wil willen word
        worden wordt ze zelf zich zij zijn zo zonder zou zulke team afdeling helpt helpen tegen na wie gebeurt
        maatregel maatregelen iemand tijdens weer nooit altijd mee zie terwijl erg heel vind vinden gevonden moeilijk
        geven maakt gemaakt
        """.split()
    ),
    "en": frozenset(
        """
        a about an and are as at be by can could do does for from get had has have help helps how i if in is it its
        make may me more must my need not of on or our people should so some something that the their them there they
        this to us was we what when where which who why will with would you your team
        """.split()
    ),
}


def fold(text: str) -> str:
    """Lower case, without accents; the letters that have no accent to lose become their neighbours."""
    spread = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def tokens(text: str) -> list[str]:
    """The words of a text, folded; `burn-out` and `collega's` stay one."""
    return _WORD.findall(fold(text))


def spellings(token: str) -> tuple[str, ...]:
    """A word as it may be written: `burn-out` is also `burnout`, `burn` and `out`; `collega's` also `collega`."""
    if token.isalnum():
        return (token,)
    parts = [part for part in re.split(r"['-]", token) if len(part) > 1]
    return tuple(dict.fromkeys([re.sub(r"['-]", "", token), *parts]))


def root(word: str) -> str:
    """A word without its ending, with one spelling for `huis` and `huizen`, `taak` and `taken`."""
    rest = word
    for _ in range(2):
        rest = _shorter(rest)
    if len(rest) > SHORTEST_ROOT + 2 and rest[-1] in "dt" and rest[-2] in "bfgklmnprsv":
        rest = rest[:-1]
    rest = _DOUBLE.sub(r"\1", rest)
    if rest[-1:] == "z":
        rest = rest[:-1] + "s"
    if rest[-1:] == "v":
        rest = rest[:-1] + "f"
    return _LONG.sub(lambda found: found[0][0], rest)


def _shorter(word: str) -> str:
    for ending in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest == word or len(rest) < (SHORTEST_ROOT - 1 if ending == "en" else SHORTEST_ROOT):
            continue
        if ending == "s" and rest[-1] in "isu":  # huis, stress
            continue
        return rest
    return word


def parts(word: str, known: Collection[str]) -> tuple[str, ...]:
    """
    The words that a Dutch compound is made of, if all of them are known; nothing for a word that is no compound.

    The longest first part is tried first. Every ending of the word is looked at once, however long the word is.
    """
    if not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND:
        return ()
    ways: dict[int, tuple[str, ...]] = {}
    for start in range(len(word) - SHORTEST_PART, -1, -1):
        if start and (tail := word[start:]) in known:
            ways[start] = (tail,)
            continue
        for cut in range(len(word) - SHORTEST_PART, start + SHORTEST_PART - 1, -1):
            if cut in ways and (head := _head(word[start:cut], known)):
                ways[start] = (head, *ways[cut])
                break
    return ways.get(0, ())


def _head(text: str, known: Collection[str]) -> str:
    """The first part of a compound, without the letters that tie it to the next."""
    for link in _LINKS:
        head = text.removesuffix(link) if text.endswith(link) else ""
        if len(head) >= SHORTEST_PART and head in known:
            return head
    return ""


def deletions(word: str) -> set[str]:
    """The word, and the word with one letter less: what another spelling of it may have in common with it."""
    return {word, *(word[:spot] + word[spot + 1 :] for spot in range(len(word)))}


def slips(word: str) -> set[str]:
    """What to look for among `deletions` to find the words that somebody may have meant; nothing for a short one."""
    if not ONE_ERROR_FROM <= len(word) <= LONGEST_COMPOUND:
        return set()
    once = deletions(word)
    return once.union(*map(deletions, once)) if len(word) >= TWO_ERRORS_FROM else once


def distance(one: str, other: str) -> int:
    """How many letters differ, were left out, put in or changed places with their neighbour."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, same in enumerate(other, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != same))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == same:
                best = min(best, earlier[j - 2] + 1)
            row.append(best)
    return row[-1]


def nearest(word: str, candidates: Iterable[tuple[str, int]]) -> str | None:
    """
    The word that was probably meant: fewest slips first, then what occurs most.

    :param candidates: words, each with the number of entries it occurs in
    """
    most = 2 if len(word) >= TWO_ERRORS_FROM else 1
    found = [(distance(word, other), -times, other) for other, times in candidates]
    close = [one for one in found if one[0] <= most]
    return min(close)[2] if close else None


def asked_words(text: str, language: str) -> tuple[str, ...]:
    """The words of a question that say something; all of them if none does."""
    found = tuple(dict.fromkeys(tokens(text)))
    return tuple(word for word in found if word not in STOP_WORDS[language] and len(word) > 1) or found


class Forms:
    """Everything under which words are to be found: spellings, roots, and the parts of compounds; each found once."""

    def __init__(self, language: str, known: Collection[str]) -> None:
        self._language, self._known = language, known
        self._of: dict[str, tuple[str, ...]] = {}

    def of(self, text: str) -> list[str]:
        """The forms of all words of a text, each once."""
        found: dict[str, None] = {}
        for token in tokens(text):
            if token not in self._of:
                self._of[token] = tuple(self._forms(token))
            found.update(dict.fromkeys(self._of[token]))
        return list(found)

    def _forms(self, token: str) -> Iterator[str]:
        for word in spellings(token):
            yield word
            if self._language == "nl":
                yield root(word)
                for part in parts(word, self._known):
                    yield part
                    yield root(part)
