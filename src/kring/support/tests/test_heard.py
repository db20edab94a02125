"""What managers, trainers and coordinators hear: the chosen sentences, at once and no longer, and nothing else."""

from datetime import timedelta
from uuid import UUID

import pytest

from kring.foundation.decision import NotAllowed
from kring.foundation.testing import Clock, Somebody, World, as_, fetch
from kring.support import queries
from kring.support.actions.share import LASTS, propose_sharing, share
from kring.support.tests.scenes import supported


def told(somebody: Somebody, recipient: str) -> list[str]:
    with as_(somebody.actor) as at:
        return [line.told("nl") for line in queries.heard(somebody.actor, recipient, at)]


def choose(world: World, trajectory: UUID, recipient: str, *sentences: str, to: Somebody | None = None) -> None:
    actor = world.code(trajectory)
    with as_(actor) as at:
        share(
            trajectory_id=trajectory,
            recipient=recipient,
            sentences=sentences,
            recipient_id=to.id if to else None,
            recipient_name=to.name if to else "",
            by=actor,
            at=at,
        )


def test_a_manager_reads_the_chosen_sentence_and_not_the_proposed_one(world: World) -> None:
    trajectory = supported(world).trajectory_id
    with as_(world["Noor"].actor) as at:
        propose_sharing(
            trajectory_id=trajectory, recipient="line_manager", sentence="in_contact", by=world["Noor"].actor, at=at
        )
    assert told(world["Marco"], "line_manager") == []
    choose(world, trajectory, "line_manager", "ask_me", to=world["Marco"])
    assert told(world["Marco"], "line_manager") == ["Yara vindt het fijn als je vraagt hoe het gaat."]


def test_only_the_manager_who_was_chosen_reads_it(world: World) -> None:
    other = world.person("Mieke", "manager", "trainer")
    choose(world, supported(world).trajectory_id, "line_manager", "ask_me", to=world["Marco"])
    assert told(other, "line_manager") == told(other, "trainer") == []
    assert told(world["Petra"], "coordinator") == []


def test_it_is_gone_at_once_when_taken_back_and_by_itself_after_three_months(world: World, clock: Clock) -> None:
    trajectory = supported(world).trajectory_id
    choose(world, trajectory, "line_manager", "ask_me", to=world["Marco"])
    choose(world, trajectory, "line_manager")
    assert told(world["Marco"], "line_manager") == []
    choose(world, trajectory, "line_manager", "ask_me", to=world["Marco"])
    clock.forward(days=(LASTS + timedelta(days=1)).days)
    assert told(world["Marco"], "line_manager") == []


def test_what_was_asked_for_today_is_not_heard_tomorrow(world: World, clock: Clock) -> None:
    trajectory = supported(world).trajectory_id
    choose(world, trajectory, "line_manager", "replacement_today", "ask_me", to=world["Marco"])
    assert "Yara vraagt of je vandaag vervanging kunt regelen." in told(world["Marco"], "line_manager")
    clock.forward(days=1)
    assert told(world["Marco"], "line_manager") == ["Yara vindt het fijn als je vraagt hoe het gaat."]


def test_a_coordinator_who_was_left_out_does_not_read_what_the_others_read(world: World) -> None:
    trajectory = supported(world).trajectory_id
    choose(world, trajectory, "coordinator", "in_contact")
    assert told(world["Petra"], "coordinator") == ["Yara heeft contact met een collegiaal ondersteuner."]
    hidden = "update support_sharing set hidden_from = array[%s] where trajectory_id = %s returning 1"
    assert fetch(hidden, world["Dirk"].id, trajectory)
    assert told(world["Dirk"], "coordinator") == []
    assert len(told(world["Petra"], "coordinator")) == 1


@pytest.mark.parametrize("recipient", ["line_manager", "trainer", "coordinator", "hr", ""])
def test_without_the_role_there_is_nothing_to_hear(world: World, recipient: str) -> None:
    with as_(world["Hanna"].actor) as at, pytest.raises(NotAllowed):
        queries.heard(world["Hanna"].actor, recipient, at)


def test_the_log_keeps_that_it_was_read_with_a_mark_that_goes_with_the_key(world: World) -> None:
    choose(world, supported(world).trajectory_id, "line_manager", "ask_me", to=world["Marco"])
    told(world["Marco"], "line_manager")
    lines = (
        "select actor, subject_tag <> '' from audit_accessline where organisation_id = %s and event = 'sharing.heard'"
    )
    ((_actor, tagged),) = fetch(lines, world.organisation_id)
    assert tagged
