"""A supporter who gives up the role but still works here."""

from kring.foundation.testing import World, as_, fetch
from kring.people.actions.withdraw_role import withdraw_role
from kring.support.domain.trajectory import State
from kring.support.tests.scenes import supported
from kring.supporters.actions.enrol import enrol


def test_whoever_they_supported_gets_another_colleague(world: World) -> None:
    receipt, anton, job = supported(world), world["Anton"].actor, world.job("roles")
    ((role,),) = fetch("select id from people_personrole where person_id = %s", world["Noor"].id)
    with as_(anton) as at:
        withdraw_role(role_id=role, by=anton, at=at)
    with as_(job) as at:
        enrol(world.organisation_id, job, at)
    state = fetch("select state, supporter_id from support_trajectory where id = %s", receipt.trajectory_id)
    assert state == [(State.SEARCHING.value, None)]
