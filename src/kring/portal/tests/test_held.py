"""What Kring knows about me: everything that is held, who looked, and what remains."""

import html
import re
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from kring.foundation.testing import World, fetch
from kring.foundation.testing_http import hold_code
from kring.portal.tests.asking import NAME, accept, ask, browser, match
from kring.portal.tests.test_leading import tell
from kring.ui.formats import short_day

OPENED = "opende je kaart: naam en hoe je te bereiken bent"


def holder(world: World, trajectory: UUID) -> Client:
    client = Client(SERVER_NAME=world.host)
    hold_code(client, trajectory)
    return client


def shown(client: Client) -> str:
    response = client.get("/gegevens/")
    assert response.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def supported(world: World, **card: object) -> UUID:
    trajectory = ask(world, **card)
    match(world)
    accept(world)
    return trajectory


def looks(world: World, trajectory: UUID) -> None:
    """Noor opens the page of the one she supports."""
    assert browser(world, world["Noor"]).get(f"/gesprekken/{trajectory}/").status_code == 200


def test_with_a_code_everything_of_the_support_is_shown_and_nothing_else(world: World) -> None:
    page = shown(holder(world, supported(world, address="0612345678")))
    for fact in (NAME, "06 12 34 56 78", "Verpleegkundige", "Noor", "Eerste gesprek", "Je kijkt met een code"):
        assert fact in page
    assert "Je wachtwoord" not in page


def test_who_opened_the_card_is_named_with_the_day_and_without_the_time(world: World) -> None:
    trajectory = supported(world)
    looks(world, trajectory)
    log = shown(holder(world, trajectory)).partition("Wie keek")[2].partition("Wat er blijft")[0]
    assert f"Noor, ondersteuner {OPENED}" in log
    assert "jij vroeg om een collega" in log
    assert not re.search(r"\d\d?:\d\d", log)


def test_a_coordinator_who_looked_is_named_too(world: World) -> None:
    trajectory = ask(world)
    assert browser(world, world["Petra"]).get(f"/coordinatie/aanvragen/{trajectory}/kaart/").status_code == 200
    assert "Petra, coördinator" in shown(holder(world, trajectory))


def test_nobody_sees_the_lines_of_somebody_else(world: World) -> None:
    trajectory = supported(world)
    looks(world, trajectory)
    assert OPENED in shown(holder(world, trajectory))
    assert OPENED not in shown(holder(world, ask(world)))
    assert OPENED not in shown(browser(world, world["Marco"]))


def test_signed_in_without_any_support_there_is_still_a_page(world: World) -> None:
    page = shown(browser(world, world["Yara"]))
    for fact in ("Je naam: Yara", world["Yara"].mail, "Spoedeisende hulp", "Je wachtwoord", "personeelssysteem"):
        assert fact in page
    assert "Stop, of wis alles" not in page and "Niemand keek" in page


def typed(client: Client) -> None:
    form = client.get("/praten/").content.decode()
    token = re.search(r'name="token" value="([^"]+)"', form)
    assert token
    given = {"name": NAME, "channel": "call", "address": "0698765432", "windows": ["day"], "token": token[1]}
    assert client.post("/praten/", given).status_code == 302


def test_signed_in_the_own_support_stands_there_until_it_is_erased(world: World) -> None:
    yara = browser(world, world["Yara"])
    typed(yara)
    page = shown(yara)
    assert "06 98 76 54 32" in page and "Je naam: Yara" in page and "jij vroeg om een collega" in page
    yara.post("/mijn/stoppen/", {"what": "erase"})
    page = shown(yara)
    assert "06 98 76 54 32" not in page and "vroeg om een collega" not in page
    assert "Je naam: Yara" in page


def test_a_supporter_sees_what_is_held_of_the_role_without_a_name_of_anybody(world: World) -> None:
    trajectory = supported(world)
    ((words,),) = fetch("select spoken_name from support_trajectory where id = %s", trajectory)
    page = shown(browser(world, world["Noor"]))
    for fact in ("Je kaart als ondersteuner: Noor", "Je rol: ", f"Dat je praat met “{words}”"):
        assert fact in page, fact
    assert NAME not in page


def test_nothing_stays_longer_than_the_page_of_its_owner_says(world: World) -> None:
    trajectory = supported(world)
    ((closes,),) = fetch("select closes_on from support_trajectory where id = %s", trajectory)
    tell(world, trajectory, "coordinator", "in_contact")
    ((ends,),) = fetch("select ends_on from support_sharing where trajectory_id = %s", trajectory)
    assert closes < ends
    held, client = shown(holder(world, trajectory)), holder(world, trajectory)
    day = short_day(closes)
    parts = held.partition("Wat Kring van jou weet")[2].partition("Wie keek")[0]
    assert day in parts and short_day(ends) not in parts
    for path in ("/mijn/", "/mijn/anderen/"):
        assert day in " ".join(client.get(path).content.decode().split())


@pytest.mark.parametrize(("language", "title"), [("nl", "Wat Kring van jou weet"), ("en", "What Kring knows about")])
def test_the_page_is_there_in_both_languages(world: World, language: str, title: str) -> None:
    yara = browser(world, world["Yara"])
    yara.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert title in shown(yara)


def test_looking_at_what_is_ones_own_leaves_no_line(world: World) -> None:
    trajectory = supported(world)
    client = holder(world, trajectory)
    assert shown(client) == shown(client)
    assert not fetch(
        "select 1 from audit_accessline where organisation_id = %s and actor = 'code'", world.organisation_id
    )
