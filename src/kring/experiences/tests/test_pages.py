"""The pages of experiences, as people see and fill them in."""

from uuid import uuid4

import pytest
from django.test import Client

from kring.experiences.actions.share_experiences import share_experiences
from kring.experiences.tests.test_experiences import already_shared
from kring.foundation.testing import World, as_, fetch
from kring.foundation.testing_http import sign_in, words

GIVEN = {
    "group": "care-professionals",
    "situation": "shocking-event",
    "aim": "aftermath",
    "half_year": "2026H1",
    "reach": "10_to_49",
    "helped": ["time", "manager"],
    "hindered": ["roster"],
    "kept": "goes_on",
    "again": "differently",
    "advice": "Begin klein.",
}


def client_of(world: World, name: str = "") -> Client:
    client = Client(SERVER_NAME=world.host)
    if name:
        sign_in(client, world[name])
    return client


def test_told_then_shared_then_read_by_everyone(world: World) -> None:
    hanna, petra = client_of(world, "Hanna"), client_of(world, "Petra")
    kept = hanna.post("/ervaringen/nieuw/operational-review/", GIVEN, follow=True)
    assert "Dank je wel." in words(kept) and "Alleen voor onszelf" in words(kept)
    assert "Deel zonder onze naam" not in words(kept)
    ((one,),) = fetch("select id from experiences_experience where organisation_id = %s", world.organisation_id)

    shared = petra.post(f"/ervaringen/{one}/delen/", {"how": "nameless"}, follow=True)
    assert "Gedeeld, zonder onze naam" in words(shared)
    job = world.job("sharing")
    with as_(job) as at:
        share_experiences(world.organisation_id, job, at)

    read = words(client_of(world).get("/wat-werkt/operational-review/"))
    assert "Begin klein." in read and "Ja, maar anders" in read and "Het paste niet in het rooster" in read
    assert "te weinig bekend" in read

    assert "Stop eerst met delen" in words(hanna.post(f"/ervaringen/{one}/weg/", follow=True))


def test_the_picture_says_the_same_as_the_words(world: World) -> None:
    already_shared("learning-after-incident", "trainees", "safety-incident", again=14, total=20)
    page = client_of(world).get("/wat-werkt/?group=trainees&situation=safety-incident")
    assert "Ongeveer 7 van de 10 zouden dit weer doen. Het kunnen er ook 5 tot 9 zijn. Uit 20 ervaringen." in words(
        page
    )
    assert page.content.decode().count("k-dots__full") == 7
    assert 'd="M11 2.8H19"' in page.content.decode()


def test_nothing_known_is_said_plainly(world: World) -> None:
    read = words(client_of(world).get("/wat-werkt/?group=parents&situation=money"))
    assert "Hierover is nog niet genoeg verteld." in read


def test_a_choice_that_is_not_there_is_no_error(world: World) -> None:
    assert client_of(world).get("/wat-werkt/?group=nobody&situation=x").status_code in {200, 422}


@pytest.mark.parametrize("missing", ["group", "situation", "aim", "half_year", "reach", "kept", "again"])
def test_what_is_missing_is_asked_for(world: World, missing: str) -> None:
    given = {name: value for name, value in GIVEN.items() if name != missing}
    answer = client_of(world, "Anton").post("/ervaringen/nieuw/massage/", given)
    assert answer.status_code == 422
    assert f'id="id_{missing}_error"' in answer.content.decode()


def test_a_person_in_the_advice_is_refused_where_it_stands(world: World) -> None:
    given = {**GIVEN, "advice": "Vraag jan@voorbeeld.nl"}
    answer = client_of(world, "Anton").post("/ervaringen/nieuw/massage/", given)
    assert answer.status_code == 422
    assert "Schrijf gewone woorden" in words(answer)


def test_what_is_not_there_is_missing(world: World) -> None:
    assert client_of(world).get("/wat-werkt/nothing/").status_code == 404
    assert client_of(world, "Anton").get("/ervaringen/nieuw/nothing/").status_code == 404
    assert client_of(world, "Yara").get("/ervaringen/").status_code == 404
    assert client_of(world, "Hanna").post(f"/ervaringen/{uuid4()}/delen/", {"how": "named"}).status_code == 404
