"""What the tests of signing in share: a client at a host, and the factors somebody already has."""

import re
from typing import Any

from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.http import HttpResponse
from django.test import Client
from django.utils.html import strip_tags

from kring.foundation.accounts.factors import FactorAdapter
from kring.foundation.testing import PASSWORD, Somebody, World, fetch, insert

LOGIN = "/inloggen/"


def visitor(world: World, **extra: Any) -> Client:
    """A browser at the host of this organisation, without anything in it."""
    return Client(SERVER_NAME=world.host, **extra)


def log_in(client: Client, somebody: Somebody, password: str = PASSWORD, to: str = "") -> HttpResponse:
    """Fill in the form of signing in."""
    return client.post(LOGIN, {"login": somebody.mail, "password": password, "next": to})


def code_for(secret: str) -> str:
    """What an app with this secret shows now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def give_app(somebody: Somebody) -> str:
    """Give somebody an app with codes; answers its secret."""
    secret = generate_totp_secret()
    sealed = FactorAdapter().encrypt(secret)
    insert(
        "mfa_authenticator",
        type="totp",
        data=f'{{"secret": "{sealed}"}}',
        user_id=somebody.account_id,
        created_at="2026-01-01T00:00Z",
    )
    return secret


def words(response: HttpResponse) -> str:
    """The words on a page, spaces tidied."""
    return re.sub(r"\s+", " ", strip_tags(response.content.decode())).strip()


def sessions() -> int:
    """How many sessions there are."""
    count: int = fetch("select count(*) from accounts_session")[0][0]
    return count
