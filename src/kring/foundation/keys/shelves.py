"""
Where the keyring lies: a file that machines may share, or whatever a command reaches, such as a secrets manager.

A shelf hands out the whole keyring with a version, and takes a new one only from whoever saw the latest version. So
several machines may change it at once and nothing gets lost.
"""

import fcntl
import json
import os
import shlex
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypedDict

Change = Callable[["Contents"], None]
ABSENT = ""
"""The version of a keyring that is not there yet."""


class KeyringAway(Exception):
    """The keyring cannot be read or written now; the message is a sentence for the operator."""


class Contents(TypedDict):
    """What a keyring holds: secrets by name and key-encryption keys by day, in base64."""

    secrets: dict[str, str]
    epochs: dict[str, str]


class Shelf(Protocol):
    """One place for a keyring."""

    def version(self) -> object:
        """What changes when the keyring may have changed; cheap, asked all the time."""

    def load(self) -> Contents | None:
        """The keyring as it is now, or nothing when there is none yet."""

    def change(self, change: Change) -> Contents:
        """Change the latest keyring, making it if there is none, and answer with what stands now."""


class FileShelf:
    """
    A file, replaced as a whole, under a lock beside it.

    The lock holds between machines too, on every shared file system that knows byte-range locks, such as NFS 4.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def version(self) -> object:
        """Time and number of the file; a shared file system may be some seconds late with these."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            return ABSENT
        return found.st_mtime_ns, found.st_ino

    def load(self) -> Contents | None:
        """Open the file anew, which is what makes a shared file system look for the latest."""
        try:
            contents: Contents = json.loads(self.path.read_text())
        except FileNotFoundError:
            return None
        return contents

    def change(self, change: Change) -> Contents:
        """Read, change and replace under the lock."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = os.open(self.path.with_suffix(".lock"), os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            contents = self.load() or empty()
            change(contents)
            # The number of a process is its own on one machine only.
            fresh = self.path.with_suffix(f".{os.uname().nodename}.{os.getpid()}.new")
            with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
                json.dump(contents, file)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self.path)
        finally:
            os.close(lock)
        return contents


class CommandShelf:
    """
    A command that reads and writes the keyring in a secrets manager.

    `<command> read` prints the version on the first line and the keyring after it, or nothing when there is none.
    `<command> write <version>` gets the new keyring as its input, and ends with 3 when that is no longer the version.

    :param seconds: how long what was read is believed; a key that was destroyed elsewhere is gone here after this
    """

    CONFLICT = 3
    TRIES = 20
    PATIENCE = 15  # seconds

    def __init__(self, command: str, seconds: float = 60) -> None:
        self._command = shlex.split(command)
        self._seconds = seconds

    def version(self) -> object:
        """Another one after every so many seconds."""
        return int(time.monotonic() // self._seconds)

    def load(self) -> Contents | None:
        """What the command reads now."""
        return self._read()[1]

    def change(self, change: Change) -> Contents:
        """
        Read, change and write, again and again until nobody was first.

        :raises KeyringAway: if the command fails, or somebody else is always first
        """
        for _ in range(self.TRIES):
            version, found = self._read()
            contents = found or empty()
            change(contents)
            code, _said = self._run(["write", version], json.dumps(contents))
            if code == 0:
                return contents
            if code != self.CONFLICT:
                raise KeyringAway(f"The command of the keyring could not write: it ended with {code}.")
        raise KeyringAway("The keyring could not be changed: somebody else was first every time.")

    def _read(self) -> tuple[str, Contents | None]:
        code, said = self._run(["read"], "")
        if code:
            raise KeyringAway(f"The command of the keyring could not read: it ended with {code}.")
        version, _, held = said.partition("\n")
        if not held.strip():
            return version.strip(), None
        try:
            contents: Contents = json.loads(held)
        except ValueError:
            raise KeyringAway("What the command of the keyring reads is not a keyring.") from None
        return version.strip(), contents

    def _run(self, arguments: list[str], given: str) -> tuple[int, str]:
        command = [*self._command, *arguments]
        try:
            done = subprocess.run(  # noqa: S603 (the operator's own command)
                command, input=given, capture_output=True, text=True, timeout=self.PATIENCE, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            # What it was given or said may hold keys, so nothing of it is repeated.
            raise KeyringAway("The command of the keyring cannot be run, or does not answer.") from None
        return done.returncode, done.stdout


def empty() -> Contents:
    """A keyring with nothing in it."""
    return {"secrets": {}, "epochs": {}}
