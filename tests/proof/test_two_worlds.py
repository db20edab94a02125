"""
Two worlds that differ only in what somebody of a team asks, accepts, passes, plans, holds, stops or erases.

Manager, trainer, HR, administrator, a plain colleague, anyone, and somebody of another organisation see the same in
both: pages, rows, mails, status codes, headers, sizes, and what the database was asked. Generated lives.
"""

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import connection, connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kring.foundation.mail.outbox import post
from kring.foundation.testing import Clock, Somebody, World, as_, fetch, make_world
from kring.portal import wording
from tests.proof.lives import MOVES, Life
from tests.proof.watching import Sight, differences, letters, look, rows

MORNING = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)
WATCHERS = {
    "manager": "Marco",
    "trainer": "Oscar",
    "hr": "Hanna",
    "administrator": "Anton",
    "employee": "Eva",
    "public": None,
    "elsewhere": "Petra",
}
USUAL = ["ask", "match", "accept", "tell", "hold"]
EXAMPLES = int(os.environ.get("KRING_EXAMPLES", "2"))
"""For each watcher; by hand as many as there is time for."""
LIVES = st.lists(st.sampled_from(sorted(MOVES)), min_size=1, max_size=10).map(lambda more: [*USUAL[:4], *more])


def twin() -> World:
    """An organisation as every other one here."""
    world = make_world()
    world.person("Eva")
    world.person("Oscar", "trainer")
    world.person("Tess", "supporter", unit=world.other_ward)
    return world


def somebody(world: World, other: World, who: str) -> Somebody | None:
    name = WATCHERS[who]
    return (other if who == "elsewhere" else world)[name] if name else None


def seen(world: World, other: World, who: str, trajectory: UUID | None = None) -> list[Sight]:
    """Everything one watcher sees, here and, for somebody of elsewhere, at home."""
    person = somebody(world, other, who)
    home = other if who == "elsewhere" else world
    found = [*look(world, person, who, trajectory), *rows(home, person, who)]
    if person:
        found.append(letters(world, person, who))
    return found


@pytest.fixture(scope="module")
def still() -> Iterator[dict[str, list[Sight]]]:
    """What everybody sees where nothing happens. The clock stands at a morning, so that no day ends meanwhile."""
    clock = Clock()
    clock.stand_at(MORNING)
    quiet, other = twin(), make_world()
    yield {who: seen(quiet, other, who) for who in WATCHERS}
    clock.reset()


@pytest.mark.parametrize("who", WATCHERS)
def test_nobody_learns_what_somebody_does(still: dict[str, list[Sight]], who: str) -> None:
    lives(still[who], who)


def lives(wanted: list[Sight], who: str) -> None:
    """Generated lives, each in a world of its own; the first that can be told from stillness is the answer."""

    @settings(max_examples=EXAMPLES, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(LIVES)
    def told(life: list[str]) -> None:
        one_life(wanted, who, life)

    told()


def one_life(wanted: list[Sight], who: str, life: list[str]) -> None:
    world, other = twin(), make_world()
    Clock().stand_at(MORNING)
    lived = Life(world)
    for name in life:
        lived.move(name)
    assert differences(wanted, seen(world, other, who, lived.requests[-1] if lived.requests else None)) == []


@pytest.mark.parametrize("who", WATCHERS)
def test_nobody_learns_of_a_whole_support(still: dict[str, list[Sight]], who: str) -> None:
    """Not generated: for everybody, with two requests, one of them without anyone who fits, and an offer answered."""
    world, other = twin(), make_world()
    Clock().stand_at(MORNING)
    lived = Life(world)
    moves = [
        *USUAL,
        "ask to open",
        "plan as supporter",
        "ask without those",
        "match",
        "offer",
        "answer yes",
        "sweep",
        "night",
    ]
    assert [name for name in moves if not lived.move(name)] == []
    assert differences(still[who], seen(world, other, who, lived.requests[-1] if lived.requests else None)) == []


def test_every_move_happens() -> None:
    """A generator whose moves never fit would prove nothing."""
    world = twin()
    Clock().stand_at(MORNING)
    lived = Life(world)
    usual = ["ask signed in", "match", "pass", "match", "accept", "propose a sentence", "call along", "tell", "plan"]
    more = ["plan as supporter", "hold", "enough", "stop", "night", "ask", "match", "accept", "another", "match"]
    last = ["accept", "step back", "ask by phone", "erase", "offer", "answer yes", "answer no", "erase offer", "sweep"]
    danger = ["ask", "match", "accept", "ask to open", "ask without those"]
    moves = [*usual, *more, *last, *danger]
    assert set(moves) == set(MOVES)
    assert {name: lived.move(name) for name in moves} == dict.fromkeys(moves, True)


# --- the controls: something leaks, and it is found ------------------------------------------------------


def lived_once() -> tuple[World, World]:
    world, other = twin(), make_world()
    Clock().stand_at(MORNING)
    lived = Life(world)
    for name in USUAL:
        lived.move(name)
    return world, other


def supported(world: World) -> int:
    """How many people are supported here, past every wall."""
    return int(
        fetch("select count(*) from support_trajectory where organisation_id = %s", world.organisation_id)[0][0]
    )


def leaking(monkeypatch: pytest.MonkeyPatch, world: World, leak: Callable[[int, str], str]) -> None:
    """The page of figures does something more when somebody is supported."""
    real = wording.half_year_words
    monkeypatch.setattr(wording, "half_year_words", lambda name: leak(supported(world), real(name)))


def test_a_page_that_counts_is_found(still: dict[str, list[Sight]], monkeypatch: pytest.MonkeyPatch) -> None:
    world, other = lived_once()
    leaking(monkeypatch, world, lambda number, text: f"{text} ({number})")
    found = differences(still["hr"], seen(world, other, "hr"))
    assert [line.partition(": ")[0] for line in found] == ["hr reads portal:figures"]


def test_a_page_that_only_asks_more_is_found(still: dict[str, list[Sight]], monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing shows on the page; the database is asked one question more."""
    world, other = lived_once()

    def leak(number: int, text: str) -> str:
        with connection.cursor() as cursor:
            for _ in range(number):
                cursor.execute("select 1")
        return text

    leaking(monkeypatch, world, leak)
    assert any("portal:figures" in line for line in differences(still["hr"], seen(world, other, "hr")))


def test_a_row_too_many_is_found(still: dict[str, list[Sight]]) -> None:
    """The policy of conversations forgets who asks."""
    world, other = lived_once()
    policy = "conversation_leak"
    statement = (
        "create policy {} on support_conversation for select to kring_web using (organisation_id = private.org())"
    )
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement.format(policy))
        try:
            found = differences(still["manager"], seen(world, other, "manager"))
        finally:
            cursor.execute(f"drop policy {policy} on support_conversation")
    assert [line.partition(": ")[0] for line in found] == ["manager selects from support_conversation"]


def test_a_mail_too_many_is_found(still: dict[str, list[Sight]]) -> None:
    world, other = lived_once()
    with as_(world.public) as at:
        values = {"organisation_id": world.organisation_id, "at": at, "site": "https://kring.test"}
        post("support/mail/found.txt", to=world["Marco"].mail, language="nl", **values)
    found = differences(still["manager"], seen(world, other, "manager"))
    assert [line.partition(": ")[0] for line in found] == ["manager gets mail"]
