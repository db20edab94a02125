"""
Sessions of our own: the key is stored hashed, the contents sealed, without address or browser (decision 30).

Idle for a quarter of an hour, or eight hours old: over. For supporters and coordinators ten minutes; their roles
are known only after the session is, so `middleware` sees to that.
"""

import hashlib
import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.contrib.sessions.middleware import SessionMiddleware as Middleware
from django.db import connection
from django.http import HttpRequest

from kring.foundation import clock
from kring.foundation.accounts.models import Session
from kring.foundation.database.inserting import insert
from kring.foundation.keys.keyring import keyring

IDLE = timedelta(minutes=15)
STAMP = timedelta(seconds=15)
"""The mark of use is written at most this often: a session ends at most this much early, never late."""

_FIND = "select sealed, expires_at, seen_at from accounts_session where key_hash = %s"
"""Asked for every page of whoever is known: the ORM would take five times as long to put it into words."""


class SessionStore(SessionBase):
    """Django's session interface on our own table."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key)
        self.ends_at: datetime | None = None
        self.idle_for = timedelta()
        self.at: datetime | None = None
        """When the request began, so that it need not be asked again."""
        self._is_new = False

    def load(self) -> dict[str, Any]:
        """What the session holds; empty when it is unknown, idle too long, or over."""
        if not self.session_key:
            return {}
        hashed, at = _hash(self.session_key), self.at or clock.now()
        with connection.cursor() as cursor:
            cursor.execute(_FIND, [hashed])
            sealed, expires_at, seen_at = cursor.fetchone() or (b"", at, at)
        if expires_at <= at or seen_at <= at - IDLE:
            self._session_key = None
            return {}
        self.ends_at, self.idle_for = expires_at, at - seen_at
        if self.idle_for >= STAMP:
            Session.objects.filter(pk=hashed).update(seen_at=at)
        return _open(hashed, bytes(sealed))

    def exists(self, session_key: str) -> bool:
        """Whether this key is in use."""
        return Session.objects.filter(pk=_hash(session_key)).exists()

    def create(self) -> None:
        """Start with a fresh key."""
        self._session_key = secrets.token_urlsafe(32)
        self._is_new = self.modified = True
        self._session_cache: dict[str, Any] = {}

    def save(self, must_create: bool = False) -> None:
        """
        Keep what the session holds now.

        :raises UpdateError: if it was ended meanwhile, in another tab for instance: it must not come back
        """
        held = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        if self.session_key is None:
            self.create()
            self._session_cache = held
        assert self.session_key is not None
        hashed, at = _hash(self.session_key), self.at or clock.now()
        sealed = _seal(hashed, held)
        if must_create and self.exists(self.session_key):
            raise CreateError
        if self._is_new or must_create:
            self.ends_at = at + timedelta(seconds=settings.SESSION_COOKIE_AGE)
            insert(Session(key_hash=hashed, sealed=sealed, expires_at=self.ends_at, seen_at=at))
            self._is_new = False
        elif not Session.objects.filter(pk=hashed).update(sealed=sealed, seen_at=at):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        """End the session."""
        key = session_key or self.session_key
        if key:
            Session.objects.filter(pk=_hash(key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Remove what is over."""
        at = clock.now()
        Session.objects.filter(expires_at__lte=at).delete()
        Session.objects.filter(seen_at__lte=at - IDLE).delete()


class SessionMiddleware(Middleware):
    """Django's own middleware on our store."""

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        self.SessionStore = SessionStore

    def process_request(self, request: HttpRequest) -> None:
        """Every request has a session, which knows when the request began."""
        super().process_request(request)
        request.session.at = getattr(request, "now", None)  # type: ignore[attr-defined]


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def _seal(hashed: str, held: dict[str, Any]) -> bytes:
    nonce = secrets.token_bytes(12)
    box = AESGCM(keyring().secret("session"))
    return nonce + box.encrypt(nonce, json.dumps(held).encode(), hashed.encode())


def _open(hashed: str, sealed: bytes) -> dict[str, Any]:
    box = AESGCM(keyring().secret("session"))
    try:
        held: dict[str, Any] = json.loads(box.decrypt(sealed[:12], sealed[12:], hashed.encode()))
    except (InvalidTag, ValueError):
        return {}
    return held
