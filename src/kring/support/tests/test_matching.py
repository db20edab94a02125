"""Who can support whom: hard conditions decide, preferences only order, and reasons only ever say what fits."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.foundation.keys.lookup import address_tag
from kring.foundation.testing import World, as_, fetch, insert
from kring.support.actions.ask_for_support import Asked, ask_for_support
from kring.support.actions.find_supporters import find_supporters
from kring.support.domain.card import Card
from kring.support.domain.matching import Able, Because, Need, fits, rank
from kring.support.queries import questions
from kring.support.tests.test_journey import ask

HERE, THERE = uuid4(), uuid4()
WINDOWS = st.frozensets(st.sampled_from(["day", "evening", "night", "weekend"]), max_size=4)
NEED = Need(uuid4(), "nurse", frozenset({"day"}), "nl", HERE, None, False, None, frozenset())
ABLE = Able(uuid4(), "nurse", THERE, None, frozenset({"day"}), frozenset({"nl"}), True, 0)
ables = st.builds(
    Able,
    id=st.uuids(),
    craft=st.sampled_from(["nurse", "doctor"]),
    unit_id=st.sampled_from([HERE, THERE, None]),
    division_id=st.sampled_from([HERE, THERE, None]),
    windows=WINDOWS,
    languages=st.frozensets(st.sampled_from(["nl", "en"]), max_size=2),
    ready=st.booleans(),
    load=st.integers(0, 4),
)


@given(st.lists(ables, max_size=20), WINDOWS, st.booleans())
def test_whoever_is_in_the_answer_meets_every_hard_condition(
    able: list[Able], windows: frozenset[str], far: bool
) -> None:
    excluded = frozenset(one.id for one in able[::3])
    need = replace(NEED, windows=windows, elsewhere=far, division_id=HERE, excluded=excluded)
    by_id = {one.id: one for one in able}
    for match in rank(need, able, cap=3):
        one = by_id[match.supporter_id]
        assert one.ready and one.load < 3 and one.id not in excluded
        assert one.windows & windows and "nl" in one.languages
        assert not (far and one.division_id == HERE)
        assert set(match.because) <= {reason.value for reason in Because}


@given(st.lists(ables, max_size=20))
def test_nobody_who_fits_is_left_out_and_order_does_not_depend_on_the_list(able: list[Able]) -> None:
    ranked = rank(NEED, able, cap=3)
    assert {match.supporter_id for match in ranked} == {one.id for one in able if fits(NEED, one, 3)}
    assert rank(NEED, list(reversed(able)), cap=3) == ranked


def test_somebody_chosen_comes_first_but_only_if_they_fit() -> None:
    chosen = replace(ABLE, id=uuid4(), craft="doctor", load=2)
    need = replace(NEED, choice=chosen.id)
    assert rank(need, [ABLE, chosen], cap=3)[0].supporter_id == chosen.id
    assert rank(need, [ABLE, replace(chosen, ready=False)], cap=3)[0].supporter_id == ABLE.id


def test_same_craft_goes_before_distance_and_distance_before_a_lower_load() -> None:
    near, far = replace(ABLE, id=uuid4(), unit_id=HERE), replace(ABLE, id=uuid4(), load=1)
    doctor = replace(ABLE, id=uuid4(), craft="doctor")
    assert [m.supporter_id for m in rank(NEED, [near, doctor, far], cap=3)] == [far.id, near.id, doctor.id]


def test_equals_are_spread_over_requests() -> None:
    able = [replace(ABLE, id=UUID(int=number)) for number in range(10)]
    first = {rank(replace(NEED, trajectory_id=UUID(int=n)), able, cap=3)[0].supporter_id for n in range(60)}
    assert len(first) > 5


def matched(world: World, *others: str) -> set[str]:
    with as_(world.job("matching")) as at:
        find_supporters(world.organisation_id, world.job("matching"), at)
    found = set()
    for name in ("Noor", "Sam", *others):
        with as_(world[name].actor):
            found |= {name} if questions(world[name].actor) else set()
    return found


def test_a_supporter_who_was_there_is_not_asked(world: World) -> None:
    event = uuid4()
    insert(
        "events_event",
        id=event,
        organisation_id=world.organisation_id,
        kind="patient_safety",
        criteria=[],
        week=date(2026, 11, 16),
        unit_name="",
        core=False,
        page_hash=event.bytes,
        here_hash=event.bytes + b"h",
        reported_on=date(2026, 11, 20),
        gone_on=date(2027, 2, 20),
    )
    insert(
        "events_offeredonce",
        id=uuid4(),
        organisation_id=world.organisation_id,
        event_id=event,
        tag=address_tag(world.organisation_id, world["Noor"].mail),
        nth=1,
    )
    ask(world, event_id=event)
    assert matched(world) == {"Sam"}


def test_a_supporter_who_asks_is_not_asked_about_themselves(world: World) -> None:
    ask(world, address=world["Noor"].mail)
    assert matched(world) == {"Sam"}


def test_the_lead_of_the_unit_is_not_asked(world: World) -> None:
    world.person("Lies", "supporter", manager=world["Noor"].id)
    ask(world, person_id=world["Lies"].id)
    assert "Noor" not in matched(world)


def waiting(world: World, craft: str = "nurse", **card: object) -> UUID:
    """Somebody asks, and says what their craft is."""
    asked = Asked(Card("Tess", "call", "0612345678", **card), windows=("day",), language="nl", craft=craft)
    with as_(world.public) as at:
        return ask_for_support(asked=asked, form_token=uuid4().hex, by=world.public, at=at).trajectory_id


@pytest.mark.parametrize("craft", ["resident", "student_or_intern", ""])
def test_a_trainer_is_never_asked_for_whom_they_may_have_to_judge(world: World, craft: str) -> None:
    trainer = world.person("Oscar", "supporter", "trainer", craft="doctor", unit=world.other_ward)
    waiting(world, craft, choice=trainer.id, never=(world["Noor"].id, world["Sam"].id))
    assert matched(world, "Oscar") == set()


def test_a_trainer_is_asked_for_somebody_with_another_craft(world: World) -> None:
    trainer = world.person("Oscar", "supporter", "trainer", craft="doctor", unit=world.other_ward)
    waiting(world, "nurse", choice=trainer.id)
    assert matched(world, "Oscar") == {"Oscar"}


def test_on_the_own_way_the_whole_division_and_its_leads_are_left_alone(world: World) -> None:
    elsewhere = a_division(world)
    world.person("Fleur", "supporter", unit=elsewhere)
    waiting(world, elsewhere=True, away=world.ward)
    assert matched(world, "Fleur") == {"Fleur"}


def test_on_the_own_way_nobody_is_better_than_somebody_near(world: World) -> None:
    waiting(world, elsewhere=True, away=world.ward, choice=world["Noor"].id)
    assert matched(world) == set()
    (state,) = fetch("select state from support_trajectory where organisation_id = %s", world.organisation_id)
    assert state == ("stuck",)


def a_division(world: World) -> UUID:
    made = uuid4()
    insert(
        "people_unit",
        id=made,
        organisation_id=world.organisation_id,
        division_id=made,
        level="division",
        name="Divisie Ver",
        sort_name="divisie ver",
        manager_name="",
    )
    return made
