"""Asking for a colleague, over HTTP: in a minute, without signing in, and nothing goes wrong quietly."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kring.foundation.keys.lookup import fresh_token
from kring.foundation.testing import World, as_, fetch, insert, make_world
from kring.foundation.testing_http import sign_in
from kring.support import queries
from kring.support.domain.card import Card
from kring.support.models import Trajectory

ASK = "/praten/"


def client_of(world: World) -> Client:
    return Client(SERVER_NAME=world.host)


def typed(**given: Any) -> dict[str, Any]:
    """What the shortest way asks for."""
    plain = {
        "token": fresh_token(),
        "name": "Yara",
        "channel": "call",
        "address": "06 1234 5678",
        "windows": ["day", "evening"],
    }
    return {**plain, **given}


def trajectories(world: World) -> list[UUID]:
    rows = fetch("select id from support_trajectory where organisation_id = %s", world.organisation_id)
    return [row for (row,) in rows]


def kept(world: World) -> tuple[Trajectory, Card]:
    """The one request of this world, as its own person sees it."""
    (only,) = trajectories(world)
    with as_(world.code(only)):
        trajectory = Trajectory.objects.get(pk=only)
        card, _key = queries.card_of(trajectory)
    return trajectory, card


def words_of(answer: Any) -> str:
    return str(answer.content.decode())


def test_four_fields_are_enough(world: World) -> None:
    client = client_of(world)
    answer = client.post(ASK, typed())
    assert (answer.status_code, answer["Location"]) == (302, "/praten/code/")
    trajectory, card = kept(world)
    assert (card.name, card.channel, card.address) == ("Yara", "call", "0612345678")
    assert trajectory.windows == ["day", "evening"]
    assert (trajectory.person_tag, trajectory.unit_id, trajectory.craft, card.person_id) == ("", None, "", None)


def test_the_three_conditions_stand_before_the_button(world: World) -> None:
    page = words_of(client_of(world).get(ASK))
    button = page.index("Vraag een collega</button>")
    assert page.index("Drie dingen moet je vooraf weten") < button
    for condition in ("geen wettelijk beroepsgeheim", "mag je ondersteuner ingrijpen", "strafbaars"):
        assert page.index(condition) < button


def test_looking_at_the_page_leaves_nothing_but_a_token_against_forgery(world: World) -> None:
    answer = client_of(world).get(ASK)
    assert set(answer.cookies) <= {settings.CSRF_COOKIE_NAME}
    assert "no-store" in answer["Cache-Control"]
    assert "Kring" in words_of(answer).split("</title>")[0]


def test_the_code_is_shown_until_it_was_kept_and_opens_the_same_page(world: World) -> None:
    client = client_of(world)
    client.post(ASK, typed())
    page = words_of(client.get("/praten/code/"))
    code = re.search(r'data-copy="(\d{16})"', page)
    assert code is not None
    trajectory, _card = kept(world)
    assert trajectory.spoken_name in page
    assert "088 000 00 00" in page

    assert client.post("/praten/code/")["Location"] == "/mijn/"
    assert client.get("/praten/code/")["Location"] == "/mijn/"

    elsewhere = client_of(world)
    assert elsewhere.post("/mijn/code/", {"code": code[1]})["Location"] == "/mijn/"
    assert trajectory.spoken_name in words_of(elsewhere.get("/mijn/"))


def test_no_address_holds_a_number_of_the_request(world: World) -> None:
    client = client_of(world)
    where = client.post(ASK, typed())["Location"]
    trajectory, _card = kept(world)
    assert str(trajectory.pk) not in where
    for path in ("/praten/code/", "/mijn/", "/mijn/anderen/", "/mijn/stoppen/", "/gegevens/"):
        page = words_of(client.get(path))
        assert str(trajectory.pk) not in page
        assert trajectory.pk.hex not in page


def test_pressing_twice_gives_one_request(world: World) -> None:
    twice = typed()
    one, other = client_of(world), client_of(world)
    one.post(ASK, twice)
    other.post(ASK, twice)
    assert len(trajectories(world)) == 1
    assert words_of(one.get("/praten/code/")).count("data-copy=") == 1
    code = re.compile(r'data-copy="(\d{16})"')
    assert code.findall(words_of(one.get("/praten/code/"))) == code.findall(words_of(other.get("/praten/code/")))


def test_the_same_token_in_another_organisation_is_another_request(world: World) -> None:
    other, twice = make_world(cast=False), typed()
    client_of(world).post(ASK, twice)
    assert client_of(other).post(ASK, twice).status_code == 302
    assert (len(trajectories(world)), len(trajectories(other))) == (1, 1)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": ""}, "Vul dit in."),
        ({"name": "Gisteren op de afdeling is er iets heel naars gebeurd"}, "Hier past alleen een naam."),
        ({"name": "x" * 5000}, "Hier past alleen een naam."),
        ({"name": "Yara\x00"}, "ull-tekens"),
        ({"channel": ""}, "Kies wat past."),
        ({"channel": "duif"}, "Deze keuze is er niet meer."),
        ({"address": "06 12"}, "Vul een telefoonnummer in"),
        ({"address": "yara@thuis.nl"}, "Dit is een mailadres."),
        ({"channel": "text", "address": "020 123 45 67"}, "Voor een sms is een mobiel nummer nodig."),
        ({"channel": "private_mail"}, "Dit is een telefoonnummer."),
        ({"channel": "private_mail", "address": "yara@"}, "Vul een mailadres in"),
        ({"address": "6" * 5000}, "Dit is te lang"),
        ({"windows": []}, "Kies er minstens één."),
        ({"windows": ["morgen"]}, "Deze keuze is er niet meer."),
        ({"craft": "tovenaar"}, "Deze keuze is er niet meer."),
        ({"unit": "00000000-0000-0000-0000-000000000000"}, "Deze keuze is er niet meer."),
        ({"elsewhere": "on"}, "Kies je afdeling, dan weten we wat ergens anders is."),
        ({"kind": "iets"}, "Deze keuze is er niet meer."),
        ({"day": "2099-01-01"}, "Vul een dag in die al geweest is."),
        ({"day": "0001-01-01"}, "Vul een dag in die al geweest is."),
        ({"day": "eergisteren"}, "Vul een datum in"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_nothing_is_kept(
    world: World, given: dict[str, Any], said: str
) -> None:
    answer = client_of(world).post(ASK, typed(**given))
    assert answer.status_code == 422
    assert said in words_of(answer)
    assert trajectories(world) == []


def test_wrong_input_keeps_what_was_typed(world: World) -> None:
    given = typed(name="Yara de Wit", address="06 12", windows=["night"], craft="doctor", day="2026-01-05")
    page = words_of(client_of(world).post(ASK, given))
    assert 'value="Yara de Wit"' in page
    assert 'value="06 12"' in page
    assert re.search(r'value="night"[^>]*checked', page)
    assert re.search(r'value="doctor" selected', page)
    assert given["token"] in page
    assert re.search(r'<details class="k-more"[^>]* open>', page), "a preference that is filled in stands open"


def test_a_browser_does_not_cut_off_a_story_without_a_word(world: World) -> None:
    page = words_of(client_of(world).get(ASK))
    name = re.search(r'<input[^>]*name="name"[^>]*>', page)
    assert name is not None
    assert "maxlength" not in name[0]


def test_a_body_that_is_far_too_large_is_refused(world: World) -> None:
    answer = client_of(world).post(ASK, typed(name="x" * 300_000))
    assert answer.status_code == 400
    assert trajectories(world) == []


def test_every_preference_is_kept_sealed_or_as_the_matching_needs_it(world: World) -> None:
    sam, noor, petra = world["Sam"].id, world["Noor"].id, world["Petra"].id
    client_of(world).post(
        ASK,
        typed(
            craft="nurse",
            unit=str(world.ward),
            share_unit="on",
            elsewhere="on",
            choice=str(noor),
            never=[str(sam)],
            hidden_from=[str(petra)],
            kind="aggression_external",
            day="2026-01-05",
        ),
    )
    trajectory, card = kept(world)
    assert (card.choice, card.never, card.elsewhere, card.kind) == (noor, (sam,), True, "aggression_external")
    assert (trajectory.unit_id, trajectory.unit_name) == (world.ward, "Spoedeisende hulp")
    assert (trajectory.division_id, trajectory.hidden_from) == (world.division, [petra])


def test_a_unit_is_shown_to_nobody_unless_wanted(world: World) -> None:
    client_of(world).post(ASK, typed(unit=str(world.ward)))
    trajectory, _card = kept(world)
    assert (trajectory.unit_id, trajectory.unit_name) == (world.ward, "")


def test_unwanted_behaviour_by_a_colleague_goes_its_own_way(world: World) -> None:
    client = client_of(world)
    client.post(ASK, typed(unit=str(world.ward), share_unit="on", kind="misconduct_internal"))
    trajectory, card = kept(world)
    assert (trajectory.unit_id, trajectory.unit_name, trajectory.division_id) == (None, "", None)
    assert (card.elsewhere, card.away) == (True, world.ward)
    assert "De vertrouwenspersoon is er hiervoor" in words_of(client.get("/praten/code/?weg=elders"))


def test_what_goes_its_own_way_is_not_kept_even_under_seal(world: World) -> None:
    client = client_of(world)
    sent = typed(unit=str(world.ward), kind="misconduct_internal", day="2026-01-02")
    answer = client.post(ASK, sent)
    assert answer["Location"] == "/praten/code/?weg=elders"
    _trajectory, card = kept(world)
    assert (card.kind, card.day, card.event_id) == ("", None, None)
    assert "weg" not in client.session


def test_the_own_way_asks_less_and_says_why(world: World) -> None:
    page = words_of(client_of(world).get(ASK + "?weg=elders"))
    assert "Iemand van elders" in page
    assert "Waar gaat het over?" not in page and "mag mijn afdeling zien" not in page
    answer = client_of(world).post(ASK, typed(way="elders"))
    assert answer.status_code == 422
    assert "Kies je afdeling, dan zoeken we ergens anders. Niemand ziet het." in words_of(answer)
    client_of(world).post(ASK, typed(way="elders", unit=str(world.ward)))
    assert kept(world)[1].away == world.ward


def test_asking_for_somebody_and_rather_not_is_a_question_back(world: World) -> None:
    noor = str(world["Noor"].id)
    answer = client_of(world).post(ASK, typed(choice=noor, never=[noor]))
    assert "Je vraagt deze collega en je hebt die liever niet." in words_of(answer)


def test_somebody_has_to_be_left_to_look_along(world: World) -> None:
    everybody = [str(world["Petra"].id), str(world["Dirk"].id)]
    answer = client_of(world).post(ASK, typed(hidden_from=everybody))
    assert "Laat er één over." in words_of(answer)


def test_only_who_was_confirmed_as_coordinator_is_named(world: World) -> None:
    page = words_of(client_of(world).get(ASK))
    assert "Petra" in page
    assert "Marco" not in page
    with as_(world.public):
        assert [name for _id, name in queries.coordinators()] == ["Dirk", "Petra"]


def test_signed_in_fills_in_and_binds_it_to_the_person(world: World) -> None:
    client = client_of(world)
    sign_in(client, world["Yara"])
    page = words_of(client.get(ASK))
    assert 'value="Yara"' in page
    assert re.search(r'value="nurse" selected', page)
    client.post(ASK, typed())
    trajectory, card = kept_by(world, "Yara")
    assert card.person_id == world["Yara"].id
    assert trajectory.person_tag == world["Yara"].actor.tag
    assert trajectory.spoken_name in words_of(client.get("/praten/code/"))
    assert trajectory.spoken_name in words_of(client.get("/mijn/"))


def kept_by(world: World, name: str) -> tuple[Trajectory, Card]:
    with as_(world[name].actor):
        trajectory = Trajectory.objects.get()
        card, _key = queries.card_of(trajectory)
    return trajectory, card


def test_the_log_does_not_say_who_asked(world: World) -> None:
    client = client_of(world)
    sign_in(client, world["Yara"])
    client.post(ASK, typed())
    lines = fetch("select * from audit_accessline where organisation_id = %s", world.organisation_id)
    assert lines
    assert str(world["Yara"].id) not in str(lines)


def test_a_link_to_nowhere_does_no_harm(world: World) -> None:
    client = client_of(world)
    for query in ("?erbij=onzin", "?aanbod=" + "A" * 22, "?erbij=" + "B" * 22, "?weg=elders", "?weg=overal"):
        assert client.get(ASK + query).status_code == 200
    assert client.post(ASK, typed(here="C" * 22, offer="D" * 22)).status_code == 302


def test_too_many_from_one_place_says_so_with_a_number_to_call(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kring.support.views.asking.BUDGET", 1)
    client_of(world).post(ASK, typed())
    answer = client_of(world).post(ASK, typed())
    assert answer.status_code == 429
    assert "Je vraag is niet aangekomen." in words_of(answer)
    assert "088 000 00 00" in words_of(answer)
    assert len(trajectories(world)) == 1


def test_in_english_for_whoever_chose_english(world: World) -> None:
    client = client_of(world)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = words_of(client.get(ASK))
    assert "How can a colleague reach you?" in page
    assert "A peer supporter has no legal privilege" in page
    client.post(ASK, typed())
    assert kept(world)[0].language == "en"


def test_a_larger_house_needs_no_more_questions(world: World) -> None:
    def counted() -> int:
        with CaptureQueriesContext(connections["default"]) as asked:
            client_of(world).get(ASK)
        return len(asked)

    counted()  # the first request also looks up the organisation by its host
    few = counted()
    for number in range(8):
        world.person(f"Steun{number}", "supporter")
        insert(
            "people_unit",
            id=uuid4(),
            organisation_id=world.organisation_id,
            level="team",
            parent_id=world.ward,
            division_id=world.division,
            name=f"Team {number}",
            sort_name=f"team {number}",
            manager_name="",
        )
    assert counted() == few
