"""A real mail server on loopback, which keeps what it gets."""

import email
import email.policy
import re
import time
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


@dataclass(frozen=True)
class Letter:
    """A message as its reader sees it."""

    to: str
    subject: str
    body: str

    def link(self, part: str = "") -> str:
        """The path of the first link in which this part occurs."""
        for found in re.findall(r"https?://[^/\s]+(/\S*)", self.body):
            if part in found:
                return str(found)
        raise AssertionError(f"no link with {part!r} in: {self.body}")


class Letterbox:
    """Keeps every message until somebody looks."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.letters: list[Letter] = []
        self.hangs_up = 0
        """So many messages are taken without an answer: whoever sent them cannot know."""
        self._controller = Controller(self, hostname="127.0.0.1", port=port)

    def start(self) -> None:
        """Start listening."""
        self._controller.start()

    def stop(self) -> None:
        """Stop listening."""
        self._controller.stop()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Take a message."""
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        body = message.get_body()
        assert body is not None
        if self.hangs_up:
            self.hangs_up -= 1
            server.transport.abort()
            return "451 Nobody reads this"
        for to in envelope.rcpt_tos:
            self.letters.append(Letter(to, str(message["subject"]), body.get_content()))
        return "250 OK"

    def to(self, address: str, *, count: int = 1, seconds: float = 90) -> list[Letter]:
        """Wait until this address has so many letters; none needs a five-minute round to leave."""
        until = time.monotonic() + seconds
        while True:
            found = [letter for letter in self.letters if letter.to == address]
            if len(found) >= count:
                return found
            assert time.monotonic() < until, f"{address} has {len(found)} letters, not {count}"
            time.sleep(0.1)
