"""
Whether colours can be read: the contrast of WCAG 2.2, for the tokens of the stylesheet and for those of a house style.
"""

import re
from collections.abc import Mapping
from functools import cache
from itertools import product

from kring.ui.bundle import SOURCES

LIGHT, DARK = 0, 1
LEAST_TEXT, LEAST_SHAPE = 4.5, 3.0


@cache
def theme(index: int) -> dict[str, str]:
    """The colours of the light (0) or the dark (1) theme."""
    tokens = (SOURCES / "tokens.css").read_text(encoding="utf-8")
    pairs = re.findall(r"(--[\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", tokens)
    return {name: both[index] for name, *both in pairs}


def luminance(colour: str) -> float:
    """How light a colour is, from 0 to 1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """From 1, no difference, to 21, black on white."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


WASHES = ("paper", "raised", "brand-wash", "warm-wash", "gold-wash")
TEXT = [
    *product(("ink", "ink-soft", "brand", "brand-strong"), WASHES),
    *product(("warm",), ("paper", "raised", "warm-wash")),
    ("gold-ink", "gold-wash"),
    ("on-brand", "brand"),
    ("on-brand", "brand-strong"),
    ("on-first", "first"),
    ("on-first", "first-deep"),
    ("paper", "ink"),
    ("on-ring", "ring-1"),
    ("on-ring", "ring-2"),
    ("on-ring", "ring-3"),
    ("on-ring-4", "ring-4"),
    ("on-ring-0", "ring-0"),
]
SHAPES = [*product(("edge", "focus"), ("paper", "raised")), ("ring-0", "raised"), ("warm", "raised")]


def unreadable(changed: Mapping[str, str], index: int) -> list[tuple[str, str]]:
    """
    Which pairs of tokens cannot be read in a theme when these tokens have other colours; empty if all can.

    :param changed: colours as #rrggbb by token, such as {"brand": "#14565c"}
    """
    colours = {**theme(index), **{f"--{name}": colour for name, colour in changed.items()}}
    pairs = [(*pair, LEAST_TEXT) for pair in TEXT] + [(*pair, LEAST_SHAPE) for pair in SHAPES]
    return [
        (one, other) for one, other, least in pairs if contrast(colours[f"--{one}"], colours[f"--{other}"]) < least
    ]
