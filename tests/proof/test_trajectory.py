"""
The trajectory as a machine: any action at any moment, by whoever may, on the real database.

After every step the rules hold that the contract names: never a fourth conversation, one live question, a name open
only after a yes, nothing left after erasing, counters only at night, it closes by itself, and six months are the end.
"""

import os
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kring.foundation.disclosure.counters import tally
from kring.foundation.jobs import NIGHTLY, SWEEPS, run_round
from kring.foundation.testing import Clock, as_, fetch, in_the_worker, make_world
from kring.support import queries
from kring.support.actions import step_back, stop_support
from kring.support.domain.trajectory import MAX_CONVERSATIONS
from kring.support.models import Trajectory
from tests.proof.lives import MOVES, Life

MORNING = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
DAILY = sorted(set(MOVES) - {"night", "offer", "answer yes", "answer no", "erase offer"})
EXAMPLES = int(os.environ.get("KRING_EXAMPLES", "4"))
"""By hand as many as there is time for."""
BELONGING = ("proposal", "conversation", "sharing", "workitem", "reveal")


class Machine(RuleBasedStateMachine):
    """One organisation, three supporters, two coordinators, and whoever asks."""

    @initialize()
    def begin(self) -> None:
        """A fresh organisation, on a Monday morning."""
        self.clock = Clock()
        self.clock.stand_at(MORNING)
        self.world = make_world()
        self.world.person("Tess", "supporter", unit=self.world.other_ward)
        self.life = Life(self.world)
        self.erased: list[UUID] = []
        self.dissolved = 0
        self.left: dict[UUID, set[UUID]] = {}
        self.calls: set[UUID] = set()
        self.asked = self.counted()

    @rule(name=st.sampled_from(DAILY))
    def move(self, name: str) -> None:
        """Somebody does something; it may not be its moment."""
        supporters = dict(self.rows("id, supporter_id"))
        if self.life.move(name):
            latest = self.life.requests[-1] if self.life.requests else None
            if name == "erase" and latest:
                self.erased.append(latest)
            if name == "call along" and latest:
                self.calls.add(latest)
            if name in ("another", "step back") and latest and supporters.get(latest):
                self.left.setdefault(latest, set()).add(supporters[latest])
        assert self.counted() == self.asked, f"{name} counted something by day"

    @rule(days=st.sampled_from([1, 3, 15, 40, 100]))
    @precondition(lambda self: hasattr(self, "life"))
    def nights(self, days: int) -> None:
        """Time passes, and the night's work is done."""
        self.clock.forward(days=days)
        before = {row for (row,) in self.rows("id")}
        with in_the_worker():
            run_round(self.world.organisation_id, [*SWEEPS, *NIGHTLY], "night")
        self.dissolved += len(before - {row for (row,) in self.rows("id")})
        today = self.clock.now().date()
        assert self.rows("id", "(state = 'stopped' or closes_on <= %s or hard_stop_on <= %s)", today, today) == []
        self.asked = self.counted()

    def rows(self, columns: str, where: str = "true", *values: object) -> list[tuple[object, ...]]:
        """Trajectories of this organisation, past every wall."""
        question = f"select {columns} from support_trajectory where {where} and organisation_id = %s"
        return fetch(question, *values, self.world.organisation_id)

    def counted(self) -> int:
        """How many requests were counted, whatever the half-year."""
        question = "select coalesce(sum(n), 0) from private.counter where measure = 'asked' and organisation_id = %s"
        return int(fetch(question, self.world.organisation_id)[0][0])

    @invariant()
    def never_a_fourth_conversation(self) -> None:
        here = "where organisation_id = %s group by trajectory_id"
        found = fetch(f"select array_agg(number) from support_conversation {here}", self.world.organisation_id)
        for (numbers,) in found:
            assert len(numbers) == len(set(numbers)) <= MAX_CONVERSATIONS and set(numbers) <= {1, 2, 3}

    @invariant()
    def one_live_question_and_only_while_searching(self) -> None:
        here = "p.organisation_id = %s and p.state = 'open'"
        joined = f"support_proposal p join support_trajectory t on t.id = p.trajectory_id where {here}"
        found = fetch(f"select t.id, t.state from {joined}", self.world.organisation_id)
        assert len({key for key, _state in found}) == len(found)
        assert {state for _key, state in found} <= {"searching"}

    @invariant()
    def a_name_opens_only_after_a_yes(self) -> None:
        live = self.rows("id, state, supporter_id", "state <> 'stopped'")
        for name in self.life.supporters:
            me = self.world[name]
            wanted = {key for key, _state, supporter in live if supporter == me.id}
            with as_(me.actor):
                seen = set(Trajectory.objects.exclude(state="stopped").values_list("pk", flat=True))
            assert seen == wanted
        with as_(self.world["Petra"].actor):
            looking = set(Trajectory.objects.exclude(state="stopped").values_list("pk", flat=True))
        assert looking == {key for key, state, _supporter in live if state in ("searching", "stuck")}
        assert all((supporter is not None) == (state in ("active", "done")) for _key, state, supporter in live)

    @invariant()
    def nothing_is_left_after_erasing(self) -> None:
        for gone in self.erased:
            for table in BELONGING:
                assert fetch(f"select 1 from support_{table} where trajectory_id = %s", gone) == [], table
            assert fetch("select 1 from keys_datakey where holder = %s", gone) == []
            assert gone not in {key for (key,) in self.rows("id")}
            with as_(self.world.code(gone)):
                assert queries.my_support(self.world.code(gone)) is None

    @invariant()
    def what_is_erased_is_not_counted(self) -> None:
        assert self.counted() <= self.dissolved

    @invariant()
    def everything_has_an_end(self) -> None:
        assert self.rows("id", "hard_stop_on is null or hard_stop_on > asked_at::date + 184") == []
        assert self.rows("id", "state in ('active', 'done') and closes_on is null") == []

    @invariant()
    def whoever_left_is_not_asked_again(self) -> None:
        for trajectory, gone in self.left.items():
            asked = fetch("select supporter_id from support_proposal where trajectory_id = %s", trajectory)
            assert not gone & {supporter for (supporter,) in asked}

    @invariant()
    def a_call_to_look_along_stays(self) -> None:
        """Until a coordinator puts it away, or the support ends."""
        ended = {key for (key,) in self.rows("id", "state = 'stopped'")}
        there = {key for (key,) in self.rows("id")} - ended
        danger = "select trajectory_id from support_workitem where kind = 'danger' and organisation_id = %s"
        kept = {key for (key,) in fetch(danger, self.world.organisation_id)}
        assert (self.calls & there) <= kept

    def teardown(self) -> None:
        if hasattr(self, "clock"):
            self.clock.reset()


def test_the_rules_hold_whatever_happens() -> None:
    bounded = settings(
        max_examples=EXAMPLES, stateful_step_count=15, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    run_state_machine_as_test(Machine, settings=bounded)


def play(moves: list[str]) -> None:
    """The same machine, with moves of our own and every rule looked at after each."""
    machine = Machine()
    machine.begin()
    try:
        for name in moves:
            machine.nights(int(name)) if name.isdigit() else machine.move(name)
            for look in RULES:
                getattr(machine, look)()
    finally:
        machine.teardown()


RULES = (
    *("never_a_fourth_conversation", "one_live_question_and_only_while_searching", "a_name_opens_only_after_a_yes"),
    *("nothing_is_left_after_erasing", "what_is_erased_is_not_counted", "everything_has_an_end"),
    *("whoever_left_is_not_asked_again", "a_call_to_look_along_stays"),
)
WHOLE = ["ask", "match", "pass", "match", "accept", "call along", "tell", "plan", "hold", "15", "another", "match"]


def test_a_whole_life_keeps_the_rules() -> None:
    play([*WHOLE, "accept", "hold", "hold", "hold", "40", "ask", "match", "erase", "1", "ask", "100", "100"])


# --- the controls: one rule is broken, and the machine stops --------------------------------------------


@pytest.mark.parametrize(
    ("place", "name", "instead", "moves"),
    [
        (stop_support, "forget", lambda key: None, ["ask", "erase"]),
        (step_back, "replace", lambda card, **values: card, ["ask", "match", "accept", "step back", "match"]),
    ],
)
def test_a_broken_rule_stops_the_machine(
    monkeypatch: pytest.MonkeyPatch, place: object, name: str, instead: Callable[..., object], moves: list[str]
) -> None:
    monkeypatch.setattr(place, name, instead)
    with pytest.raises(AssertionError):
        play(moves)


def test_counting_by_day_stops_the_machine() -> None:
    machine = Machine()
    machine.begin()
    try:
        machine.move("ask")
        with as_(machine.world.job()):
            tally(machine.world.organisation_id, "2026H2", {(None, "asked"): 1})
        with pytest.raises(AssertionError, match="by day"):
            machine.move("stop")
    finally:
        machine.teardown()
