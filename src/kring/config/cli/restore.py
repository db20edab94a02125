"""The command ``restore``: fill an empty database from a dump, and open the door only when everything is right."""

import argparse
import os
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pyrage

from kring.config.cli.backup import ENCRYPTED
from kring.config.cli.screen import Refused, say
from kring.foundation.database.addresses import VARIABLES, address_of, given_addresses
from kring.foundation.database.dumping import clear, holds_tables, made_at, open_door, read_dump
from kring.foundation.database.embedded import embedded_server, make_ready
from kring.foundation.database.state import write_secret

RESTORE = frozenset({"restore"})
CLOSED = "The door is still closed. Run restore again with --replace."
NO_TOMBSTONES = "Name the file with --tombstones, or say --without-tombstones: then what was erased comes back."


def restore(arguments: Sequence[str]) -> int:
    """
    Restore a dump, delete again what was deleted since, check, and open the door.

    :raises Refused: if something lives in the database, a file is missing, or the keys do not fit
    """
    chosen = _parse(arguments)
    os.environ["KRING_PROCESS"] = "migrate"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kring.config.settings")
    if given_addresses(os.environ):
        if chosen.database:
            raise Refused("--database is for the embedded server. Make one with 'roles' and set its addresses.")
        return _restore(chosen)
    server = embedded_server(os.environ)
    with server.used():
        make_ready(server)
        if chosen.database:
            os.environ |= make_ready(server, chosen.database, keep=False).environment()
        return _restore(chosen)


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m kring restore")
    parser.add_argument("dump", type=Path)
    parser.add_argument("--keyring", type=Path, help="the keyring's copy; not needed where the keyring still is")
    parser.add_argument("--identity", type=Path, help="file with the age identity, if dump or copy are encrypted")
    parser.add_argument("--tombstones", type=Path, help="what was deleted, if it is not beside the keyring")
    parser.add_argument("--without-tombstones", action="store_true", help="let what was erased come back")
    parser.add_argument("--replace", action="store_true", help="throw away what is in the database")
    parser.add_argument("--database", default="", help="a database of this name on the embedded server, for a drill")
    return parser.parse_args(arguments)


def _restore(chosen: argparse.Namespace) -> int:
    address = address_of("migrate", os.environ)
    marks = _marks(chosen)
    with TemporaryDirectory() as folder:
        dump = _plain(chosen.dump, chosen.identity, Path(folder, "dump"))
        keys = _plain(chosen.keyring, chosen.identity, Path(folder, "keys")) if chosen.keyring else None
        then = made_at(dump, os.environ)
        if holds_tables(address):
            if not chosen.replace:
                raise Refused("Something lives in this database. Name another, or say --replace to throw it away.")
            clear(address)
        say(f"Restoring how it was on {then:%Y-%m-%d at %H:%M} UTC. The door is closed until it is done.")
        read_dump(address, dump, os.environ)
        _take_keys(address, keys)
        _make_whole(marks, then)
        open_door(address, dump, os.environ)
    say("The door is open.")
    if chosen.database:
        say("Use it with these addresses:")
        for name in VARIABLES.values():
            say(f"{name}={os.environ[name]}")
    return 0


def _plain(file: Path, identity: Path | None, to: Path) -> Path:
    """A file as it was before it was encrypted."""
    if not file.exists():
        raise Refused(f"There is no file {file}.")
    if file.suffix != ENCRYPTED:
        return file
    if identity is None:
        raise Refused(f"{file.name} is encrypted. Name the file with your identity: --identity.")
    lines = identity.read_text(encoding="utf-8").splitlines()
    secret = next((line for line in lines if line.startswith("AGE-SECRET-KEY-")), "")
    write_secret(to, "")
    try:
        pyrage.decrypt_file(str(file), str(to), [pyrage.x25519.Identity.from_str(secret)])
    except (pyrage.DecryptError, pyrage.IdentityError):
        raise Refused(f"{file.name} was not encrypted for this identity, or it was damaged.") from None
    return to


def _marks(chosen: argparse.Namespace) -> set[str]:
    from kring.foundation.keys import tombstones

    if chosen.without_tombstones:
        return set()
    path = chosen.tombstones or tombstones.where()
    if not path.exists():
        raise Refused(f"There is no file of tombstones at {path}. {NO_TOMBSTONES}")
    return tombstones.marks(path)


def _take_keys(address: str, copy: Path | None) -> None:
    """Take the copy's keys, but none of a day that should be forgotten by now."""
    if copy is None:
        return

    from kring.foundation.keys.keyring import OtherKeyring, first_day_kept, keyring

    with psycopg.connect(address) as connection:
        row = connection.execute("select private.clock()").fetchone()
    assert row is not None
    ring = keyring()
    try:
        ring.take_over(copy.read_text(encoding="utf-8"), since=first_day_kept(row[0]))
    except (OtherKeyring, ValueError, KeyError):
        raise Refused(f"{copy} is not a copy of the keyring that is here. {CLOSED}") from None


def _make_whole(marks: set[str], then: datetime) -> None:
    """Migrate, delete again, and leave nothing in doubt."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from kring.foundation import clock
    from kring.foundation.actor import Actor
    from kring.foundation.audit import log
    from kring.foundation.keys import replaying
    from kring.foundation.keys.sealing import wrap_anew
    from kring.referral.actions.put_back import put_back

    call_command("migrate", interactive=False, verbosity=0)
    _refuse_unreadable(replaying.unreadable(), then, clock.now())
    with transaction.atomic():
        at = clock.now()
        gone = replaying.replay(marks)
        uncertain = replaying.call_mail_uncertain()
        put_back()
        for organisation in replaying.organisations():
            wrap_anew(organisation, at=at)
            log.record("backup.restored", "E", by=Actor("job", organisation, roles=RESTORE), at=at)
            broken = log.broken_seals(organisation)
            if broken:
                raise Refused(f"The access log does not fit its seals ({', '.join(map(str, broken))}). {CLOSED}")
        replaying.say_when(then=then, at=at)
    _report(gone, uncertain, then, at)


def _refuse_unreadable(unreadable: int, then: datetime, at: datetime) -> None:
    """Without their keys people who still talk would be lost; only what is too old may be unreadable."""
    from kring.foundation.keys.keyring import first_day_kept
    from kring.foundation.keys.sealing import epoch_of

    if unreadable and epoch_of(then) >= first_day_kept(at):
        raise Refused(f"The keyring lacks the keys of this dump. Name its copy with --keyring. {CLOSED}")
    if unreadable:
        say("This dump is older than seven days: the keys of its names were destroyed, so they are gone.")


def _report(gone: Counter[str], uncertain: int, then: datetime, at: datetime) -> None:
    say(f"Deleted again: {sum(gone.values())} rows that were deleted after the dump, or that nobody can read.")
    for name, number in sorted(gone.items()):
        say(f"  {name}: {number}")
    say(f"Mails called uncertain, and never sent again: {uncertain}.")
    say(f"Lost: everything asked, answered or changed between {then:%Y-%m-%d %H:%M} and {at:%Y-%m-%d %H:%M} UTC.")
    say("Kring cannot know who that was. Every page says so for two weeks; tell people in other ways too.")
