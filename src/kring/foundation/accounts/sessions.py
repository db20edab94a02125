"""
Sessions of our own: the key is stored hashed, the contents sealed, without address or browser (decision 30).

Idle for a quarter of an hour, or eight hours old: over. The mark of use is written at most once a minute.
"""

import hashlib
import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.contrib.sessions.backends.base import CreateError, SessionBase
from django.contrib.sessions.middleware import SessionMiddleware as Middleware

from kring.foundation import clock
from kring.foundation.accounts.models import Session
from kring.foundation.keys.keyring import keyring

IDLE = timedelta(minutes=15)
STAMP = timedelta(minutes=1)


class SessionStore(SessionBase):
    """Django's session interface on our own table."""

    def load(self) -> dict[str, Any]:
        """What the session holds; empty when it is unknown, idle too long, or over."""
        if not self.session_key:
            return {}
        row = Session.objects.filter(pk=_hash(self.session_key)).first()
        at = clock.now()
        if row is None or row.expires_at <= at or row.seen_at <= at - IDLE:
            self._session_key = None
            return {}
        if row.seen_at <= at - STAMP:
            Session.objects.filter(pk=row.pk).update(seen_at=at)
        return _open(row.key_hash, bytes(row.sealed))

    def exists(self, session_key: str) -> bool:
        """Whether this key is in use."""
        return Session.objects.filter(pk=_hash(session_key)).exists()

    def create(self) -> None:
        """Start with a fresh key."""
        self._session_key = secrets.token_urlsafe(32)
        self.modified = True
        self._session_cache: dict[str, Any] = {}

    def save(self, must_create: bool = False) -> None:
        """Keep what the session holds now."""
        if self.session_key is None:
            held = self._held(must_create)
            self.create()
            self._session_cache = held
        assert self.session_key is not None
        at = clock.now()
        hashed = _hash(self.session_key)
        sealed = _seal(hashed, self._held(must_create))
        kept = Session.objects.filter(pk=hashed).update(sealed=sealed, seen_at=at)
        if kept and must_create:
            raise CreateError
        if not kept:
            Session.objects.create(key_hash=hashed, sealed=sealed, expires_at=_end(at), seen_at=at)

    def _held(self, fresh: bool) -> dict[str, Any]:
        """What this session holds now; a fresh one is not looked up first."""
        held: dict[str, Any] = self._get_session(no_load=fresh)  # type: ignore[attr-defined]  # not in the types
        return held

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


def _end(at: datetime) -> datetime:
    return at + timedelta(seconds=settings.SESSION_COOKIE_AGE)


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
