"""Walk through everything an edition holds."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from kring.guideline.queries import Source, Text


def walk(thing: object, path: str = "edition") -> Iterator[tuple[str, object]]:
    """Yield every dataclass in a thing, with the path to it; sources are not walked into."""
    if isinstance(thing, tuple):
        for index, item in enumerate(thing):
            yield from walk(item, f"{path}[{getattr(item, 'key', index)}]")
    elif is_dataclass(thing) and not isinstance(thing, type):
        yield path, thing
        if not isinstance(thing, Text | Source):
            for field in fields(thing):
                yield from walk(getattr(thing, field.name), f"{path}.{field.name}")


def texts(thing: object) -> list[tuple[str, Text]]:
    """Return every text in a thing, with the path to it."""
    return [(path, found) for path, found in walk(thing) if isinstance(found, Text)]
