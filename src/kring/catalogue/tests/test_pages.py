"""The pages of the catalogue: without signing in and without JavaScript, and everything chosen is in the address."""

import re

import pytest
from django.test import Client

from kring.foundation.testing import World
from kring.foundation.testing_http import sign_in


@pytest.fixture
def reader(world: World) -> Client:
    """Anybody, who did not sign in."""
    return Client(SERVER_NAME=world.host)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_overview_leads_by_question_theme_level_and_energy(reader: Client) -> None:
    shown = page(reader, "/maatregelen/")
    for words in ("Wat kan dit team doen aan hersteltijd?", "Sociale werkomgeving", "Team", "Minder wat energie kost"):
        assert words in shown
    for address in set(re.findall(r'href="(/maatregelen/[^"]*)"', shown)):
        page(reader, address.replace("&amp;", "&"))


def test_facets_are_links_with_counts_and_the_choice_is_in_the_address(reader: Client) -> None:
    shown = page(reader, "/maatregelen/zoeken/?q=pauze&niveau=team")
    assert 'aria-current="true"' in shown
    assert re.search(r'href="/maatregelen/zoeken/\?q=pauze&amp;thema=time-and-place&amp;niveau=team"', shown)
    assert re.search(r'href="/maatregelen/zoeken/\?q=pauze"', shown), "the choice can be taken back"


def test_a_situation_leads_to_what_fits_the_easiest_first(reader: Client) -> None:
    shown = page(reader, "/maatregelen/situatie/recovery-time/")
    assert shown.index("Morgen beginnen") < shown.index("Wat de organisatie kan regelen")
    assert "Vaste pauzes" in shown
    assert reader.get("/maatregelen/situatie/nothing-like-it/").status_code == 404


def test_an_entry_says_how_sure_we_are_and_where_it_stands(reader: Client) -> None:
    shown = page(reader, "/maatregelen/aromatherapy/")
    assert "Geen bewijs gevonden" in shown
    assert "Uitgangsvraag 7" in shown
    assert reader.get("/maatregelen/no-such-entry/").status_code == 404


def test_a_full_list_says_so_and_takes_nothing_more(reader: Client) -> None:
    full = ".".join(["fixed-breaks", *(f"entry-{number}" for number in range(29))])
    shown = page(reader, f"/maatregelen/mindfulness/?lijst={full}")
    assert "Meer past er niet op." in shown and "Zet op de lijst" not in shown
    assert "Haal van de lijst" in page(reader, f"/maatregelen/fixed-breaks/?lijst={full}")
    assert "Zet op de lijst" not in page(reader, f"/maatregelen/zoeken/?q=mindfulness&lijst={full}")


def test_a_list_lives_in_the_address_and_goes_along(reader: Client) -> None:
    shown = page(reader, "/maatregelen/fixed-breaks/?lijst=mindfulness")
    assert 'href="/maatregelen/fixed-breaks/?lijst=mindfulness.fixed-breaks"' in shown
    listed = page(reader, "/maatregelen/lijst/?lijst=mindfulness.fixed-breaks.gone-from-here")
    assert listed.index("mindfulness") < listed.index("Vaste pauzes")
    assert "Bewaar deze lijst" not in listed, "only whoever makes policy keeps a list"
    assert not reader.cookies, "nothing is kept on this device either"


def test_at_most_three_stand_side_by_side(reader: Client) -> None:
    four = "m=fixed-breaks&m=mindfulness&m=massage&m=aromatherapy"
    shown = page(reader, f"/maatregelen/vergelijken/?{four}")
    assert "eerste drie" in shown
    assert shown.count('scope="col"') == 3


def test_risks_are_about_circumstances_and_say_so_first(reader: Client) -> None:
    shown = page(reader, "/maatregelen/risico/")
    assert shown.index("Lees dit eerst") < shown.index("Groepen</h2>")
    group = page(reader, "/maatregelen/informal-carers/")
    assert group.index("Over omstandigheden, niet over iemand") < group.index("Wat bekend is")
    assert "Zet op de lijst" not in group


def test_what_was_typed_comes_back_as_text(reader: Client) -> None:
    shown = page(reader, "/maatregelen/zoeken/?q=<script>alert(1)</script>&lijst=<b>.x&thema=%00&p=-1")
    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown


def test_a_policy_maker_gives_a_list_a_name_and_others_find_it(world: World) -> None:
    hanna, petra = (Client(SERVER_NAME=world.host) for _ in range(2))
    sign_in(hanna, world["Hanna"])
    sign_in(petra, world["Petra"])
    hanna.post("/maatregelen/lijst/bewaren/", {"name": "<b>Roosters</b> 2027", "entries": "fixed-breaks.mindfulness"})
    shown = page(petra, "/maatregelen/lijst/")
    assert "Roosters 2027" in shown
    assert 'href="/maatregelen/lijst/?lijst=fixed-breaks.mindfulness"' in shown
    (drop,) = re.findall(r'action="(/maatregelen/lijst/[^"]*/weg/)"', shown)
    petra.post(drop)
    assert "Roosters 2027" not in page(hanna, "/maatregelen/lijst/")


def test_an_empty_name_keeps_nothing(world: World) -> None:
    hanna = Client(SERVER_NAME=world.host)
    sign_in(hanna, world["Hanna"])
    answer = hanna.post("/maatregelen/lijst/bewaren/", {"name": " ", "entries": "fixed-breaks"}, follow=True)
    assert "Geef de lijst een naam" in answer.content.decode()
    assert "Lijsten van jullie organisatie" not in answer.content.decode()
