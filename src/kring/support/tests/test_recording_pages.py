"""The page of a conversation that already took place."""

import re

import pytest
from django.test import Client

from kring.foundation.testing import World, as_, fetch
from kring.support import queries
from kring.support.tests.pages import client_of, page_of, shown


def entered(client: Client, **changed: str) -> dict[str, str]:
    """The form, as the page gives it, filled in."""
    page = client.get("/gesprekken/al-gesproken/").content.decode()
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    given = {
        "token": found[1],
        "name": "Yara",
        "channel": "call",
        "address": "06 12 34 56 78",
        "told": "on",
        "consent": "on",
    }
    day = re.search(r'name="day" value="([^"]+)"', page)
    assert day
    return {**given, "day": day[1], **changed}


def test_a_conversation_that_took_place_gives_a_code_to_hand_over(world: World) -> None:
    client = client_of(world, "Noor")
    given = entered(client)
    responses = [client.post("/gesprekken/al-gesproken/", given) for _ in range(2)]
    codes = [re.search(r'data-copy="(\d{16})"', response.content.decode()) for response in responses]
    assert codes[0] and codes[1] and codes[0][1] == codes[1][1]
    assert "no-store" in responses[0]["Cache-Control"]
    with as_(world.public):
        trajectory = queries.trajectory_by_code(codes[0][1])
    assert trajectory is not None
    page = shown(client, page_of(trajectory))
    assert "Yara" in page and "Tweede gesprek" in page and "Ik heb deze drie verteld" not in page


@pytest.mark.parametrize("without", ["told", "consent", "name", "address", "day"])
def test_without_consent_or_anything_else_nothing_is_kept(world: World, without: str) -> None:
    client = client_of(world, "Noor")
    given = entered(client)
    del given[without]
    assert client.post("/gesprekken/al-gesproken/", given).status_code == 422
    assert fetch("select id from support_trajectory where organisation_id = %s", world.organisation_id) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"day": "2099-01-01"},
        {"day": "2020-01-01"},
        {"address": "niet bellen"},
        {"channel": "private_mail"},
        {"name": "Yara was erg in de war na de reanimatie van gisteren"},
    ],
)
def test_what_does_not_fit_is_not_kept(world: World, wrong: dict[str, str]) -> None:
    client = client_of(world, "Noor")
    assert client.post("/gesprekken/al-gesproken/", entered(client, **wrong)).status_code == 422
    assert fetch("select id from support_trajectory where organisation_id = %s", world.organisation_id) == []
