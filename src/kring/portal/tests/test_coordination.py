"""The coordinator's pages: open work, nobody's name, and nothing per supporter."""

import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kring.foundation.testing import Clock, World, as_, fetch, jobs_of, make_world
from kring.portal.tests.asking import NAME, accept, ask, browser, match, page
from kring.portal.views import coordination
from kring.support.actions.sweep_support import sweep_support

OVERVIEW, REQUESTS, TEAM = "/coordinatie/", "/coordinatie/aanvragen/", "/coordinatie/team/"


def request_url(request_id: UUID) -> str:
    return f"/coordinatie/aanvragen/{request_id}/"


def words(request_id: UUID) -> str:
    """The spoken name of a request."""
    ((found,),) = fetch("select spoken_name from support_trajectory where id = %s", request_id)
    return str(found)


def lines(world: World, event: str) -> list[tuple[object, ...]]:
    return fetch(
        "select actor, object_tag <> '', subject_tag <> '', fields_seen, reason from audit_accessline"
        " where organisation_id = %s and event = %s",
        world.organisation_id,
        event,
    )


def nobody_can(world: World) -> None:
    fetch(
        "update supporters_supporter set can_now = false where organisation_id = %s returning 1", world.organisation_id
    )


def lies_still(world: World, clock: Clock) -> tuple[UUID, UUID]:
    """A support of which nobody marked the first conversation: its work item and the request."""
    found = ask(world)
    match(world)
    accept(world)
    clock.forward(days=40)
    with as_(world.job()) as at:
        sweep_support(world.organisation_id, world.job(), at)
    ((item,),) = fetch("select id from support_workitem where trajectory_id = %s", found)
    return item, found


@pytest.mark.parametrize(
    "path", [OVERVIEW, REQUESTS, TEAM, request_url(UUID(int=1)), f"{request_url(UUID(int=1))}kaart/"]
)
def test_only_a_coordinator_comes_in(world: World, path: str) -> None:
    for name in ("Yara", "Marco", "Noor", "Hanna", "Anton"):
        assert browser(world, world[name]).get(path).status_code == 404
    assert browser(world).get(path).status_code == 302


def test_nothing_to_do_says_so(world: World) -> None:
    assert "Niets vraagt aandacht." in page(browser(world, world["Petra"]).get(OVERVIEW))


def test_a_request_that_nobody_can_take_asks_for_attention_by_two_words(world: World) -> None:
    nobody_can(world)
    found = ask(world)
    match(world)

    text = page(browser(world, world["Petra"]).get(OVERVIEW))

    assert "Eén ding vraagt aandacht." in text and words(found) in text
    assert request_url(found) in text


def test_a_request_for_which_kring_searches_asks_for_nothing(world: World) -> None:
    found = ask(world)
    match(world)

    text = page(browser(world, world["Petra"]).get(OVERVIEW))

    assert "Niets vraagt aandacht." in text and words(found) in text


def test_what_is_done_disappears(world: World) -> None:
    found = ask(world)
    match(world)
    accept(world)

    client = browser(world, world["Petra"])

    for path in (OVERVIEW, REQUESTS):
        assert words(found) not in page(client.get(path))
    assert client.get(request_url(found)).status_code == 404


def test_the_card_stays_closed_until_it_is_opened_and_opening_is_logged(world: World) -> None:
    found = ask(world)
    client = browser(world, world["Petra"])

    assert NAME not in page(client.get(request_url(found)))
    assert lines(world, "contactcard.read") == []
    opened = page(client.get(f"{request_url(found)}kaart/"))
    assert NAME in opened and 'href="tel:0612345678" translate="no">06 12 34 56 78<' in opened
    assert lines(world, "contactcard.read") == [
        (f"person:{world['Petra'].id}", True, True, ["name", "channel", "address"], "")
    ]


def test_no_page_but_the_opened_one_names_anybody_who_is_supported(world: World, clock: Clock) -> None:
    item, _ = lies_still(world, clock)
    nobody_can(world)
    found = ask(world)
    match(world)
    client = browser(world, world["Petra"])
    for path in (OVERVIEW, REQUESTS, TEAM, "/cijfers/", request_url(found), f"/coordinatie/ligt-stil/{item}/"):
        response = client.get(path)
        assert response.status_code == 200
        assert NAME not in page(response) and "12 34 56 78" not in page(response)


def test_who_was_left_out_by_the_person_finds_nothing(world: World) -> None:
    nobody_can(world)
    found = ask(world, hidden_from=(world["Petra"].id,))
    match(world)

    petra, dirk = browser(world, world["Petra"]), browser(world, world["Dirk"])

    assert words(found) not in page(petra.get(OVERVIEW)) and words(found) not in page(petra.get(REQUESTS))
    assert petra.get(request_url(found)).status_code == 404
    assert petra.get(f"{request_url(found)}kaart/").status_code == 404
    assert petra.post(f"{request_url(found)}vraag/").status_code == 404
    assert words(found) in page(dirk.get(OVERVIEW))
    assert dirk.get(request_url(found)).status_code == 200


def test_another_organisation_finds_nothing(world: World) -> None:
    elsewhere = make_world()
    found = ask(elsewhere)

    for path in (request_url(found), f"{request_url(found)}kaart/"):
        assert browser(world, world["Petra"]).get(path).status_code == 404


def test_suggestions_say_what_fits_and_never_who_does_not(world: World) -> None:
    world.person("Omar", "supporter", craft="nurse", unit=world.other_ward, windows=("night",))
    world.person("Pia", "supporter", craft="nurse", unit=world.other_ward, can_now=False)
    found = ask(world)

    text = page(browser(world, world["Petra"]).get(request_url(found)))

    assert "Noor past: hetzelfde vak, dezelfde momenten" in text and "Sam past: dezelfde momenten" in text
    assert text.index("Noor past") < text.index("Sam past")
    assert "Omar" not in text and "Pia" not in text


def test_a_veto_changes_nothing_that_a_coordinator_sees(world: World) -> None:
    plain, vetoed = ask(world), ask(world, never=(world["Noor"].id,))
    client = browser(world, world["Petra"])

    for suffix in ("", "kaart/"):
        shown = [
            re.sub(
                f"{request}|{words(request).capitalize()}|{words(request)}",
                "X",
                page(client.get(request_url(request) + suffix)),
            )
            for request in (plain, vetoed)
        ]
        assert sorted(re.findall(r"\w+ past: [^<]*", shown[0])) == sorted(re.findall(r"\w+ past: [^<]*", shown[1]))
        assert "Noor past" in shown[1]


def test_asking_somebody_who_was_vetoed_ends_with_somebody_else(world: World) -> None:
    found = ask(world, never=(world["Noor"].id,))

    browser(world, world["Petra"]).post(f"{request_url(found)}vraag/", {"supporter": str(world["Noor"].id)})
    match(world)

    ((asked,),) = fetch("select supporter_id from support_proposal where trajectory_id = %s", found)
    assert asked == world["Sam"].id


def test_asking_by_name_asks_that_one_first(world: World) -> None:
    found = ask(world)
    client = browser(world, world["Petra"])

    response = client.post(f"{request_url(found)}vraag/", {"supporter": str(world["Sam"].id)}, follow=True)
    match(world)

    assert "Kring vraagt deze collega als eerste" in page(response)
    assert fetch("select supporter_id from support_proposal where trajectory_id = %s", found) == [(world["Sam"].id,)]


def test_searching_on_starts_the_matching_again(world: World) -> None:
    nobody_can(world)
    found = ask(world)
    match(world)
    before = len(jobs_of(world.organisation_id))

    response = browser(world, world["Petra"]).post(f"{request_url(found)}vraag/", follow=True)

    assert "Kring zoekt verder" in page(response)
    assert fetch("select state from support_trajectory where id = %s", found) == [("searching",)]
    assert len(jobs_of(world.organisation_id)) == before + 1


def test_asking_needs_a_form_that_posts(world: World) -> None:
    found = ask(world)
    client = browser(world, world["Petra"])

    assert client.get(f"{request_url(found)}vraag/").status_code == 405
    assert client.post(f"{request_url(found)}vraag/", {"supporter": "Noor"}).status_code == 404


def test_taking_over_needs_a_reason_and_says_so_in_the_log(world: World, clock: Clock) -> None:
    item, found = lies_still(world, clock)
    client = browser(world, world["Petra"])
    url = f"/coordinatie/ligt-stil/{item}/"

    assert words(found) in page(client.get(OVERVIEW)) and words(found).capitalize() in page(client.get(url))
    assert client.post(url).status_code == 422
    assert client.post(url, {"reason": "because"}).status_code == 422
    assert lines(world, "contactcard.revealed") == []
    response = client.post(url, {"reason": "absent"}, follow=True)

    assert response.redirect_chain == [(request_url(found), 302)]
    assert "Je hebt dit overgenomen" in page(response)
    assert lines(world, "contactcard.revealed") == [
        (f"person:{world['Petra'].id}", True, True, ["name", "channel"], "absent")
    ]
    assert client.get(url).status_code == 404


def test_what_lies_still_has_no_supporter_on_any_page(world: World, clock: Clock) -> None:
    item, _ = lies_still(world, clock)
    client = browser(world, world["Petra"])

    assert "Noor" not in page(client.get(OVERVIEW))
    assert "Noor" not in page(client.get(f"/coordinatie/ligt-stil/{item}/"))


def test_the_team_shows_who_can_now_and_nothing_to_count(world: World) -> None:
    world.person("Pia", "supporter", craft="nurse", unit=world.other_ward, can_now=False)

    text = page(browser(world, world["Petra"]).get(TEAM))
    main = text[text.index('id="main"') : text.index("</main>")]

    assert main.index("Noor") < main.index("kan nu") and "kan nu niet" in main and "krap" in main
    assert not re.search(r">[^<]*\d[^<]*<", main)


def test_of_a_large_team_the_names_of_one_craft_come_at_a_time(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.person("Pia", "supporter", craft="physician", unit=world.other_ward)
    monkeypatch.setattr(coordination, "SHOWN_AT_ONCE", 1)
    client = browser(world, world["Petra"])

    text = page(client.get(TEAM))
    assert "Noor" not in text and "Pia" not in text and 'href="?vak=nurse#names"' in text

    text = page(client.get(f"{TEAM}?vak=nurse"))
    main = text[text.index('id="main"') : text.index("</main>")]
    assert "Noor" in main and "Pia" not in main
    assert not re.search(r">[^<]*\d[^<]*<", main), "still nothing to count"

    assert page(client.get(f"{TEAM}?vak=nobody")).count("<h2") == text.count("<h2") - 1


def test_much_work_comes_in_sheets_with_the_most_urgent_first(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coordination, "SHOWN_AT_ONCE", 2)
    nobody_can(world)
    for _ in range(3):
        ask(world)
    match(world)
    client = browser(world, world["Petra"])

    first, second = page(client.get(OVERVIEW)), page(client.get(f"{OVERVIEW}?blad=2"))

    assert "3 dingen vragen aandacht" in first and "1 tot en met 2 van 3" in first and 'href="?blad=2"' in first
    assert first.count('<th scope="row">') == 2 and second.count('<th scope="row">') == 1
    assert "3 dingen vragen aandacht" in second and 'href="?blad=1"' in second


def test_load_shows_nowhere(world: World) -> None:
    client = browser(world, world["Petra"])
    before = page(client.get(TEAM))
    ask(world)
    match(world)
    accept(world)

    assert page(client.get(TEAM)) == before


@pytest.mark.parametrize("path", [OVERVIEW, REQUESTS, TEAM])
def test_more_rows_take_no_more_questions(world: World, path: str) -> None:
    nobody_can(world)
    ask(world)
    match(world)
    client = browser(world, world["Petra"])
    client.get(path)
    with CaptureQueriesContext(connection) as few:
        client.get(path)
    for number in range(3):
        ask(world)
        world.person(f"Extra{number}", "supporter", can_now=False)
    match(world)
    with CaptureQueriesContext(connection) as many:
        client.get(path)

    assert len(many) == len(few), [query["sql"][:90] for query in many]


def test_due_times_are_on_the_clock_of_the_organisation(world: World, clock: Clock) -> None:
    found = ask(world)
    match(world)
    nobody_can(world)
    clock.forward(days=2)
    with as_(world.job()) as at:
        sweep_support(world.organisation_id, world.job(), at)
        assert at - timedelta(days=1)
    text = page(browser(world, world["Petra"]).get(OVERVIEW))

    assert words(found) in text and ">nu<" in text
