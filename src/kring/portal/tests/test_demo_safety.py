"""
The demonstration lets people in without a password, so outside it nothing of it exists (decision 33).

Every condition is taken away once; the tests run on production settings with demo mode off.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from kring.foundation.database.addresses import VARIABLES
from kring.foundation.testing import World, fetch, make_world
from kring.portal import access
from kring.portal.queries import demo
from kring.portal.tests.asking import browser, page

DEMO, MAIL = "/demo/", "/demo/mail/"
LETTER = """From: Kring <kring@localhost>
To: yara@thuis.example
Subject: Bericht
Date: Mon, 09 Nov 2026 10:00:00 +0000
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Kijk op http://{host}:8000/mijn/.
Niet op https://elders.example/mijn/ of <b>hier</b>, caf=C3=A9.
"""


@pytest.fixture
def demonstration(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Iterator[World]:
    """A demonstration as it should be: everything in this database is one, for as long as the test lasts."""
    for name in VARIABLES.values():
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("KRING_BIND", raising=False)
    real = fetch("select id from tenancy_organisation where not is_demo")
    fetch("update tenancy_organisation set is_demo = true returning 1")
    world = make_world(is_demo=True)
    settings.KRING_DEMO, settings.STATE, settings.KRING_MAILBOX = True, tmp_path, str(tmp_path)
    (tmp_path / demo.CAST).write_text(json.dumps([entry(world, name) for name in ("Yara", "Petra")]))
    (tmp_path / "00000000000000000001-ab.eml").write_text(LETTER.format(host=world.host))
    yield world
    if real:
        fetch("update tenancy_organisation set is_demo = false where id = any(%s) returning 1", [pk for (pk,) in real])


def entry(world: World, name: str) -> dict[str, str]:
    """Somebody of the cast as the demonstration data write it down."""
    texts = {key: f"{key} of {name}" for key in ("role_nl", "role_en", "about_nl", "about_en")}
    somebody = world[name]
    return {"key": name.lower(), "name": name, "account_id": str(somebody.account_id), "host": world.host, **texts}


def answers(world: World) -> list[int]:
    """What the three addresses of the demonstration answer."""
    client = browser(world)
    return [
        client.get(DEMO).status_code,
        client.post(f"{DEMO}word/petra/").status_code,
        client.get(MAIL).status_code,
    ]


def test_with_one_tap_you_are_somebody(demonstration: World) -> None:
    client = browser(demonstration)
    assert "about_nl of Petra" in page(client.get(DEMO))

    response = client.post(f"{DEMO}word/petra/", follow=True)

    assert response.context["frame"].account_label == "Petra"
    assert response.redirect_chain == [("/coordinatie/", 302)]
    client.post(f"{DEMO}word/yara/")
    assert client.get("/coordinatie/").status_code == 404


def test_becoming_somebody_ends_what_went_before(demonstration: World) -> None:
    client = browser(demonstration)
    client.post(f"{DEMO}word/petra/")
    before = client.cookies["kring"].value
    client.post(f"{DEMO}word/yara/")

    assert client.cookies["kring"].value != before
    stale = Client(SERVER_NAME=demonstration.host)
    stale.cookies["kring"] = before
    assert stale.get("/coordinatie/").status_code == 302


def test_nobody_outside_the_cast_can_be_become(demonstration: World) -> None:
    client = browser(demonstration)

    assert client.post(f"{DEMO}word/dirk/").status_code == 404
    assert client.get(f"{DEMO}word/petra/").status_code == 405


def test_the_cast_of_another_host_cannot_be_become_here(demonstration: World) -> None:
    other = make_world(is_demo=True)

    assert browser(other).post(f"{DEMO}word/petra/").status_code == 404
    assert demonstration.host in page(browser(other).get(DEMO))


def test_mail_is_text_and_only_own_links_can_be_followed(demonstration: World) -> None:
    text = page(browser(demonstration).get(MAIL))

    assert f'<a href="http://{demonstration.host}:80/mijn/">' in text
    assert 'href="https://elders' not in text and "https://elders.example/mijn/" in text
    assert "&lt;b&gt;hier" in text and "café" in text and "yara@thuis.example" in text


def test_newer_mail_comes_first(demonstration: World, settings: Any) -> None:
    (Path(settings.KRING_MAILBOX) / "00000000000000000002-ab.eml").write_text(
        LETTER.format(host="x").replace("Bericht", "Nieuwer")
    )
    text = page(browser(demonstration).get(MAIL))

    assert text.index("Nieuwer") < text.index("Bericht")


def test_without_demo_mode_the_addresses_do_not_exist(demonstration: World, settings: Any) -> None:
    assert answers(demonstration) == [200, 302, 200]
    settings.KRING_DEMO = False

    assert answers(demonstration) == [404, 404, 404]


def test_each_condition_counts_by_itself(demonstration: World, settings: Any) -> None:
    assert access.is_demo(True)
    assert not access.is_demo(False)
    settings.KRING_DEMO = False
    assert not access.is_demo(True)


def test_beside_one_real_organisation_the_addresses_do_not_exist(demonstration: World) -> None:
    real = make_world(cast=False)
    try:
        assert answers(demonstration) == answers(real) == [404, 404, 404]
    finally:
        fetch("update tenancy_organisation set is_demo = true where id = %s returning 1", real.organisation_id)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, "postgresql://x") for name in VARIABLES.values()),
        ("KRING_BIND", "0.0.0.0"),
        ("KRING_BIND", "kring.example"),
    ],
)
def test_on_a_database_or_address_of_others_the_addresses_do_not_exist_and_nothing_starts(
    demonstration: World, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    assert answers(demonstration) == [404, 404, 404]
    assert access.guard(databases=[])
    with pytest.raises(ImproperlyConfigured):
        apps.get_app_config("portal").ready()


def test_on_this_machine_alone_it_starts(demonstration: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for bind in ("127.0.0.1", "::1", "localhost", "127.8.8.8"):
        monkeypatch.setenv("KRING_BIND", bind)
        apps.get_app_config("portal").ready()
    assert access.guard(databases=["default", "worker"]) == []


def test_the_check_refuses_a_real_organisation(demonstration: World) -> None:
    real = make_world(cast=False)
    try:
        assert [problem.id for problem in access.guard(databases=["default"])] == ["kring.E004"]
    finally:
        fetch("update tenancy_organisation set is_demo = true where id = %s returning 1", real.organisation_id)


def test_in_production_the_check_has_nothing_to_say(world: World) -> None:
    assert access.guard(databases=["default"]) == []
    assert answers(world) == [404, 404, 404]


def test_without_data_the_page_says_how_to_make_them(demonstration: World, settings: Any) -> None:
    (settings.STATE / demo.CAST).unlink()

    assert "Er is nog niemand" in page(browser(demonstration).get(DEMO))


def test_every_page_says_that_it_is_a_demonstration(demonstration: World) -> None:
    text = page(browser(demonstration).get("/"))

    assert "Dit is een demonstratie" in text and f'href="{DEMO}"' in text and f'href="{MAIL}"' in text


def test_a_link_ends_before_the_full_stop() -> None:
    found = demo.pieces(
        "Zie http://a.localhost:8000/x. Of (https://a.localhost/y?z#w), of http://b.example/.",
        {"a.localhost"},
        "8000",
    )

    assert [piece.url for piece in found if piece.url] == [
        "http://a.localhost:8000/x",
        "http://a.localhost:8000/y?z#w",
    ]
    assert "".join(piece.text for piece in found).endswith("of http://b.example/.")


def test_a_host_that_only_begins_like_ours_is_another_one() -> None:
    odd = f"http://a.localhost.{uuid4().hex}.example/ http://a.localhost@evil.example/"

    assert not [piece for piece in demo.pieces(odd, {"a.localhost"}, "8000") if piece.url]
