"""From what somebody typed to what the database is asked: each word with everything it may stand for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kring.catalogue.domain import words

MOST_WORDS = 12
MOST_LETTERS = 200
PREFIX_FROM = 4


@dataclass(frozen=True, slots=True)
class Term:
    """
    One word of a question.

    :param typed: the word as it was folded
    :param forms: words of the index, each of which is a hit
    :param begins: what a word of the index may begin with to be a hit
    :param together: lists of words that count as a hit when all of them are there
    :param split: the parts of a compound that nobody knows, which are `together` as well
    :param meant: another word that was looked for as well, because nobody knows this one
    """

    typed: str
    forms: tuple[str, ...]
    begins: str = ""
    together: tuple[tuple[str, ...], ...] = ()
    meant: str = ""
    split: tuple[str, ...] = ()

    @property
    def apart(self) -> "tuple[Term, ...]":
        """The parts of a compound that nobody knows as terms of their own; otherwise the term itself."""
        return tuple(Term(part, (part,)) for part in self.split) or (self,)

    @property
    def as_tsquery(self) -> str:
        """For `to_tsquery('simple', …)`; every word in it is folded, so nothing needs escaping."""
        single = [f"'{form}'" for form in self.forms]
        begins = [f"'{self.begins}':*"] if self.begins else []
        joined = ["(" + " & ".join(f"'{word}'" for word in group) + ")" for group in self.together]
        return " | ".join([*single, *begins, *joined])


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """
    What the database said about the words of a question.

    :param known: of the words: those that occur, as themselves, as a root or as the beginning of a word
    :param parts: of the parts of unknown words: those that are words
    :param close: words that look like an unknown one, with how often they occur
    """

    known: Collection[str]
    parts: Collection[str]
    close: Mapping[str, Sequence[tuple[str, int]]]


class Synonyms:
    """Groups of words that mean the same in one language, to be found by the root of each."""

    def __init__(self, groups: Iterable[Sequence[str]], language: str) -> None:
        self._language = language
        self._by_root: dict[str, tuple[tuple[str, ...], ...]] = {}
        for group in groups:
            members = tuple(tuple(self._roots(member)) for member in group)
            for member in members:
                if len(member) == 1:
                    self._by_root.setdefault(member[0], members)

    def of(self, word: str) -> tuple[tuple[str, ...], ...]:
        """What else may be looked for, each as roots that have to be there together."""
        mine = tuple(self._roots(word))
        return tuple(member for member in self._by_root.get(mine[0] if mine else "", ()) if member != mine)

    def _roots(self, text: str) -> Iterable[str]:
        for token in words.tokens(text):
            yield _root(words.spellings(token)[0], self._language)


def unknown_parts(word: str) -> set[str]:
    """Everything that could be a word inside a compound that nobody knows."""
    shortest = words.SHORTEST_PART
    if len(word) > words.LONGEST_COMPOUND:
        return set()
    return {
        word[start:end] for start in range(len(word) - shortest + 1) for end in range(start + shortest, len(word) + 1)
    } - {word}


def term(word: str, language: str, vocabulary: Vocabulary, synonyms: Synonyms) -> Term:
    """Everything this word may stand for."""
    spelled = [one for spelling in words.spellings(word) for one in (spelling, _root(spelling, language))]
    together = list(synonyms.of(word))
    meant = ""
    split: tuple[str, ...] = ()
    if word not in vocabulary.known:
        split = tuple(map(words.root, words.parts(word, vocabulary.parts))) if language == "nl" else ()
        if split:
            together.append(split)
        elif close := words.nearest(word, vocabulary.close.get(word, ())):
            meant = close
            spelled += [close, _root(close, language)]
            together += synonyms.of(close)
        elif (
            (longest := max(vocabulary.parts, key=len, default="")) and longest in word and len(longest) > PREFIX_FROM
        ):
            meant = longest
            spelled += [longest, _root(longest, language)]
    begins = words.spellings(word)[0]
    return Term(
        typed=word,
        forms=tuple(dict.fromkeys([*spelled, *(group[0] for group in together if len(group) == 1)])),
        begins=begins if len(begins) >= PREFIX_FROM else "",
        together=tuple(group for group in together if len(group) > 1),
        meant=meant,
        split=split,
    )


def _root(word: str, language: str) -> str:
    return words.root(word) if language == "nl" else word
