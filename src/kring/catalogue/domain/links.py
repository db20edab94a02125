"""The addresses that content files lead to, each once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kring.catalogue.domain.entry import Entry
from kring.catalogue.domain.lists import Document


def links(entries: Mapping[str, Entry], documents: Iterable[Document]) -> dict[str, tuple[str, ...]]:
    """Every address, with the names of the entries and documents that lead there."""
    found: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        if document.address:
            found[document.address].append(document.key)
    for name, entry in entries.items():
        for example in entry.examples:
            found[example.address].append(name)
    return {address: tuple(names) for address, names in sorted(found.items())}
