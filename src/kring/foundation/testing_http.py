"""
Pages for the tests: signing in with a session as the real one but without its pages, and reading what is answered.

`sign_in(client, somebody)` for Django's test client, `session_cookie(somebody)` for a browser,
`hold_code(client, trajectory_id)` for whoever came in with a code; `words(response)` and `opened(pdf)` to read.
"""

import html
import re
import time
import zlib
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from kring.foundation.accounts.models import Account
from kring.foundation.accounts.sessions import SessionStore
from kring.foundation.testing import Somebody


def sign_in(client: Client, somebody: Somebody, second_factor: bool = True) -> None:
    """Sign this client in; also on the host of another organisation, where the account is nobody."""
    client.cookies[settings.SESSION_COOKIE_NAME] = session_cookie(somebody, second_factor)


def hold_code(client: Client, trajectory_id: UUID) -> None:
    """Let this client come in as whoever typed the code of this trajectory."""
    client.cookies[settings.SESSION_COOKIE_NAME] = _session({"trajectory": str(trajectory_id)})


def session_cookie(somebody: Somebody, second_factor: bool = True) -> str:
    """The value of the cookie `settings.SESSION_COOKIE_NAME` of somebody who just signed in."""
    account = Account.objects.get(pk=somebody.account_id)
    held: dict[str, Any] = {
        SESSION_KEY: str(account.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: account.get_session_auth_hash(),
        "account_authentication_methods": [
            {"method": "password", "at": time.time(), "reauthenticated": True},
        ],
        "organisation": str(somebody.world.organisation_id),
        "account_authentication_methods_user": str(account.pk),
    }
    if second_factor:
        held["second_factor"] = True
    return _session(held)


def _session(held: dict[str, Any]) -> str:
    session = SessionStore()
    session.update(held)
    session.save()
    assert session.session_key is not None
    return session.session_key


def words(response: Any) -> str:
    """What people read on a page, in one line."""
    text = re.sub(r"<(script|style|svg|head).*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def opened(file: bytes) -> bytes:
    """A PDF with what is packed in it unpacked."""
    parts = [file]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", file, re.DOTALL):
        try:
            parts.append(zlib.decompress(packed))
        except zlib.error:
            parts.append(packed)
    return b"\n".join(parts)
