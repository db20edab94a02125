"""The rules of access by themselves: the database lets everything through here, and still each action is refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from kring.foundation.actor import Actor
from kring.foundation.decision import NotAllowed
from kring.foundation.testing import World, as_, fetch, make_world, without_walls
from kring.support import access, queries
from kring.support.actions.answer_proposal import accept_proposal, pass_proposal
from kring.support.actions.assign_supporter import search_on
from kring.support.actions.call_along import call_along
from kring.support.actions.finish_support import finish_support
from kring.support.actions.hold_conversation import hold_conversation, tell_conditions
from kring.support.actions.open_together import confirm_opening
from kring.support.actions.plan_conversation import plan_conversation
from kring.support.actions.record_conversation import Talked, record_conversation
from kring.support.actions.share import propose_sharing, share
from kring.support.actions.step_back import choose_another, step_back
from kring.support.actions.stop_support import erase_support, stop_support
from kring.support.models import Reveal, Trajectory
from kring.support.tests.scenes import asked, proposed, supported
from kring.support.tests.test_danger import ask as ask_in_danger
from kring.support.tests.test_danger import confirm

TABLES = ("support_trajectory", "support_conversation", "support_proposal", "support_sharing", "keys_datakey")
Do = Callable[[UUID, Actor, datetime], object]

THEIRS: dict[str, Do] = {
    "another": lambda one, by, at: choose_another(trajectory_id=one, by=by, at=at),
    "stop": lambda one, by, at: stop_support(trajectory_id=one, by=by, at=at),
    "erase": lambda one, by, at: erase_support(trajectory_id=one, by=by, at=at),
    "share": lambda one, by, at: share(
        trajectory_id=one,
        recipient="coordinator",
        sentences=("in_contact",),
        recipient_id=None,
        recipient_name="",
        by=by,
        at=at,
    ),
}
OF_THE_SUPPORTER: dict[str, Do] = {
    "conditions": lambda one, by, at: tell_conditions(trajectory_id=one, by=by, at=at),
    "hold": lambda one, by, at: hold_conversation(trajectory_id=one, number=1, day=at.date(), by=by, at=at),
    "propose": lambda one, by, at: propose_sharing(
        trajectory_id=one, recipient="coordinator", sentence="in_contact", by=by, at=at
    ),
    "back": lambda one, by, at: step_back(trajectory_id=one, by=by, at=at),
    "finish": lambda one, by, at: finish_support(trajectory_id=one, by=by, at=at),
    "along": lambda one, by, at: call_along(trajectory_id=one, by=by, at=at),
    "page": lambda one, by, at: queries.supported(by, one, at.date()),
    "companion": lambda one, by, at: queries.companion(by, one, at.date()),
}
OF_BOTH: dict[str, Do] = {
    "plan": lambda one, by, at: plan_conversation(
        trajectory_id=one, number=1, day=at.date(), part="day", by=by, at=at
    ),
}
OF_COORDINATORS: dict[str, Do] = {
    "card": lambda one, by, at: queries.open_request(by, one),
    "search": lambda one, by, at: search_on(trajectory_id=one, choice=None, by=by, at=at),
}


def let_in(world: World, actions: dict[str, Do], trajectory: UUID, actors: list[Actor]) -> list[str]:
    """Which of these actions are not refused, by whom."""
    found = []
    with without_walls(*TABLES):
        for name, action in actions.items():
            for by in actors:
                try:
                    with as_(by) as at:
                        action(trajectory, by, at)
                except NotAllowed:
                    continue
                except Exception as other:
                    found.append(f"{name} by {by.label}: {other!r}")
                else:
                    found.append(f"{name} by {by.label}")
    return found


def hears(actor: Actor, recipient: str) -> tuple[object, ...]:
    with as_(actor) as at:
        return queries.heard(actor, recipient, at)


def others(world: World) -> list[Actor]:
    """Who has nothing to do with it, among them the code of somebody else, and the same people elsewhere."""
    elsewhere = make_world()
    names = ("Sam", "Petra", "Marco", "Hanna", "Anton", "Yara")
    code = world.code(asked(world).trajectory_id)
    return [*(world[name].actor for name in names), code, world.public, elsewhere["Petra"].actor]


def test_nobody_else_acts_in_a_support_of_two(world: World) -> None:
    trajectory = supported(world).trajectory_id
    every = THEIRS | OF_THE_SUPPORTER | OF_BOTH | OF_COORDINATORS
    assert let_in(world, every, trajectory, others(world)) == []


def test_nobody_else_finds_it(world: World) -> None:
    trajectory = supported(world).trajectory_id
    find = {"find": lambda one, by, at: queries.get_for(by, one)}
    assert let_in(world, find, trajectory, others(world)) == []


def test_the_two_do_each_their_own(world: World) -> None:
    trajectory = supported(world).trajectory_id
    assert let_in(world, THEIRS | OF_COORDINATORS, trajectory, [world["Noor"].actor]) == []
    assert let_in(world, OF_THE_SUPPORTER | OF_COORDINATORS, trajectory, [world.code(trajectory)]) == []


def test_a_coordinator_looks_along_and_does_nothing_else(world: World) -> None:
    trajectory = asked(world).trajectory_id
    assert let_in(world, THEIRS | OF_THE_SUPPORTER | OF_BOTH, trajectory, [world["Petra"].actor]) == []
    somebody = [by for by in others(world) if by != world["Petra"].actor]
    assert let_in(world, OF_COORDINATORS, trajectory, somebody) == []


def test_who_gave_the_role_up_answers_and_records_nothing(world: World) -> None:
    _receipt, question = proposed(world, "Noor")
    by = replace(world["Noor"].actor, roles=frozenset())
    with without_walls(*TABLES):
        with pytest.raises(NotAllowed), as_(by) as at:
            accept_proposal(proposal_id=question, by=by, at=at)
        with pytest.raises(NotAllowed), as_(by) as at:
            talked = Talked("Bo", "call", "0612345678", at.date(), "nl")
            record_conversation(talked=talked, form_token=uuid4().hex, by=by, at=at)


def test_a_supporter_of_another_organisation_is_somebody_else(world: World) -> None:
    """The same person stands in two organisations: only the pair of organisation and person is who said yes."""
    trajectory, noor = supported(world).trajectory_id, world["Noor"].actor
    other = make_world().organisation_id
    found = Trajectory.objects.using("owner").get(pk=trajectory)
    assert access.supports(noor, found) and seen(noor, trajectory) == 1
    found.supporter_organisation_id = other
    found.save(using="owner")
    assert not access.supports(noor, found) and seen(noor, trajectory) == 0
    found.supporter_organisation_id, found.organisation_id = noor.organisation_id, other
    assert not access.supports(noor, found)


def seen(actor: Actor, trajectory: UUID) -> int:
    with without_walls(*TABLES), as_(actor):
        return Trajectory.objects.filter(access.visible(actor), pk=trajectory).count()


def test_the_list_of_requests_is_of_this_organisation_and_of_who_was_not_left_out(world: World) -> None:
    trajectory = asked(world).trajectory_id
    fetch("update support_trajectory set hidden_from = %s where id = %s returning 1", [world["Dirk"].id], trajectory)
    with without_walls(*TABLES):
        for who, number in ((world["Petra"], 1), (world["Dirk"], 0), (make_world()["Petra"], 0)):
            with as_(who.actor):
                assert len(queries.open_requests(who.actor)) == number


# --- danger: two coordinators, in time, not left out ----------------------------------------------------
AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_who_asked_and_who_does_not_coordinate_confirms_nothing(world: World) -> None:
    trajectory = supported(world).trajectory_id
    reveal = ask_in_danger(world, trajectory)
    with without_walls("support_reveal", *TABLES):
        for name in ("Petra", "Noor", "Marco", "Hanna", "Anton"):
            with pytest.raises(NotAllowed), as_(world[name].actor) as at:
                confirm_opening(reveal_id=reveal, by=world[name].actor, at=at)
    confirm(world, reveal)


def test_a_second_coordinator_confirms_in_time(world: World) -> None:
    petra, dirk = world["Petra"].actor, world["Dirk"].actor
    row = Reveal(organisation_id=world.organisation_id, asked_by=petra.subject, hidden_from=[], confirm_by=AT)
    assert access.may_confirm(dirk, row, AT - timedelta(seconds=1)).allowed
    assert not access.may_confirm(dirk, row, AT).allowed
    assert not access.may_confirm(dirk, row, AT + timedelta(days=1)).allowed
    row.hidden_from = [dirk.subject]
    assert not access.may_confirm(dirk, row, AT - timedelta(seconds=1)).allowed


def test_the_two_read_for_an_hour_and_nobody_else(world: World) -> None:
    petra, dirk = world["Petra"].actor, world["Dirk"].actor
    tess, before = world.person("Tess", "coordinator").actor, AT - timedelta(seconds=1)
    two = {"asked_by": petra.subject, "confirmed_by": dirk.subject}
    row = Reveal(organisation_id=world.organisation_id, hidden_from=[], ends_at=AT, **two)
    assert access.may_read_opened(petra, row, before).allowed and access.may_read_opened(dirk, row, before).allowed
    assert not access.may_read_opened(tess, row, before).allowed
    assert not access.may_read_opened(petra, row, AT).allowed
    row.hidden_from = [dirk.subject]
    assert not access.may_read_opened(dirk, row, before).allowed
    row.ends_at = None
    assert not access.may_read_opened(petra, row, before).allowed


# --- what others hear -----------------------------------------------------------------------------------
@pytest.mark.parametrize("answer", [accept_proposal, pass_proposal])
def test_only_who_was_asked_answers(world: World, answer: Callable[..., object]) -> None:
    _receipt, question = proposed(world, "Noor")
    actions = {"answer": lambda one, by, at: answer(proposal_id=one, by=by, at=at)}
    assert let_in(world, actions, question, others(world)) == []


def test_a_sentence_is_heard_by_whom_it_was_chosen_for(world: World) -> None:
    trajectory = supported(world).trajectory_id
    code = world.code(trajectory)
    with as_(code) as at:
        share(
            trajectory_id=trajectory,
            recipient="line_manager",
            sentences=("in_contact",),
            recipient_id=world["Marco"].id,
            recipient_name="Marco",
            by=code,
            at=at,
        )
    mia = world.person("Mia", "manager", "trainer", "coordinator")
    with without_walls(*TABLES):
        found = {
            (who.name, recipient): len(hears(who.actor, recipient))
            for who in (world["Marco"], mia)
            for recipient in ("line_manager", "trainer", "coordinator")
            if who is mia or recipient == "line_manager"
        }
    assert {pair: number for pair, number in found.items() if number} == {("Marco", "line_manager"): 1}
    fetch("update support_sharing set chosen = false where trajectory_id = %s returning 1", trajectory)
    with without_walls(*TABLES):
        assert hears(world["Marco"].actor, "line_manager") == ()


def test_a_coordinator_who_was_left_out_hears_nothing(world: World) -> None:
    trajectory = supported(world).trajectory_id
    code = world.code(trajectory)
    with as_(code) as at:
        THEIRS["share"](trajectory, code, at)
    left_out = "update support_sharing set hidden_from = %s where trajectory_id = %s returning 1"
    fetch(left_out, [world["Dirk"].id], trajectory)
    with without_walls(*TABLES):
        assert len(hears(world["Petra"].actor, "coordinator")) == 1
        assert hears(world["Dirk"].actor, "coordinator") == ()


def test_what_is_not_refused_is_found(world: World) -> None:
    """The control: the supporter may, so this is not empty."""
    trajectory = supported(world).trajectory_id
    only = {"conditions": OF_THE_SUPPORTER["conditions"]}
    noor = world["Noor"].actor
    assert let_in(world, only, trajectory, [noor, world["Sam"].actor]) == [f"conditions by {noor.label}"]
