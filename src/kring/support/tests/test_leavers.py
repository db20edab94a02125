"""A supporter who leaves: whoever they supported gets another colleague."""

from kring.foundation.testing import World, as_, fetch
from kring.people.actions.leave import leave
from kring.support.domain.trajectory import State
from kring.support.tests.test_journey import accept, ask, match
from kring.supporters.actions.enrol import enrol


def test_whoever_they_supported_is_matched_anew_and_never_with_them(world: World) -> None:
    receipt = ask(world, choice=world["Noor"].id)
    match(world)
    accept(world)
    job = world.job("import")
    with as_(job) as at:
        leave({world["Noor"].id: at.date()}, organisation_id=world.organisation_id, by=job, at=at)
        enrol(world.organisation_id, job, at)
    assert fetch("select state, supporter_id from support_trajectory where id = %s", receipt.trajectory_id) == [
        (State.SEARCHING.value, None)
    ]
    assert fetch("select count(*) from supporters_supporter where id = %s", world["Noor"].id) == [(0,)]
    match(world)
    asked = fetch("select supporter_id from support_proposal where trajectory_id = %s", receipt.trajectory_id)
    assert asked == [(world["Sam"].id,)]


def test_somebody_who_supports_nobody_leaves_without_a_trace(world: World) -> None:
    receipt = ask(world, choice=world["Noor"].id)
    match(world)
    accept(world)
    job = world.job("import")
    with as_(job) as at:
        leave({world["Yara"].id: at.date()}, organisation_id=world.organisation_id, by=job, at=at)
    assert fetch("select state from support_trajectory where id = %s", receipt.trajectory_id) == [
        (State.ACTIVE.value,)
    ]
