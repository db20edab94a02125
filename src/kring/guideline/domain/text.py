"""A text in both languages, and the source of a rule."""

from dataclasses import dataclass

from kring.foundation.text import Text

__all__ = ["Source", "Text"]


@dataclass(frozen=True, slots=True)
class Source:
    """
    Where a rule comes from.

    `codes` are short: A13 (recommendation 13), §4.2 (paragraph), UV10 (question 10), RPOG 33 (the guideline
    of the uniformed services), K (our own rule), or the name of a practice such as OLVG. `words` says the
    same in full.
    """

    codes: tuple[str, ...]
    words: Text

    def __str__(self) -> str:
        return ", ".join(self.codes)

    def in_language(self, language: str) -> str:
        """
        Say the source in full, for "why this?" on a screen.

        :raises ValueError: for a language other than Dutch and English
        """
        return self.words.in_language(language)
