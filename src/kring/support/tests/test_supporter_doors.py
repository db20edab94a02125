"""The supporter's pages: who gets in, what happens with old forms and to two people at once."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kring.foundation.testing import Clock, World, as_, make_world
from kring.foundation.testing_http import sign_in, words
from kring.support import queries
from kring.support.actions.dissolve import dissolve
from kring.support.actions.stop_support import erase_support, stop_support
from kring.support.actions.sweep_support import sweep_support
from kring.support.tests.pages import card_lines, client_of, page_of, shown
from kring.support.tests.scenes import asked, proposed, supported

# two people at once, and old pages -------------------------------------------------------------------


def test_a_second_tab_goes_on_to_the_person(world: World) -> None:
    receipt, question = proposed(world)
    client = client_of(world, "Noor")
    client.post(f"/gesprekken/vraag/{question}/", {"answer": "yes"})
    for answer in ({"answer": "yes"}, {"answer": "pass"}):
        again = client.post(f"/gesprekken/vraag/{question}/", answer)
        assert again["Location"] == page_of(receipt.trajectory_id)


def test_passing_twice_is_passing_once(world: World) -> None:
    _receipt, question = proposed(world)
    client = client_of(world, "Noor")
    for _ in range(2):
        passed = client.post(f"/gesprekken/vraag/{question}/", {"answer": "pass"})
        assert passed["Location"] == "/gesprekken/"
    late = client.post(f"/gesprekken/vraag/{question}/", {"answer": "yes"})
    assert late["Location"] == "/gesprekken/"


def test_a_question_whose_clock_ran_out_went_on_to_somebody_else(world: World, clock: Clock) -> None:
    _receipt, question = proposed(world)
    clock.forward(days=1)
    with as_(world.job()) as at:
        sweep_support(world.organisation_id, world.job(), at)
    client = client_of(world, "Noor")
    there = f"/gesprekken/vraag/{question}/"
    for response in (client.get(there), client.post(there, {"answer": "yes"})):
        assert response.status_code == 409
        assert "Iemand anders was je voor" in words(response)


def test_a_question_that_was_erased_is_not_there_any_more(world: World) -> None:
    receipt, question = proposed(world)
    code = world.code(receipt.trajectory_id)
    with as_(code) as at:
        erase_support(trajectory_id=receipt.trajectory_id, by=code, at=at)
    client = client_of(world, "Noor")
    there = f"/gesprekken/vraag/{question}/"
    for response in (client.get(there), client.post(there, {"answer": "yes"})):
        assert response.status_code == 404
        assert "Dit is er niet meer" in words(response)
    assert receipt.spoken_name in shown(client, "/gesprekken/")


@pytest.mark.parametrize("ending", [stop_support, erase_support])
def test_forms_on_the_page_of_somebody_who_stopped_change_nothing(world: World, ending: Callable[..., None]) -> None:
    receipt = supported(world)
    code = world.code(receipt.trajectory_id)
    with as_(code) as at:
        ending(trajectory_id=receipt.trajectory_id, by=code, at=at)
    client = client_of(world, "Noor")
    assert client.get(page_of(receipt.trajectory_id)).status_code == 404
    for path, given in forms_of(receipt.trajectory_id):
        assert client.post(path, given).status_code == 404, path
    with as_(world["Noor"].actor):
        (notice,) = queries.notices(world["Noor"].actor)
    assert f"“{receipt.spoken_name}” is gestopt" in shown(client, "/gesprekken/")
    client.post(f"/gesprekken/gestopt/{notice.id}/")
    assert receipt.spoken_name not in shown(client, "/gesprekken/")


def test_what_was_forgotten_at_night_is_not_there_any_more(world: World, clock: Clock) -> None:
    receipt = supported(world)
    clock.forward(days=120)
    with as_(world.job("night")) as at:
        dissolve(world.organisation_id, world.job("night"), at)
    client = client_of(world, "Noor")
    assert client.get(page_of(receipt.trajectory_id)).status_code == 404
    assert receipt.spoken_name not in shown(client, "/gesprekken/")


def forms_of(trajectory_id: UUID) -> list[tuple[str, dict[str, str]]]:
    """Every form of the page of a person, filled in well."""
    return [
        (page_of(trajectory_id, "voorwaarden"), {}),
        (page_of(trajectory_id, "moment", 1), {"plan-day": "2026-12-01", "plan-part": "day"}),
        (page_of(trajectory_id, "gevoerd", 1), {"held-day": "2026-11-01"}),
        (
            page_of(trajectory_id, "voorstel"),
            {"propose-recipient": "trainer", "propose-sentence": "ask_me"},
        ),
        (page_of(trajectory_id, "genoeg"), {}),
        (page_of(trajectory_id, "toch-niet"), {}),
    ]


# who gets in -----------------------------------------------------------------------------------------


def pages_of(trajectory_id: UUID) -> list[str]:
    return [page_of(trajectory_id), page_of(trajectory_id, "eerst"), page_of(trajectory_id, "leidraad", 2)]


@pytest.mark.parametrize("name", ["Sam", "Yara", "Petra", "Dirk", "Marco", "Hanna", "Anton", "abroad"])
def test_everyone_else_gets_the_same_answer_as_for_what_does_not_exist(world: World, name: str) -> None:
    receipt = supported(world)
    _, question = proposed(world)
    if name == "abroad":
        elsewhere = make_world()
        client = client_of(elsewhere, "Noor")
    else:
        client = client_of(world, name)
    for path in [*pages_of(receipt.trajectory_id), f"/gesprekken/vraag/{question}/"]:
        real = str(question) if "vraag" in path else str(receipt.trajectory_id)
        found, missing = client.get(path), client.get(path.replace(real, str(uuid4())))
        assert found.status_code == missing.status_code == 404, path
        assert words(found) == words(missing)
    for path, given in [
        *forms_of(receipt.trajectory_id),
        (f"/gesprekken/vraag/{question}/", {"answer": "yes"}),
    ]:
        assert client.post(path, given).status_code == 404, path
    assert card_lines(world) == []
    with as_(world["Noor"].actor) as at:
        page, _ = queries.supported(world["Noor"].actor, receipt.trajectory_id, at.date())
    assert page.conditions_told_on is None and page.conversations[0].planned_on is None


@pytest.mark.parametrize("path", ["/gesprekken/", "/gesprekken/al-gesproken/", "/leidraad/1/", "/leidraad/"])
def test_only_a_supporter_with_a_second_factor_comes_in(world: World, path: str) -> None:
    for name in ("Yara", "Petra", "Marco"):
        assert client_of(world, name).get(path).status_code == 404
    assert "inloggen" in Client(SERVER_NAME=world.host).get(path)["Location"]
    half = Client(SERVER_NAME=world.host)
    sign_in(half, world["Noor"], second_factor=False)
    assert half.get(path).status_code == 302
    assert client_of(world, "Noor").get(path).status_code == 200


def test_a_day_with_eight_people_asks_as_much_of_the_database_as_with_one() -> None:
    def queries_of(people: int) -> int:
        world = make_world(load_cap=20)
        for _ in range(people):
            supported(world)
        proposed(world)
        client = client_of(world, "Noor")
        shown(client, "/gesprekken/")
        with CaptureQueriesContext(connection) as asked_of:
            shown(client, "/gesprekken/")
        return len(asked_of)

    assert queries_of(1) == queries_of(8)


def test_somebody_nobody_was_found_for_yet_is_not_on_any_list(world: World) -> None:
    receipt = asked(world, never=(world["Noor"].id, world["Sam"].id))
    for name in ("Noor", "Sam"):
        assert receipt.spoken_name not in shown(client_of(world, name), "/gesprekken/")
