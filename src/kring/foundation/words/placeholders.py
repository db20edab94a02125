"""Placeholders in messages: each has a name, and English and Dutch have the same ones."""

import re

_NAMED = re.compile(r"%\((\w+)\)[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]|(?<!\{)\{(\w+)\}(?!\})")
_UNNAMED = re.compile(r"(?<!%)(?:%%)*%[-+#0]*\d*(?:\.\d+)?[sdifr]\b|(?<!\{)\{\d*\}(?!\})")


def named(text: str) -> set[str]:
    """The names of the placeholders in a text."""
    return {first or second for first, second in _NAMED.findall(text)}


def has_unnamed(text: str) -> bool:
    """Whether a placeholder has no name, so that a translator cannot move it."""
    return bool(_UNNAMED.search(text))


def differ(english: tuple[str, ...], dutch: tuple[str, ...]) -> set[str]:
    """
    The placeholders that a translation misses or invents.

    Each form of a plural may leave out what some English form leaves out, such as the count in "one day".
    """
    forms = [named(text) for text in english]
    needed, known = set.intersection(*forms), set.union(*forms)
    wrong: set[str] = set()
    for text in dutch:
        has = named(text)
        wrong |= (needed - has) | (has - known)
    return wrong
