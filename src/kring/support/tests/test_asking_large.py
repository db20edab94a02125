"""Asking in a large house: hundreds of colleagues and departments only come for whoever wants to choose."""

import re
from uuid import UUID

import pytest
from django.test import Client

from kring.foundation.testing import World
from kring.foundation.testing_http import sign_in
from kring.support.tests.test_asking_pages import ASK, client_of, kept, typed, words_of
from kring.support.tests.test_many_at_once import counted
from kring.support.views import asking

OPENS = "Kies eerst een afdeling of een collega</button>"


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every house counts as large."""
    monkeypatch.setattr(asking, "LONG", 2)


def test_the_first_page_lists_no_colleagues_and_no_departments(world: World) -> None:
    page = words_of(client_of(world).get(ASK))
    assert OPENS in page
    assert world["Noor"].name not in page and str(world.ward) not in page


def test_a_small_house_lists_them_at_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "LONG", 1000)
    page = words_of(client_of(world).get(ASK))
    assert OPENS not in page
    assert world["Noor"].name in page and str(world.ward) in page


def test_enter_still_asks(world: World) -> None:
    """Browsers press the first button of a form for whoever presses Enter."""
    page = words_of(client_of(world).get(ASK))
    assert page.index("Vraag een collega</button>") < page.index(OPENS)


def test_four_fields_are_enough_here_too(world: World) -> None:
    assert client_of(world).post(ASK, typed()).status_code == 302
    trajectory, card = kept(world)
    assert (card.name, trajectory.unit_id, card.choice, card.never) == ("Yara", None, None, ())


STATEMENTS = 6
"""Who asks, the count of attempts, the request, its key and the log together, job, session."""


@pytest.mark.parametrize("long", [2, 1000])
def test_sending_it_without_a_choice_fetches_no_list(world: World, monkeypatch: pytest.MonkeyPatch, long: int) -> None:
    monkeypatch.setattr(asking, "LONG", long)
    for _ in range(2):  # the first finds what a process remembers for half a minute
        client = client_of(world)
        with counted() as number:
            assert client.post(ASK, typed()).status_code == 302
    assert number[0] == STATEMENTS
    with counted() as number:
        assert "Vul" in words_of(client_of(world).post(ASK, typed(name="")))
    assert number[0] > 4, "what is not right comes back with all there is to choose"


def test_the_button_brings_the_lists_and_keeps_what_was_typed(world: World) -> None:
    client, form = client_of(world), typed(windows=["night"], craft="nurse")
    page = words_of(client.post(ASK, {**form, "open": "1"}))
    assert 'value="Yara"' in page and 'value="06 1234 5678"' in page and form["token"] in page
    assert re.search(r'value="night"[^>]* checked', page) and not re.search(r'value="evening"[^>]* checked', page)
    assert world["Noor"].name in page and "<details" in page and " open" in page
    chosen = {**form, "lists": "1", "choice": str(world["Noor"].id), "unit": str(world.ward), "never": []}
    assert client.post(ASK, chosen).status_code == 302
    trajectory, card = kept(world)
    assert (card.choice, trajectory.unit_id, trajectory.craft) == (world["Noor"].id, world.ward, "nurse")


def test_what_was_chosen_from_the_lists_stays_when_something_else_was_wrong(world: World) -> None:
    page = words_of(client_of(world).post(ASK, typed(name="", lists="1", choice=str(world["Noor"].id))))
    assert f'<option value="{world["Noor"].id}"' in page and "selected" in page


def test_the_own_way_has_its_departments_at_once(world: World) -> None:
    assert str(world.ward) in words_of(client_of(world).get(f"{ASK}?weg=elders"))
    answer = client_of(world).post(ASK, typed(kind="misconduct_internal"))
    assert answer.status_code == 422
    assert str(world.ward) in words_of(answer)


def test_whoever_is_signed_in_keeps_their_own_department(world: World) -> None:
    client = Client(SERVER_NAME=world.host)
    sign_in(client, world["Yara"])
    page = words_of(client.get(ASK))
    assert str(world.ward) in page and str(world.other_ward) not in page
    assert client.post(ASK, typed(unit=str(world.ward))).status_code == 302
    assert kept(world)[0].unit_id == UUID(str(world.ward))
