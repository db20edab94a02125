"""Turn source codes such as "A28" into a `Source` that can be said in words."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kring.guideline.domain.text import Source, Text

_NUMBERED = re.compile(r"(?P<prefix>\D+?) ?(?P<number>\d+(\.\d+)*)")


@dataclass(frozen=True, slots=True)
class NumberedSource:
    """A prefix that is followed by a number; `highest` is the last number that exists, 0 if open."""

    prefix: str
    highest: int
    label: Text


class UnknownSource(ValueError):
    """A code that no source answers to."""


@dataclass(frozen=True, slots=True)
class SourceBook:
    """All sources a rule may name."""

    numbered: Mapping[str, NumberedSource]
    named: Mapping[str, Text]

    def source(self, codes: Sequence[str]) -> Source:
        """
        Make the source for one or more codes.

        :raises UnknownSource: if a code has an unknown prefix or name, or a number that does not exist
        """
        words = [self._words(code) for code in codes]
        return Source(
            codes=tuple(codes),
            words=Text(nl=", ".join(word.nl for word in words), en=", ".join(word.en for word in words)),
        )

    def _words(self, code: str) -> Text:
        if code in self.named:
            return self.named[code]
        found = _NUMBERED.fullmatch(code)
        numbered = self.numbered.get(found["prefix"]) if found else None
        if found is None or numbered is None:
            raise UnknownSource(f"no source is called {code!r}")
        number = found["number"]
        if numbered.highest and not ("." not in number and 1 <= int(number) <= numbered.highest):
            raise UnknownSource(f"{code!r} does not exist, the last one is {numbered.highest}")
        return Text(
            nl=numbered.label.nl.format(number=number),
            en=numbered.label.en.format(number=number),
        )
