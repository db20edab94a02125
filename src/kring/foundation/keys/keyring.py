"""
The keyring: secrets and daily key-encryption keys outside PostgreSQL.

Losing it makes everything sealed unreadable; destroying one day's key makes every backup of that day unreadable,
which is how Kring forgets (decision 24, ADR 3). Where it lies is up to the operator: `shelves`.
"""

import base64
import json
import secrets
import threading
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from kring.foundation.keys.shelves import ABSENT, Change, CommandShelf, Contents, FileShelf, KeyringAway, Shelf, empty

KEPT_DAYS = 7
NAMES = ("context", "django", "lookup", "tag", "session", "evaluation")
ROTATABLE = ("context", "django", "session")
"""What may be made anew: at worst people sign in again. With the others, codes and links would be gone."""


class KeyGone(Exception):
    """The key of this day was destroyed: what it sealed cannot be read any more, by anyone."""


class OtherKeyring(Exception):
    """The copy belongs to another installation: its secrets differ from those that are here."""


class Keyring:
    """
    The keyring on one shelf; read again when it may have changed.

    :param may_begin: whether a keyring that is not there is made. Where the operator said where it lies, only the
        preparation begins one: a share that is not mounted must not look like a first day.
    """

    def __init__(self, shelf: Shelf | Path, *, may_begin: bool = True) -> None:
        self.shelf: Shelf = FileShelf(shelf) if isinstance(shelf, Path) else shelf
        self._may_begin = may_begin
        self._seen: object = None
        self._contents: Contents = empty()
        self._guard = threading.Lock()

    def secret(self, name: str) -> bytes:
        """A secret of 32 bytes; made at first use."""
        assert name in NAMES, name
        return base64.b64decode(self._held("secrets", name, made=True))

    def of_organisation(self, name: str, organisation_id: UUID) -> bytes:
        """A secret of 32 bytes for one organisation, derived from the named one."""
        return _derived(self.secret(name), organisation_id)

    def epoch(self, epoch: int) -> bytes:
        """
        The key-encryption key of an existing day.

        :raises KeyGone: if it was destroyed
        """
        try:
            return base64.b64decode(self._held("epochs", str(epoch), made=False))
        except KeyError:
            raise KeyGone from None

    def ensure_epoch(self, epoch: int) -> bytes:
        """The key-encryption key of this day, made if it is new."""
        return base64.b64decode(self._held("epochs", str(epoch), made=True))

    def destroy_epochs_before(self, epoch: int) -> int:
        """Destroy the keys of all days before this one; answers how many."""
        old: list[str] = []

        def destroy(contents: Contents) -> None:
            old[:] = [day for day in contents["epochs"] if int(day) < epoch]
            for day in old:
                del contents["epochs"][day]

        self._change(destroy)
        return len(old)

    def rotate(self, name: str) -> None:
        """Make one of the secrets anew that nothing kept depends on."""
        assert name in ROTATABLE, name
        self._change(lambda contents: contents["secrets"].update({name: _fresh()}))

    def epochs(self) -> list[int]:
        """The days whose keys still exist, in days since 1970."""
        return sorted(int(day) for day in self._read()["epochs"])

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
        came: list[str] = []

        def take(contents: Contents) -> None:
            for name, secret in given["secrets"].items():
                if contents["secrets"].setdefault(name, secret) != secret:
                    raise OtherKeyring
            days = {d: key for d, key in given["epochs"].items() if int(d) >= since and d not in contents["epochs"]}
            contents["epochs"] |= days
            came[:] = days

        self._change(take)
        return len(came)

    def is_there(self) -> bool:
        """Whether there is a keyring at all; never makes one."""
        return self.shelf.load() is not None

    def _held(self, part: str, name: str, *, made: bool) -> str:
        """One key in base64. What is missing is looked for on the shelf itself before it counts as missing."""
        for contents in (self._read, self._read_anew):
            if name in (held := contents()[part]):  # type: ignore[literal-required]
                return str(held[name])
        if not made:
            raise KeyError(name)
        held = self._change(lambda contents: contents[part].setdefault(name, _fresh()))[part]  # type: ignore[literal-required]
        return str(held[name])

    def _read(self) -> Contents:
        return self._contents if self.shelf.version() == self._seen else self._read_anew()

    def _read_anew(self) -> Contents:
        with self._guard:
            seen = self.shelf.version()
            found = self.shelf.load()
            if found is None:
                if not self._may_begin:
                    raise KeyringAway("The keyring is not there. Is its place mounted, and was Kring prepared?")
                return empty()
            self._contents, self._seen = found, seen
            return found

    def _change(self, change: Change) -> Contents:
        if not self._may_begin:
            self._read_anew()
        with self._guard:
            self._contents, self._seen = self.shelf.change(change), ABSENT
            return self._contents


@lru_cache(maxsize=1024)
def _derived(secret: bytes, organisation_id: UUID) -> bytes:
    """Remembered, because every request and every supporter of a match asks for it; the secret itself is here too."""
    return HKDF(SHA256(), 32, salt=None, info=organisation_id.bytes).derive(secret)


def _fresh() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def first_day_kept(at: datetime) -> int:
    """The first of the seven days whose keys may exist at this time; what was wrapped before is forgotten."""
    return int(at.timestamp()) // (24 * 3600) - KEPT_DAYS + 1


_rings: dict[Path | str, Keyring] = {}


def keyring() -> Keyring:
    """The keyring that the settings name."""
    command: str = settings.KRING_KEYRING_COMMAND
    place: Path | str = command or settings.KRING_KEYRING
    if place not in _rings:
        shelf = CommandShelf(command) if command else FileShelf(settings.KRING_KEYRING)
        begins = not settings.KRING_KEYRING_GIVEN or settings.PROCESS == "migrate"
        _rings[place] = Keyring(shelf, may_begin=begins)
    return _rings[place]
