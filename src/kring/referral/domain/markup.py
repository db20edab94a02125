"""
The little markup in which an organisation writes its own text, and what becomes of it.

    ## a heading
    a paragraph, until an empty line
    - a point of a list

There is no way to write a link, a picture or a tag: pages are made of headings, paragraphs and lists, and templates
escape all three.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 8000


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text: paragraphs first, then points; either may be empty."""

    heading: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]


def read(text: str) -> tuple[Part, ...]:
    """The parts of a text. What comes before the first heading is a part without one."""
    parts: list[tuple[str, list[str], list[str]]] = []
    joined = False

    def current() -> tuple[str, list[str], list[str]]:
        if not parts:
            parts.append(("", [], []))
        return parts[-1]

    for line in (line.strip() for line in text.splitlines()):
        if heading := re.fullmatch(r"#{1,6}\s+(.+)", line):
            parts.append((heading[1], [], []))
            joined = False
        elif point := re.fullmatch(r"[-*•]\s+(.+)", line):
            current()[2].append(point[1])
            joined = False
        elif not line or re.fullmatch(r"#{1,6}|[-*•]", line):  # a sign with nothing behind it says nothing
            joined = False
        elif joined:
            current()[1][-1] += f" {line}"
        else:
            if current()[2]:  # a paragraph after a list begins a part without a heading
                parts.append(("", [], []))
            current()[1].append(line)
            joined = True
    return tuple(Part(heading, tuple(paragraphs), tuple(points)) for heading, paragraphs, points in parts)


def write(parts: Iterable[Part]) -> str:
    """The text of these parts, in one plain form."""
    blocks = []
    for part in parts:
        if part.heading:
            blocks.append(f"## {part.heading}")
        blocks += part.paragraphs
        if part.points:
            blocks.append("\n".join(f"- {point}" for point in part.points))
    return "\n\n".join(blocks)


def tidy(text: str) -> str:
    """A text as it is kept: the same parts, in one plain form."""
    return write(read(text))
