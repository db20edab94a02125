"""A form that was open too long: said clearly, and nothing that was typed is lost."""

from collections.abc import Mapping

from django.test import Client

from kring.foundation.testing import World

ASKED = {"name": "Fenna <b>", "windows": ["day", "night"], "csrfmiddlewaretoken": "old"}


def sent(world: World, data: Mapping[str, object], origin: str) -> str:
    browser = Client(SERVER_NAME=world.host, enforce_csrf_checks=True)
    answer = browser.post("/praten/?erbij=abc", data, headers={"Origin": origin})
    assert answer.status_code == 403
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.content.decode()


def test_what_was_typed_here_can_be_sent_once_more(world: World) -> None:
    page = sent(world, ASKED, f"http://{world.host}")
    assert "Wat je invulde, is er nog." in page
    assert '<form method="post" action="/praten/?erbij=abc"' in page
    assert '<input type="hidden" name="name" value="Fenna &lt;b&gt;">' in page
    assert page.count('name="windows"') == 2
    assert 'value="old"' not in page


def test_what_comes_from_elsewhere_is_not_repeated(world: World) -> None:
    page = sent(world, ASKED, "https://elders.test")
    assert "Dit formulier is te oud" in page
    assert "Fenna" not in page


def test_a_password_is_never_shown(world: World) -> None:
    page = sent(world, {"login": "noor@voorbeeld.test", "password": "geheim"}, f"http://{world.host}")
    assert "geheim" not in page
    assert "noor@" not in page
