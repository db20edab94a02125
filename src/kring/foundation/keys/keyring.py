"""
The keyring: secrets and daily key-encryption keys in a file outside PostgreSQL.

Losing the file makes everything sealed unreadable; destroying one day's key makes every backup of that day
unreadable, which is how Kring forgets (decision 24, ADR 3).
"""

import base64
import fcntl
import json
import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypedDict
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

KEPT_DAYS = 7
NAMES = ("context", "django", "lookup", "tag", "session", "evaluation")


class KeyGone(Exception):
    """The key of this day was destroyed: what it sealed cannot be read any more, by anyone."""


class OtherKeyring(Exception):
    """The copy belongs to another installation: its secrets differ from those that are here."""


class Contents(TypedDict):
    """What the file holds: secrets by name and key-encryption keys by day, in base64."""

    secrets: dict[str, str]
    epochs: dict[str, str]


class Keyring:
    """The keyring in one file; read again when another process changed it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen: tuple[int, int] = (0, 0)
        self._contents: Contents = {"secrets": {}, "epochs": {}}
        self._guard = threading.Lock()

    def secret(self, name: str) -> bytes:
        """A secret of 32 bytes; made at first use."""
        assert name in NAMES, name
        if name not in self._read()["secrets"]:
            with self._changing() as contents:
                contents["secrets"].setdefault(name, _fresh())
        return base64.b64decode(self._read()["secrets"][name])

    def of_organisation(self, name: str, organisation_id: UUID) -> bytes:
        """A secret of 32 bytes for one organisation, derived from the named one."""
        return HKDF(SHA256(), 32, salt=None, info=organisation_id.bytes).derive(self.secret(name))

    def epoch(self, epoch: int) -> bytes:
        """
        The key-encryption key of an existing day.

        :raises KeyGone: if it was destroyed
        """
        try:
            return base64.b64decode(self._read()["epochs"][str(epoch)])
        except KeyError:
            raise KeyGone from None

    def ensure_epoch(self, epoch: int) -> bytes:
        """The key-encryption key of this day, made if it is new."""
        if str(epoch) not in self._read()["epochs"]:
            with self._changing() as contents:
                contents["epochs"].setdefault(str(epoch), _fresh())
        return self.epoch(epoch)

    def destroy_epochs_before(self, epoch: int) -> int:
        """Destroy the keys of all days before this one; answers how many."""
        with self._changing() as contents:
            old = [day for day in contents["epochs"] if int(day) < epoch]
            for day in old:
                del contents["epochs"][day]
        return len(old)

    def epochs(self) -> list[int]:
        """The days whose keys still exist."""
        return [int(day) for day in self._read()["epochs"]]

    def copy(self, *, since: int) -> str:
        """A copy as text: the secrets, and only the keys of this day and later."""
        contents = self._read()
        epochs = {day: key for day, key in contents["epochs"].items() if int(day) >= since}
        return json.dumps({"secrets": contents["secrets"], "epochs": epochs})

    def take_over(self, copy: str, *, since: int) -> int:
        """
        Take from a copy what is missing here, but no key of a day before this one; answers how many days came.

        :raises OtherKeyring: if a secret differs
        """
        given: Contents = json.loads(copy)
        with self._changing() as contents:
            for name, secret in given["secrets"].items():
                if contents["secrets"].setdefault(name, secret) != secret:
                    raise OtherKeyring
            days = {d: key for d, key in given["epochs"].items() if int(d) >= since and d not in contents["epochs"]}
            contents["epochs"] |= days
        return len(days)

    def _read(self) -> Contents:
        try:
            stat = self.path.stat()
        except FileNotFoundError:
            return self._contents if self._seen == (0, 0) else {"secrets": {}, "epochs": {}}
        seen = (stat.st_mtime_ns, stat.st_ino)
        if seen != self._seen:
            with self._guard:
                self._contents, self._seen = json.loads(self.path.read_text()), seen
        return self._contents

    @contextmanager
    def _changing(self) -> Iterator[Contents]:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(self.path.with_suffix(".lock"), os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            contents: Contents = json.loads(json.dumps(self._read()))
            yield contents
            fresh = self.path.with_suffix(f".{os.getpid()}.new")
            with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
                json.dump(contents, file)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path)
        finally:
            os.close(lock)


def _fresh() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def first_day_kept(at: datetime) -> int:
    """The first of the seven days whose keys may exist at this time; what was wrapped before is forgotten."""
    return int(at.timestamp()) // (24 * 3600) - KEPT_DAYS + 1


_rings: dict[Path, Keyring] = {}


def keyring() -> Keyring:
    """The keyring that the settings name."""
    path: Path = settings.KRING_KEYRING
    return _rings.setdefault(path, Keyring(path))
