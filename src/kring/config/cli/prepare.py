"""Bring everything up to date that a start needs, and nothing that is up to date already."""

import argparse
import hashlib
from collections.abc import Sequence
from pathlib import Path

from kring.config.cli.screen import say
from kring.foundation.words.compiled import compile_catalogues

ROOT = Path(__file__).resolve().parents[4]


def prepare(arguments: Sequence[str]) -> int:
    """
    Migrate, compile translations and collect static files; with ``--demo`` add demonstration data.

    An image is built with ``--files`` alone, without a database; its containers start with ``--tables`` alone.
    """
    parser = argparse.ArgumentParser(prog="python -m kring prepare")
    parser.add_argument("--demo", action="store_true", help="add demonstration data")
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--files", action="store_true", help="only translations, style sheets and scripts")
    one.add_argument("--tables", action="store_true", help="only the database and the keyring")
    chosen = parser.parse_args(arguments)

    if not chosen.tables and compile_catalogues():
        say("Translations are compiled.")

    import django
    from django.core.management import call_command

    django.setup()
    if not chosen.files:
        if _migrations_wait():
            say("Making the tables.")
        # Also when none wait: what follows every migration, such as grants, may have changed.
        call_command("migrate", interactive=False, verbosity=0)
    if not chosen.tables:
        _collect_static()
    if chosen.demo:
        call_command("demo")
    return 0


def _migrations_wait() -> bool:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _collect_static() -> None:
    from django.conf import settings
    from django.core.management import call_command

    stamp = Path(settings.STATIC_ROOT).with_suffix(".stamp")
    now = _fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return
    say("Collecting style sheets and scripts.")
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(now)


def _fingerprint() -> str:
    """Answer with a fingerprint of everything that static files are made of."""
    files = [path for path in (ROOT / "src").rglob("static/**/*") if path.is_file()]
    total = hashlib.sha256()
    for path in sorted([*files, ROOT / "requirements" / "runtime.txt"]):
        found = path.stat()
        total.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return total.hexdigest()
