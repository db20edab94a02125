"""
Draw a bought code (een code trekken): without a name, and without a trace that leads to somebody (ADR 13).

No line in the log, no count, no time. The code is taken at random and is gone from the pool.
"""

import hashlib
import hmac
import secrets
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import IntegrityError, connection, transaction

from kring.foundation.keys.keyring import keyring
from kring.foundation.keys.lookup import lookup_hash
from kring.referral.models import CodePool

NONCE, WIDTH = 12, 64


def draw_code(*, provider_id: UUID, form_token: str) -> str | None:
    """
    A code of this provider, once; None if there is none left. The same form sent twice gives the same code.

    Nobody acts here: whoever is signed in draws as anybody would.
    """
    pool_id = CodePool.objects.filter(provider_id=provider_id, provider__is_removed=False).values_list("pk").first()
    if pool_id is None:
        return None
    form = lookup_hash("drawn", f"{pool_id[0]}:{form_token}")
    if earlier := _drawn(form, form_token):
        return earlier
    try:
        with transaction.atomic():
            code = _draw(pool_id[0])
            if code is not None:
                _keep(form, _sealed(code, form, form_token))
    except IntegrityError:  # the same form, sent twice at once: what was drawn here is back in the pool
        return _drawn(form, form_token)
    return code


def _draw(pool_id: UUID) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("select private.draw_code(%s)", [pool_id])
        code: str | None = cursor.fetchone()[0]
    return code


def _keep(form: bytes, sealed: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select private.keep_drawn(%s, %s)", [form, sealed])


def _drawn(form: bytes, token: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("select private.drawn_by_form(%s)", [form])
        (sealed,) = cursor.fetchone()
    if sealed is None:
        return None
    blob = bytes(sealed)
    return AESGCM(_key(token)).decrypt(blob[:NONCE], blob[NONCE:], form).decode().rstrip()


def _sealed(code: str, form: bytes, token: str) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(_key(token)).encrypt(nonce, code.ljust(WIDTH).encode(), form)


def _key(token: str) -> bytes:
    """Follows from the form: without it the database and the keyring together open nothing."""
    return hmac.digest(keyring().secret("lookup"), f"drawn-key:{token}".encode(), hashlib.sha256)
