"""
The post of the demo: a mail server on this machine that delivers to a folder.

Kring sends its mail as it always does, over SMTP. Nothing leaves the machine.
"""

import os
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
KEPT = 500  # messages; the oldest go first


class Folder:
    """Keeps each message as an ``.eml`` file; names sort by time of arrival."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.mkdir(parents=True, exist_ok=True, mode=0o700)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep a message; the name of this method is the mail server's."""
        content = envelope.original_content or b""
        name = f"{time.time_ns():020d}-{secrets.token_hex(4)}"
        fresh = self.path / f".{name}"
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            file.write(content)
        fresh.rename(self.path / f"{name}.eml")
        for old in sorted(self.path.glob("*.eml"))[:-KEPT]:
            old.unlink(missing_ok=True)
        return "250 Kept"


@contextmanager
def mailbox(path: Path) -> Iterator[dict[str, str]]:
    """Receive mail in a folder while the block runs; yields the variables that tell others where."""
    port = _free_port()
    controller = Controller(Folder(path), hostname=HOST, port=port)
    controller.start()
    try:
        yield {"EMAIL_HOST": HOST, "EMAIL_PORT": str(port), "KRING_MAILBOX": str(path)}
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port
