"""The command ``backup``: a dump, and apart from it a copy of the keyring with a short life (ADR 10)."""

import argparse
import os
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pyrage

from kring.config.cli.screen import Refused, say
from kring.foundation.database.addresses import address_of
from kring.foundation.database.dumping import write_dump
from kring.foundation.database.state import state_directory, write_secret

DUMP_DAYS, KEYS_DAYS = 35, 7
STAMP = "%Y%m%dT%H%M%SZ"
ENCRYPTED = ".age"
LEFT_BEHIND = (
    "private.context_key",  # follows from the keyring; with it a dump would let its reader in
    "private.attempt",
    "kring_cache",
    "accounts_session",
    "procrastinate_jobs",
    "procrastinate_events",
    "procrastinate_workers",
    "procrastinate_periodic_defers",
)
_OURS = re.compile(r"kring-(\d{8}T\d{6}Z)\.(dump|keys)(\.age)?")


def backup(arguments: Sequence[str]) -> int:
    """
    Write a consistent dump and a copy of the keyring, each in a folder of its own, and remove those that are too old.

    :raises Refused: if the two would stand in one folder, or the key to encrypt for cannot be read
    """
    state = state_directory(os.environ)
    parser = argparse.ArgumentParser(prog="python -m kring backup")
    parser.add_argument("--to", type=Path, default=state / "backups", help="folder of the dumps")
    parser.add_argument("--keys-to", type=Path, default=state / "backup-keys", help="folder of the keyring's copies")
    parser.add_argument("--encrypt-for", default="", help="an age recipient (age1...), whose identity you hold")
    chosen = parser.parse_args(arguments)
    if chosen.to.resolve() == chosen.keys_to.resolve():
        raise Refused("The keyring's copy must not stand beside the dump: together they tell everything.")
    recipient = _recipient(chosen.encrypt_for)

    import django

    django.setup()
    from kring.foundation import clock
    from kring.foundation.keys.keyring import keyring

    at, since = clock.now(), _first_day_needed()
    name = f"kring-{at.strftime(STAMP)}"
    dump = _write(chosen.to, f"{name}.dump", recipient)
    _write_keys(chosen.keys_to, f"{name}.keys", keyring().copy(since=since), recipient)
    _remove_old(chosen.to, at - timedelta(days=DUMP_DAYS))
    _remove_old(chosen.keys_to, at - timedelta(days=KEYS_DAYS))
    say(f"The dump is {dump} ({dump.stat().st_size // 1024 or 1} kB).")
    say(f"The copy of the keyring is in {chosen.keys_to}. Keep it elsewhere, and at most {KEYS_DAYS} days.")
    if recipient is None:
        say("Neither is encrypted. Use --encrypt-for to make them readable for you alone.")
    return 0


def _recipient(text: str) -> pyrage.x25519.Recipient | None:
    if not text:
        return None
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise Refused("--encrypt-for is no age recipient; those begin with age1.") from None


def _first_day_needed() -> int:
    """The day of the oldest key that something in this backup needs."""
    from django.db import connection

    from kring.foundation import clock
    from kring.foundation.keys.sealing import epoch_of

    with connection.cursor() as cursor:
        cursor.execute("select private.oldest_epoch()")
        (oldest,) = cursor.fetchone()
    return epoch_of(clock.now()) if oldest is None else int(oldest)


def _write(folder: Path, name: str, recipient: pyrage.x25519.Recipient | None) -> Path:
    """Write the dump under another name first: a file with this name is whole."""
    _own(folder)
    fresh = folder / f".{name}.fresh"
    os.close(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        write_dump(address_of("migrate", os.environ), fresh, os.environ, empty=LEFT_BEHIND)
        if recipient is None:
            return fresh.replace(folder / name)
        sealed = fresh.with_suffix(".sealed")
        os.close(os.open(sealed, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        pyrage.encrypt_file(str(fresh), str(sealed), [recipient])
        return sealed.replace(folder / f"{name}{ENCRYPTED}")
    finally:
        fresh.unlink(missing_ok=True)


def _write_keys(folder: Path, name: str, text: str, recipient: pyrage.x25519.Recipient | None) -> None:
    _own(folder)
    if recipient is None:
        write_secret(folder / name, text)
        return
    with os.fdopen(os.open(folder / f"{name}{ENCRYPTED}", os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
        file.write(pyrage.encrypt(text.encode(), [recipient]))


def _own(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def _remove_old(folder: Path, before: datetime) -> None:
    """Remove our own files of before this moment, and nothing else."""
    for path in folder.iterdir():
        if (found := _OURS.fullmatch(path.name)) and found[1] < before.strftime(STAMP):
            path.unlink()
