"""`python -m kring catalogue check`, `diff`, `load` or `links`: what a domain expert does with the content files."""

from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kring.catalogue.actions.load_content import Difference, changed_fields, difference, load
from kring.catalogue.domain.fields import ContentError
from kring.catalogue.domain.links import links
from kring.catalogue.domain.reading import Content, read_folder
from kring.catalogue.management.reaching import unreachable
from kring.catalogue.queries.content import DATA


class Command(BaseCommand):
    """Checks the files, shows what differs from the database, brings them there, or asks whether links answer."""

    help = "The content files of the catalogue: check, diff, load or links."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, and with which folder."""
        parser.add_argument("what", choices=["check", "diff", "load", "links"])
        parser.add_argument("--folder", type=Path, default=DATA, help="a folder with lists, sources and entries")

    def handle(self, *args: Any, **options: Any) -> None:
        """
        Do it.

        :raises CommandError: naming file and field of everything that is not right
        """
        content = _read(options["folder"])
        match options["what"]:
            case "check":
                for line in _uncovered(content):
                    self.stdout.write(line)
                self.stdout.write(f"{len(content.entries)} entries are right.")
            case "diff":
                found = difference(content)
                self._say(found, "Nothing differs.")
                for key in found.changed:
                    for field, before, after in changed_fields(content, key):
                        self.stdout.write(f"  {key} {field}\n    - {before}\n    + {after}")
            case "links":
                self._try_links(links(content.entries, content.lists.documents.values()))
            case _:
                self._say(load(content), "Nothing was written.")

    def _try_links(self, found: Mapping[str, tuple[str, ...]]) -> None:
        silent = dict(unreachable(found))
        for address, heard in silent.items():
            self.stdout.write(f"{address}\n  {', '.join(found[address])}: {heard}")
        if silent:
            raise CommandError(f"{len(silent)} of {len(found)} links do not answer.")
        self.stdout.write(f"{len(found)} links answer.")

    def _say(self, found: Difference, otherwise: str) -> None:
        for word, ids in (("added", found.added), ("changed", found.changed), ("removed", found.removed)):
            for key in ids:
                self.stdout.write(f"{word:8} {key}")
        if not found:
            self.stdout.write(otherwise)


def _uncovered(content: Content) -> list[str]:
    return [f"No entry cites {' '.join(heading)} yet." for heading in content.uncovered()]


def _read(folder: Path) -> Content:
    try:
        return read_folder(folder)
    except ContentError as wrong:
        raise CommandError(f"{wrong}\n{len(wrong.problems)} things are not right. Nothing was written.") from wrong
