from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest
from django.test import RequestFactory

from kring.foundation.accounts.tests.pages import LOGIN, give_app, log_in, visitor, words
from kring.foundation.database.middleware import roll_back
from kring.foundation.limits import address_of, within_budget
from kring.foundation.testing import World, fetch, make_world

TOO_OFTEN = "Dat was te vaak. Wacht vijf minuten en probeer het dan opnieuw."


@pytest.fixture
def everything_rolls_back() -> Iterator[None]:
    def lose(request: HttpRequest, **kwargs: Any) -> None:
        roll_back(request)

    user_login_failed.connect(lose)
    yield
    user_login_failed.disconnect(lose)


@pytest.mark.usefixtures("everything_rolls_back")
def test_the_sixth_wrong_password_is_refused_though_each_request_was_rolled_back(world: World) -> None:
    client = visitor(world)
    for _ in range(5):
        assert TOO_OFTEN not in words(log_in(client, world["Yara"], "verkeerd wachtwoord"))
    assert TOO_OFTEN in words(log_in(client, world["Yara"], "verkeerd wachtwoord"))
    assert TOO_OFTEN in words(log_in(client, world["Yara"]))
    assert log_in(client, world["Marco"]).status_code == 302


def test_another_host_gives_no_new_tries(world: World) -> None:
    other = make_world(cast=False)
    for host in (world, other, world, other, world):
        log_in(visitor(host), world["Yara"], "verkeerd wachtwoord")
    assert TOO_OFTEN in words(log_in(visitor(other), world["Yara"], "verkeerd wachtwoord"))


def test_a_right_password_at_the_wrong_host_is_counted(world: World) -> None:
    other = make_world(cast=False)
    for _ in range(5):
        log_in(visitor(other), world["Yara"])
    assert TOO_OFTEN in words(log_in(visitor(other), world["Yara"]))


def test_the_right_password_is_not_counted(world: World) -> None:
    for _ in range(7):
        assert log_in(visitor(world), world["Yara"]).status_code == 302


def test_the_sixth_wrong_code_is_refused(world: World) -> None:
    give_app(world["Noor"])
    client = visitor(world)
    log_in(client, world["Noor"])
    for _ in range(5):
        assert TOO_OFTEN not in words(client.post(LOGIN + "code/", {"code": "000000"}))
    assert TOO_OFTEN in words(client.post(LOGIN + "code/", {"code": "000000"}))


def test_counters_hold_no_address(world: World) -> None:
    log_in(visitor(world, REMOTE_ADDR="203.0.113.5"), world["Yara"], "verkeerd wachtwoord")
    rows = fetch("select cache_key, decode(value, 'base64') from kring_cache")
    assert rows
    kept = " ".join(key + bytes(value).decode("latin-1") for key, value in rows)
    assert "203.0.113.5" not in kept and world["Yara"].mail not in kept


def asking(world: World, **meta: str) -> Any:
    request: Any = RequestFactory().get("/", **meta)
    request.organisation_id = world.organisation_id
    return request


def test_a_budget_is_for_one_address_and_one_purpose(world: World) -> None:
    here, there = asking(world, REMOTE_ADDR="203.0.113.9"), asking(world, REMOTE_ADDR="203.0.113.10")
    assert [within_budget(here, "code", 3, 3600) for _ in range(4)] == [True, True, True, False]
    assert within_budget(there, "code", 3, 3600)
    assert within_budget(here, "letter", 3, 3600)


def test_a_budget_longer_than_counts_are_kept_is_refused(world: World) -> None:
    with pytest.raises(AssertionError):
        within_budget(asking(world), "code", 3, 86_400)


def test_the_address_comes_from_a_trusted_proxy_or_from_nobody(world: World, settings: Any) -> None:
    said = asking(world, REMOTE_ADDR="198.51.100.1", HTTP_X_FORWARDED_FOR="1.2.3.4, 203.0.113.9")
    assert address_of(said) == "198.51.100.1"
    settings.KRING_TRUSTED_PROXIES = 1
    assert address_of(said) == "203.0.113.9"
    assert address_of(asking(world, REMOTE_ADDR="2001:db8:1:2:3::4")) == "2001:db8:1:2::"
    assert address_of(asking(world, REMOTE_ADDR="")) == "0.0.0.0"
