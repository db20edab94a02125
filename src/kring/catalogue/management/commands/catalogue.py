"""`python -m kring catalogue check`: whether the content files are right."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kring.catalogue.domain.fields import ContentError
from kring.catalogue.domain.reading import Content, read_folder

DATA = Path(__file__).resolve().parents[2] / "data"


class Command(BaseCommand):
    """What a domain expert does with the content files."""

    help = "Check the content files of the catalogue: check."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, and with which folder."""
        parser.add_argument("what", choices=["check"])
        parser.add_argument("--folder", type=Path, default=DATA, help="a folder with lists, sources and entries")

    def handle(self, *args: Any, **options: Any) -> None:
        """
        Do it.

        :raises CommandError: naming file and field of everything that is not right
        """
        content = _read(options["folder"])
        cited = {
            (cited.document, cited.place, cited.item) for entry in content.entries.values() for cited in entry.cited
        }
        for document, place, item in content.lists.headings():
            if (document, place, item) not in cited:
                self.stdout.write(f"No entry cites {document} {place} {item} yet.")
        self.stdout.write(f"{len(content.entries)} entries are right.")


def _read(folder: Path) -> Content:
    try:
        return read_folder(folder)
    except ContentError as wrong:
        raise CommandError(f"{wrong}\n{len(wrong.problems)} things are not right. Nothing was written.") from wrong
