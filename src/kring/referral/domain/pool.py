"""Bought codes: reading a list of them, and how far a pool is, in three steps and never as a number."""

import re
from dataclasses import dataclass
from enum import Enum

LONGEST, MOST = 60, 5000
FEW = 3
_SPACE = re.compile(r"[,;\t\n\r]+")
_CODE = re.compile(r"[^\W_](?:[\w.\-/ ]{1,58})[^\W_]")


class Step(Enum):
    """How far a pool is."""

    ENOUGH = "enough"
    FEW = "few"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Read:
    """The codes of a list, each once, and how many lines were no code."""

    codes: tuple[str, ...]
    wrong: int


def read_codes(text: str) -> Read:
    """
    One code a line, or with commas or semicolons between them, as providers send them.

    :raises TooMany: for more than `MOST`
    """
    parts = [" ".join(part.split()) for part in _SPACE.split(text)]
    parts = [part.strip("\"'\ufeff ") for part in parts]
    parts = [part for part in parts if part]
    if len(parts) > MOST:
        raise TooMany
    codes = tuple(dict.fromkeys(part for part in parts if len(part) <= LONGEST and _CODE.fullmatch(part)))
    return Read(codes, sum(1 for part in parts if len(part) > LONGEST or not _CODE.fullmatch(part)))


class TooMany(Exception):
    """More codes than fit at once."""


def step(left: int, batch: int) -> Step:
    """
    How far a pool is: few below a quarter of what was put in last, or below three.

    :param batch: how many were put in the last time
    """
    if left == 0:
        return Step.NONE
    return Step.FEW if left < FEW or left * 4 <= batch else Step.ENOUGH
