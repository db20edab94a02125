"""Bought codes: each given out once, to nobody in particular, and no trace that leads to somebody."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, connections, transaction

from kring.foundation.decision import NotAllowed
from kring.foundation.testing import Clock, World, as_, fetch, make_world
from kring.foundation.testing_http import words
from kring.referral.actions.draw_code import draw_code
from kring.referral.actions.fill_pool import codes_of_form, fill_pool
from kring.referral.actions.tidy_drawn import tidy_drawn
from kring.referral.actions.watch_signpost import watch_signpost
from kring.referral.tests.making import TOKEN, browser, filled, letters, listed, phone

MONDAY = datetime(2027, 3, 1, 3, tzinfo=UTC)
A_DAY = timedelta(days=1)


def draws(world: World, provider: UUID, token: str = TOKEN, **more: Any) -> Any:
    client = more.pop("client", None) or phone(world)
    return client.post(f"/wegwijzer/{provider}/code/", {"token": token, "mine": "on"})


def drawn(answer: Any) -> str | None:
    found = re.search(r'k-code__value" translate="no">([^<]+)<', answer.content.decode())
    return found[1] if found else None


def token(number: int) -> str:
    return f"{number:022}"


def left(world: World) -> list[str]:
    found = fetch("select code from private.pool_code where organisation_id = %s", world.organisation_id)
    return sorted(code for (code,) in found)


def night(world: World) -> None:
    job = world.job("night")
    with as_(job) as at:
        watch_signpost(world.organisation_id, job, at)


def step_of(world: World) -> str:
    ((step,),) = fetch("select step from referral_codepool where organisation_id = %s", world.organisation_id)
    return str(step)


@pytest.fixture
def monday(clock: Clock) -> Iterator[Clock]:
    clock.stand_at(MONDAY)
    yield clock


def test_a_drawn_code_is_gone_and_not_marked(world: World) -> None:
    provider = listed(world)
    filled(world, provider, "A-1", "A-2", "A-3")
    answer = draws(world, provider)
    code = drawn(answer)
    assert code in {"A-1", "A-2", "A-3"}
    assert left(world) == sorted({"A-1", "A-2", "A-3"} - {code})
    assert "no-store" in answer.headers["Cache-Control"]
    assert code not in words(phone(world).get(f"/wegwijzer/{provider}/code/"))


def test_drawing_leaves_no_line_no_time_and_no_name(world: World) -> None:
    provider = listed(world)
    filled(world, provider, "A-1", "A-2")
    before = fetch("select count(*) from audit_accessline where organisation_id = %s", world.organisation_id)
    jobs = fetch("select count(*) from procrastinate_jobs")
    code = drawn(draws(world, provider, client=browser(world, "Yara")))
    assert before == fetch("select count(*) from audit_accessline where organisation_id = %s", world.organisation_id)
    assert jobs == fetch("select count(*) from procrastinate_jobs")
    ((kept,),) = fetch("select d::text from private.drawn_code d where organisation_id = %s", world.organisation_id)
    assert code and code not in kept and code.encode().hex() not in kept
    assert str(world["Yara"].id) not in kept
    columns = fetch(
        "select column_name, data_type from information_schema.columns where table_schema = 'private'"
        " and table_name in ('pool_code', 'known_code', 'drawn_code')"
    )
    assert {kind for _name, kind in columns} == {"uuid", "text", "bytea", "boolean"}


def test_signed_in_or_not_is_the_same(world: World) -> None:
    provider = listed(world)
    filled(world, provider, "A-1")
    signed = words(browser(world, "Yara").get(f"/wegwijzer/{provider}/code/"))
    assert "Hulp zonder naam" in signed
    assert drawn(draws(world, provider, client=browser(world, "Yara"))) == "A-1"


def test_the_same_form_gives_the_same_code(world: World) -> None:
    provider = listed(world)
    filled(world, provider, *(f"A-{n}" for n in range(10)))
    assert len({drawn(draws(world, provider)) for _time in range(3)}) == 1
    assert len(left(world)) == 9


def test_many_at_once_never_get_the_same(world: World) -> None:
    provider = listed(world)
    filled(world, provider, *(f"A-{n}" for n in range(6)))

    def draw(number: int) -> str | None:
        try:
            with as_(world.public):
                return draw_code(provider_id=provider, form_token=token(number))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(draw, range(8)))
    given = [code for code in found if code]
    assert len(given) == len(set(given)) == 6
    assert left(world) == []


def test_one_form_sent_many_times_at_once_takes_one_code(world: World) -> None:
    provider = listed(world)
    filled(world, provider, *(f"A-{n}" for n in range(6)))

    def draw(_number: int) -> str | None:
        try:
            with as_(world.public):
                return draw_code(provider_id=provider, form_token=TOKEN)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        found = set(pool.map(draw, range(4)))
    assert len(found) == 1
    assert len(left(world)) == 5


def test_a_draw_that_rolls_back_leaves_the_code_for_the_next(world: World) -> None:
    provider = listed(world)
    filled(world, provider, "A-1")
    with pytest.raises(RuntimeError), as_(world.public):
        assert draw_code(provider_id=provider, form_token=token(1)) == "A-1"
        raise RuntimeError
    assert drawn(draws(world, provider, token(2))) == "A-1"


def test_no_code_left_is_said_honestly_with_another_way(world: World) -> None:
    provider = listed(world)
    filled(world, provider, "A-1")
    draws(world, provider, token(1))
    page = words(draws(world, provider, token(2)))
    assert "Er zijn geen codes meer" in page
    assert "Je huisarts kan helpen zonder dat je werk het hoort" in page


def test_a_code_is_drawn_by_lot(world: World) -> None:
    """Forty codes out of two in order would be one in a billion, not one in ten."""
    provider = listed(world)
    codes = [f"A-{n:02}" for n in range(40)]
    filled(world, provider, *codes)
    with as_(world.public):
        found = [draw_code(provider_id=provider, form_token=token(n)) for n in range(40)]
    assert sorted(filter(None, found)) == codes
    assert found not in (codes, codes[::-1])


def test_drawing_too_often_ends(world: World) -> None:
    provider = listed(world)
    filled(world, provider, *(f"A-{n}" for n in range(20)))
    answers = [draws(world, provider, token(n)).status_code for n in range(11)]
    assert answers == [200] * 10 + [429]
    assert len(left(world)) == 10


def test_without_the_tick_nothing_is_drawn(world: World) -> None:
    provider = listed(world)
    filled(world, provider, "A-1")
    answer = phone(world).post(f"/wegwijzer/{provider}/code/", {"token": TOKEN})
    assert answer.status_code == 422
    assert left(world) == ["A-1"]


def test_what_a_form_gave_is_forgotten_in_the_second_round(world: World) -> None:
    provider = listed(world)
    filled(world, provider, "A-1", "A-2")
    draws(world, provider)
    for still in (1, 0):
        job = world.job()
        with as_(job) as at:
            tidy_drawn(world.organisation_id, job, at)
        found = fetch("select 1 from private.drawn_code where organisation_id = %s", world.organisation_id)
        assert len(found) == still


def test_a_list_put_in_again_adds_nothing_and_tells_nothing(world: World) -> None:
    provider = listed(world)
    assert filled(world, provider, "A-1", "A-2", "A-3") == 3
    draws(world, provider)
    assert filled(world, provider, "A-1", "A-2", "A-3", "A-4") == 1
    assert len(left(world)) == 3


def test_an_administrator_fills_a_pool_from_a_list_or_lets_kring_make_them(world: World) -> None:
    provider = listed(world)
    anton = browser(world, "Anton")
    address = f"/wegwijzer/bijhouden/{provider}/codes/"
    page = words(anton.post(address, {"fill": "1", "codes": "A-1\nA-2;A-2\n???"}, follow=True))
    assert "2 nieuwe codes toegevoegd." in page
    assert "Sommige regels waren geen code." in page
    assert "A-1" not in page
    sent = {"make": "1", "number": "5", "token": anton.get(address).context["maker"].initial["token"]}
    shown = anton.post(address, sent)
    made = shown.context["made"]
    assert all(code in words(shown) for code in made), "it is shown only now"
    assert set(made) < set(left(world))
    assert len(left(world)) == 7
    again = anton.post(address, sent).context
    assert again["made"] == made and len(left(world)) == 7, (
        "a page that is loaded again shows the list, and buys nothing"
    )
    anton.post(address, {**sent, "token": again["maker"].initial["token"]})
    assert len(left(world)) == 12
    assert "Een code trekken" not in words(anton.get(address))
    anton.post(f"{address}leeg/")
    assert left(world) == []


@pytest.mark.parametrize("codes", ["", "???\n!!!", "\n".join(f"c{n}" for n in range(5001))])
def test_a_list_that_is_none_is_refused(world: World, codes: str) -> None:
    address = f"/wegwijzer/bijhouden/{listed(world)}/codes/"
    assert browser(world, "Anton").post(address, {"fill": "1", "codes": codes}).status_code == 422


@pytest.mark.parametrize("who", ["Petra", "Hanna", "Noor"])
def test_others_fill_nothing(world: World, who: str) -> None:
    provider = listed(world)
    assert browser(world, who).get(f"/wegwijzer/bijhouden/{provider}/codes/").status_code == 404
    with as_(world[who].actor) as at, pytest.raises(NotAllowed):
        fill_pool(provider_id=provider, codes=("A-1",), by=world[who].actor, at=at)


def test_the_step_is_looked_at_on_mondays_and_told_once(world: World, monday: Clock) -> None:
    provider = listed(world)
    filled(world, provider, *(f"A-{n}" for n in range(8)))
    for number in range(6):
        with as_(world.public):
            draw_code(provider_id=provider, form_token=token(number))
    monday.stand_at(MONDAY + A_DAY)
    night(world)
    assert (step_of(world), letters(world)) == ("enough", [])
    monday.stand_at(MONDAY + 7 * A_DAY)
    night(world)
    night(world)
    assert step_of(world) == "few"
    assert [letter["to"] for letter in letters(world)] == [world["Petra"].mail]
    assert "codes: weinig" in words(browser(world, "Petra").get("/wegwijzer/bijhouden/"))
    for number in range(6, 8):
        with as_(world.public):
            draw_code(provider_id=provider, form_token=token(number))
    monday.stand_at(MONDAY + 14 * A_DAY)
    night(world)
    assert (step_of(world), len(letters(world))) == ("none", 2)
    filled(world, provider, "B-1", "B-2", "B-3", "B-4")
    assert step_of(world) == "enough"


@pytest.mark.parametrize(
    "sql",
    [
        "select code from private.pool_code",
        "select hash from private.known_code",
        "select sealed from private.drawn_code",
        "delete from private.pool_code",
        "select private.left_in_pool(%(pool)s)",
        "select private.tidy_drawn()",
    ],
)
@pytest.mark.parametrize("who", ["Anton", "Petra"])
def test_nobody_reads_or_counts_codes_by_sql(world: World, who: str, sql: str) -> None:
    provider = listed(world)
    filled(world, provider, "A-1")
    ((pool,),) = fetch("select id from referral_codepool where provider_id = %s", provider)
    with (
        as_(world[who].actor),
        connections["default"].cursor() as cursor,
        pytest.raises(DatabaseError) as refused,
        transaction.atomic(),
    ):
        cursor.execute(sql, {"pool": pool})
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


@pytest.mark.parametrize("function", ["fill_pool(%s, array['X'], array['\\x00'::bytea])", "empty_pool(%s)"])
def test_only_an_administrator_changes_a_pool_by_sql(world: World, function: str) -> None:
    provider = listed(world)
    filled(world, provider, "A-1")
    ((pool,),) = fetch("select id from referral_codepool where provider_id = %s", provider)
    for actor in (world["Petra"].actor, world.public):
        with (
            as_(actor),
            connections["default"].cursor() as cursor,
            pytest.raises(DatabaseError),
            transaction.atomic(),
        ):
            cursor.execute(f"select private.{function}", [pool])
    assert left(world) == ["A-1"]


def test_a_pool_of_another_organisation_gives_nothing(world: World) -> None:
    provider = listed(world)
    filled(world, provider, "A-1")
    ((pool,),) = fetch("select id from referral_codepool where provider_id = %s", provider)
    other = make_world()
    with as_(other.public), connections["default"].cursor() as cursor:
        cursor.execute("select private.draw_code(%s)", [pool])
        assert cursor.fetchone() == (None,)
    with as_(other["Anton"].actor), connections["default"].cursor() as cursor:
        cursor.execute("select private.fill_pool(%s, array['X'], array['\\x00'::bytea])", [pool])
        assert cursor.fetchone() == (0,)
    assert left(world) == ["A-1"]


def test_made_codes_are_many_and_different() -> None:
    provider = uuid4()
    made = codes_of_form(500, provider_id=provider, form_token="a" * 22)
    others = codes_of_form(500, provider_id=uuid4(), form_token="a" * 22)
    later = codes_of_form(500, provider_id=provider, form_token="b" * 22)
    assert len({*made, *others, *later}) == 1500
    assert all(re.fullmatch(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){2}", code) for code in made)
