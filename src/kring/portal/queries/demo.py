"""The cast of the demonstration, as the command that made it wrote it down, and the mail that was kept."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

from django.conf import settings

CAST = "demo-cast.json"
SHOWN = 50
_LINK = re.compile(r"https?://[^\s<>\"]+")


@dataclass(frozen=True, slots=True)
class Somebody:
    """Somebody you can become."""

    key: str
    name: str
    role: str
    about: str
    account_id: UUID
    host: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a letter; with `url` a link to this installation."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that was kept."""

    to: str
    subject: str
    at: datetime | None
    pieces: tuple[Piece, ...]


def cast(host: str, language: str) -> tuple[tuple[Somebody, ...], tuple[str, ...]]:
    """Who can be become here, and the host names of the other demonstrations."""
    everybody = _everybody(language)
    elsewhere = dict.fromkeys(one.host for one in everybody if one.host != host)
    return tuple(one for one in everybody if one.host == host), tuple(elsewhere)


def somebody(host: str, key: str) -> Somebody | None:
    """One of the cast of this organisation."""
    return next((one for one in cast(host, "nl")[0] if one.key == key), None)


def hosts() -> set[str]:
    """The host names of all demonstrations in this installation."""
    return {one.host for one in _everybody("nl")}


def letters(own_hosts: set[str], port: str) -> tuple[Letter, ...]:
    """The mail that was kept, the newest first; only links to our own hosts can be followed, and they stay here."""
    if not settings.KRING_MAILBOX:
        return ()
    files = sorted(Path(settings.KRING_MAILBOX).glob("*.eml"), reverse=True)[:SHOWN]
    return tuple(_letter(path, own_hosts, port) for path in files)


def pieces(text: str, own_hosts: set[str], port: str) -> tuple[Piece, ...]:
    """
    The text in pieces; what looks like a link to another place stays text.

    A mail names the address that an organisation has for everyone; a link leads to the same page on this machine.
    """
    found: list[Piece] = []
    end = 0
    for match in _LINK.finditer(text):
        url = match[0].rstrip(".,;:)")
        parts = urlsplit(url)
        if parts.hostname not in own_hosts:
            continue
        here = urlunsplit(("http", f"{parts.hostname}:{port}", parts.path, parts.query, parts.fragment))
        found += [Piece(text[end : match.start()]), Piece(url, here)]
        end = match.start() + len(url)
    return tuple(piece for piece in (*found, Piece(text[end:])) if piece.text)


def _everybody(language: str) -> tuple[Somebody, ...]:
    try:
        entries = json.loads((settings.STATE / CAST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    return tuple(
        Somebody(
            key=entry["key"],
            name=entry["name"],
            role=entry[f"role_{language}"],
            about=entry[f"about_{language}"],
            account_id=UUID(entry["account_id"]),
            host=entry["host"],
        )
        for entry in entries
    )


def _letter(path: Path, own_hosts: set[str], port: str) -> Letter:
    with path.open("rb") as file:
        message = BytesParser(_class=EmailMessage, policy=policy.default).parse(file)
    body = message.get_body(("plain",))
    date = message["Date"]
    return Letter(
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        at=parsedate_to_datetime(str(date)) if date else None,
        pieces=pieces(body.get_content().strip() if body else "", own_hosts, port),
    )
