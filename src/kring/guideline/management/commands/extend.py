"""`python -m kring extend <host> <file.toml>`: let an organisation add to the guideline."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from kring.foundation.tenancy.models import Organisation
from kring.guideline.domain.content import Edition
from kring.guideline.domain.difference import difference
from kring.guideline.domain.extension import extend
from kring.guideline.domain.folder import parse
from kring.guideline.domain.table import GuidelineDataError
from kring.guideline.queries import edition, for_organisation


class Command(BaseCommand):
    """Checks what an organisation adds, says what changes, and keeps it. A second time nothing changes."""

    help = "Let an organisation add to the guideline: kinds, criteria, a timing template, topics, points, numbers."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The organisation and its file; the file holds everything that is added, an empty one takes all away."""
        parser.add_argument("host", help="the host name of the organisation")
        parser.add_argument("file", type=Path, help="a TOML file, see docs/how-to/extend.md")
        parser.add_argument("--timing", metavar="KEY", help="the timing template to use from now on")
        parser.add_argument("--check", action="store_true", help="say what would change, and write nothing")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """
        Check, say what changes, and write.

        :raises CommandError: if there is no such file or organisation, or something in the file is not right
        """
        document, extended = _read(options["file"])
        home = _organisation(options["host"])
        timing = _timing(options["timing"] or home.timing_template, extended)
        self.stdout.write(f"{home.name} ({home.host})")
        for line in _changes(home, document, extended, timing):
            self.stdout.write(f"  {line}")
        if options["check"] or (document, timing) == (home.extension, home.timing_template):
            self.stdout.write("Nothing was written.")
            return
        home.extension, home.timing_template = document, timing
        home.save(update_fields=["extension", "timing_template"])
        self.stdout.write("Written. Pages show it within half a minute.")


def _changes(home: Organisation, document: dict[str, object], extended: Edition, timing: str) -> list[str]:
    changes = difference(for_organisation(json.dumps(home.extension, sort_keys=True)), extended)
    lines = [f"{change.turn.value:8} {change.sort}: {change.name}" for change in changes]
    if not changes and document != home.extension:
        lines.append("the order of the items changes")
    if timing != home.timing_template:
        lines.append(f"from now on the timing template is {timing}, it was {home.timing_template}")
    return lines or ["nothing changes"]


def _read(path: Path) -> tuple[dict[str, object], Edition]:
    if not path.is_file():
        raise CommandError(f"There is no file {path}.")
    try:
        document = parse(path, path.name)
        return document, extend(edition(), document, path.name)
    except GuidelineDataError as wrong:
        raise CommandError(f"{wrong}. Nothing was written.") from wrong


def _organisation(host: str) -> Organisation:
    home = Organisation.objects.select_for_update().filter(host=host).first()
    if home is None:
        hosts = ", ".join(Organisation.objects.order_by("host").values_list("host", flat=True)) or "none"
        raise CommandError(f"No organisation has the host name {host}. There are: {hosts}.")
    return home


def _timing(key: str, extended: Edition) -> str:
    keys = [template.key for template in extended.timing_templates]
    if key not in keys:
        raise CommandError(
            f"There is no timing template {key}. Choose one with --timing: {', '.join(keys)}. Nothing was written."
        )
    return key
