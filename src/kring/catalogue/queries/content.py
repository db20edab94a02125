"""The files that come with Kring, read once per process."""

from functools import cache
from pathlib import Path

from kring.catalogue.domain.lists import Lists
from kring.catalogue.domain.reading import Content, read_folder

DATA = Path(__file__).resolve().parents[1] / "data"


@cache
def content() -> Content:
    """
    Everything that stands in the files.

    :raises ContentError: naming file and field of everything that is not right
    """
    return read_folder(DATA)


def lists() -> Lists:
    """The closed lists."""
    return content().lists
