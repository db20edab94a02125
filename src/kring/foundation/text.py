"""A text in both languages of Kring, for words that are data instead of screens."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Dutch and in English; neither is ever empty."""

    nl: str
    en: str

    def in_language(self, language: str) -> str:
        """
        Return the text in a language: "nl", "en", or a variant such as "nl-nl".

        :raises ValueError: for any other language
        """
        match language.lower().partition("-")[0]:
            case "nl":
                return self.nl
            case "en":
                return self.en
            case _:
                raise ValueError(f"this is not written in {language!r}")
