"""An evaluation that cannot be tied to anybody (privacy contract 3.3 rule 9, 3.4, T8)."""

import secrets
from datetime import date, timedelta
from itertools import pairwise
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from kring.foundation.disclosure.counters import publish_half_year
from kring.foundation.disclosure.models import PublishedFigure
from kring.foundation.keys.lookup import evaluation_token, half_year_of_evaluation, lookup_hash
from kring.foundation.testing import Clock, World, as_, fetch
from kring.foundation.testing_http import sign_in
from kring.guideline.queries import half_year, half_year_bounds
from kring.surveys.access import may_evaluate
from kring.surveys.domain.questions import ASKS_AFTER, Good, Question, band

CONTENT: dict[str, str] = {
    "quick": "5",
    "fitting": "4",
    "heard": "3",
    "onward": "1",
    "recommend": "2",
    "advice": "yes",
}


def this_half_year() -> str:
    return half_year(fetch("select private.clock()")[0][0].date())


def fresh_token(world: World) -> str:
    return evaluation_token(world.organisation_id, secrets.token_hex(16), this_half_year())


def client_of(world: World) -> Client:
    return Client(SERVER_NAME=world.host)


def send(world: World, token: str, content: dict[str, str] = CONTENT, client: Client | None = None) -> Any:
    return (client or client_of(world)).post(reverse("surveys:evaluation", args=[token]), content, follow=True)


def counted(world: World) -> dict[str, int]:
    return dict(fetch("select measure, n from private.counter where organisation_id = %s", world.organisation_id))


def test_an_answer_is_added_to_totals(world: World) -> None:
    page = client_of(world).get(reverse("surveys:evaluation", args=[fresh_token(world)]))
    assert page.status_code == 200 and page.content.count(b'type="radio"') == 5 * 5 + 3
    assert send(world, fresh_token(world)).status_code == 200
    assert counted(world) == {
        "evaluation:answers": 1,
        "evaluation:quick:high": 1,
        "evaluation:fitting:high": 1,
        "evaluation:heard:mid": 1,
        "evaluation:onward:low": 1,
        "evaluation:recommend:low": 1,
        "evaluation:advice:yes": 1,
    }


def test_the_second_time_counts_nothing_and_looks_the_same(world: World) -> None:
    token, client = fresh_token(world), client_of(world)
    first, before = send(world, token, client=client), counted(world)
    again = send(world, token, {**CONTENT, "quick": "1"}, client=client)
    assert counted(world) == before
    assert (again.content, again.redirect_chain) == (first.content, first.redirect_chain)
    assert client.get(reverse("surveys:evaluation", args=[token])).status_code == 200


def test_a_question_may_be_left_open_but_not_all(world: World) -> None:
    token = fresh_token(world)
    assert send(world, token, {}).status_code == 422
    assert counted(world) == {}
    assert send(world, token, {"heard": "5"}).status_code == 200
    assert counted(world) == {"evaluation:answers": 1, "evaluation:heard:high": 1}


def test_only_our_own_links_of_this_organisation_open(world: World) -> None:
    token = fresh_token(world)
    changed = ("0" if token[0] != "0" else "1") + token[1:]
    elsewhere = evaluation_token(uuid4(), secrets.token_hex(16), this_half_year())
    for wrong in ("x", changed, elsewhere, token[:-1], token.upper()):
        assert client_of(world).get(reverse("surveys:evaluation", args=[wrong])).status_code == 404
        assert send(world, wrong).status_code == 404
    assert counted(world) == {}


def test_on_its_last_day_a_link_still_opens(world: World) -> None:
    last = half_year_bounds(this_half_year())[1]
    assert may_evaluate(world.organisation_id, fresh_token(world), last).allowed
    assert not may_evaluate(world.organisation_id, fresh_token(world), last + timedelta(days=1)).allowed


def test_after_its_half_year_a_link_is_over(world: World, clock: Clock) -> None:
    token = fresh_token(world)
    clock.forward(days=185)
    assert client_of(world).get(reverse("surveys:evaluation", args=[token])).status_code == 404
    assert send(world, token).status_code == 404


def test_nothing_tells_which_count_came_with_which_token_or_when(world: World) -> None:
    tokens = [fresh_token(world) for _ in range(25)]
    for number, token in enumerate(tokens):
        send(world, token, {"quick": str(number % 5 + 1), "advice": "yes" if number % 2 else "no"})
    rows = fetch("select xmin::text from private.counter where organisation_id = %s", world.organisation_id)
    spent = fetch(
        "select token, xmin::text from private.spent_token where organisation_id = %s order by ctid",
        world.organisation_id,
    )
    assert {xmin for (xmin,) in rows} == {xmin for _, xmin in spent}
    assert len({xmin for (xmin,) in rows}) == 1
    order = [[lookup_hash("evaluation", token) for token in tokens].index(bytes(hashed)) for hashed, _ in spent]
    assert sorted(order) == list(range(25))
    steps = sum(after == before + 1 for before, after in pairwise(order))
    assert steps < 12  # at chance one on average; in order of sending twenty-four
    columns = fetch(
        "select string_agg(column_name, ' ' order by column_name) from information_schema.columns"
        " where table_schema = 'private' and table_name in ('counter', 'spent_token')"
    )
    assert columns == [("division_id half_year half_year measure n organisation_id organisation_id token",)]


def test_the_session_of_who_answers_shares_no_transaction_with_the_answer(world: World, clock: Clock) -> None:
    client = client_of(world)
    sign_in(client, world["Yara"])
    before = set(fetch("select xmin::text from accounts_session"))
    clock.forward(minutes=1)
    send(world, fresh_token(world), client=client)
    sessions = set(fetch("select xmin::text from accounts_session"))
    answered = set(
        fetch("select xmin::text from private.spent_token where organisation_id = %s", world.organisation_id)
    )
    assert sessions - before, "the session was marked as used"
    assert answered and not answered & sessions
    assert fetch("select id from audit_accessline where organisation_id = %s", world.organisation_id) == []


def test_the_web_role_can_count_nothing_but_evaluations(world: World) -> None:
    with as_(world.public), connection.cursor() as cursor:
        cursor.execute("select private.evaluate(%s, '2026H1', array['asked', 'evaluation:answers'])", [uuid4().bytes])
        assert cursor.fetchone() == (True,)
        cursor.execute("select private.evaluate(%s, 'whenever', array['evaluation:answers'])", [uuid4().bytes])
        assert cursor.fetchone() == (False,)
    assert counted(world) == {"evaluation:answers": 1}


def test_answers_are_published_for_the_whole_organisation_only(world: World) -> None:
    with as_(world.public), connection.cursor() as cursor:
        for number in range(52):
            measures = [
                "evaluation:answers",
                f"evaluation:quick:{'low' if number < 3 else 'mid' if number < 20 else 'high'}",
            ]
            cursor.execute("select private.evaluate(%s, '2026H1', %s)", [uuid4().bytes, measures])
    with as_(world.job()):
        publish_half_year(world.organisation_id, "2026H1", {world.division: "Divisie Acuut"})
        figures = {(f.division_id, f.measure): f.rounded for f in PublishedFigure.objects.all()}
    assert figures == {  # with the middle, the three who were not content would show
        (None, "evaluation:answers"): 50,
        (None, "evaluation:quick:high"): 30,
    }


def test_every_criterion_of_good_support_is_asked_after() -> None:
    assert set(ASKS_AFTER) == set(Question)
    assert frozenset().union(*ASKS_AFTER.values()) == set(Good)


def test_a_score_becomes_a_band() -> None:
    assert [band(score) for score in range(1, 6)] == ["low", "low", "mid", "high", "high"]
    for wrong in (0, 6):
        with pytest.raises(ValueError):
            band(wrong)


def test_a_token_names_its_half_year_and_nothing_else() -> None:
    organisation, raw = uuid4(), secrets.token_hex(16)
    token = evaluation_token(organisation, raw, half_year(date(2026, 7, 1)))
    assert token.startswith(raw + "2026h2") and len(token) == 32 + 6 + 16
    assert half_year_of_evaluation(organisation, token) == "2026H2"
    assert half_year_of_evaluation(organisation, token.replace("2026h2", "2027h1")) is None
