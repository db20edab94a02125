"""
Access rules in Python: who may, for everybody; each made to allow everything in turn is noticed; and one answer in
three places, for every pair of somebody and something: the question about one, the one for many, and the database.
"""

from dataclasses import replace
from itertools import product
from typing import Any, get_args
from uuid import UUID

import pytest

from kring.events import access as events
from kring.events.models import Event, Offer, OfferAnswer
from kring.foundation.actor import Actor, Kind
from kring.foundation.testing import as_
from kring.support import access as support
from kring.support.models import Trajectory
from tests.access.populated import TODAY, Populated, actors, populate, secret
from tests.proof.rules import NOT_RULES, RULES, Rule, all_rules, allowing, everyone, says_yes, who_may


@pytest.fixture(scope="module")
def it() -> Populated:
    """The organisation of the table of rows; nobody changes it."""
    return populate()


def name_of(rule: Any) -> str:
    function = getattr(rule, "function", rule)
    return f"{function.__module__}.{function.__name__}"


def test_every_rule_is_on_the_list() -> None:
    found = {name_of(function) for function in all_rules()}
    listed = {name_of(rule) for rule in RULES}
    assert found == listed | set(NOT_RULES), "say in rules.py who hears yes"
    assert not listed & set(NOT_RULES)


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_a_rule_says_yes_to_whom_the_list_says(it: Populated, rule: Rule) -> None:
    assert who_may(rule, it) == set(rule.yes.split())


@pytest.mark.parametrize("function", dict.fromkeys(rule.function for rule in RULES), ids=name_of)
def test_a_rule_that_allows_everything_is_noticed(it: Populated, function: Any) -> None:
    """The mutation run over all rules; `make mutate` does the same against the tests of each context."""
    with allowing(function):
        noticed = [rule for rule in RULES if rule.function is function and who_may(rule, it) != set(rule.yes.split())]
    assert noticed


# --- almost who may -------------------------------------------------------------------------------------
KINDS = get_args(Kind)


def almost(it: Populated, rule: Rule, **other: Any) -> set[str]:
    """Who hears yes of those who may, once something about them is different."""
    who = everyone(it)
    return {name for name in rule.yes.split() if says_yes(rule, it, replace(who[name], **other))}


@pytest.mark.parametrize("rule", RULES, ids=name_of)
def test_who_comes_in_another_way_hears_no(it: Populated, rule: Rule) -> None:
    """The same person with the same roles, but as a link, a code, a job or a process; or the other way around."""
    who = everyone(it)
    others = [kind for kind in KINDS if kind != "job" or "job" not in rule.yes.split()]
    wrong = {kind: almost(it, rule, kind=kind) - {name for name in who if who[name].kind == kind} for kind in others}
    assert {kind: names for kind, names in wrong.items() if names} == {}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.about_row], ids=name_of)
def test_who_comes_from_elsewhere_hears_no(it: Populated, rule: Rule) -> None:
    """The same person, roles, link and tag, in another organisation: no row of this one."""
    assert almost(it, rule, organisation_id=it.other.organisation_id) == set()


ONCE_SAID_YES = {
    *(support.is_own, support.supports, support.may_view, support.visible, support.may_decide, support.may_plan),
    *(support.may_support, events.may_approach, events.visible_offers, events.own_reminders),
}
"""These ask who somebody is: what was begun goes on until somebody else takes it over, also without the role."""


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.function not in ONCE_SAID_YES], ids=name_of)
def test_who_gave_the_role_up_hears_no(it: Populated, rule: Rule) -> None:
    who = everyone(it)
    assert [name for name in almost(it, rule, roles=frozenset()) if who[name].kind == "web"] == []


# --- one answer in three places -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def trajectories(it: Populated) -> list[Trajectory]:
    """Every state with every supporter, person and coordinator left out that can be."""
    world, here = it.world, it.world.organisation_id
    noor, sam, dirk, petra = (world[name].id for name in ("Noor", "Sam", "Dirk", "Petra"))
    states = {"searching": [None], "stuck": [None], "active": [noor, sam], "done": [noor], "stopped": [None, noor]}
    for state, supporters in states.items():
        hidden = ([], [dirk], [dirk, petra])
        for number, (supporter, tag, left_out) in enumerate(product(supporters, ("Yara", "Eva", ""), hidden)):
            it.add(
                f"support_trajectory.{state}{number}",
                state=state,
                person_tag=it.of(world[tag]) if tag else "",
                hidden_from=left_out,
                supporter_id=supporter,
                supporter_organisation_id=here if supporter else None,
                accepted_on=TODAY if supporter else None,
                **_plain(),
            )
    return list(Trajectory.objects.using("owner").filter(organisation_id=here))


def _plain() -> dict[str, Any]:
    texts = dict.fromkeys(("craft", "unit_name", "supporter_name", "supporter_craft"), "")
    sealed = {"data_key_id": UUID(int=3), "card": b"x", "code_hash": secret("code"), "form_hash": secret("form")}
    when = {"asked_at": TODAY, "hard_stop_on": TODAY}
    return {**texts, **sealed, **when, "spoken_name": "stille appel", "windows": [], "because": [], "language": "nl"}


def three(it: Populated, model: Any, asked: Any, visible: Any, rows: list[Any]) -> list[str]:
    """Where the three answers differ, for everybody who can come with the web role."""
    wrong, keys = [], [row.pk for row in rows]
    for name, actor in actors(it).items():
        if not isinstance(actor, Actor) or actor.kind in ("public", "process"):
            continue  # nobody asks these anything: the one sees nothing, the other acts after a question was asked
        one = {row.pk for row in rows if asked(actor, row).allowed}
        many = set(model.objects.using("owner").filter(visible(actor), pk__in=keys).values_list("pk", flat=True))
        with as_(actor):
            walled = set(model.objects.filter(pk__in=keys).values_list("pk", flat=True))
        if not one == many == walled:
            wrong.append(f"{name}: one {len(one)}, many {len(many)}, database {len(walled)}")
    return wrong


def test_one_trajectory_and_many_and_the_database_agree(it: Populated, trajectories: list[Trajectory]) -> None:
    assert len(trajectories) > 60
    assert three(it, Trajectory, support.may_view, support.visible, trajectories) == []


@pytest.mark.parametrize(
    ("model", "asked", "visible"),
    [
        (Event, events.may_view_event, events.visible_events),
        (Offer, events.may_approach, events.visible_offers),
        (OfferAnswer, events.may_answer, events.visible_answers),
    ],
)
def test_one_and_many_and_the_database_agree_on_offers(it: Populated, model: Any, asked: Any, visible: Any) -> None:
    rows = list(model.objects.using("owner").filter(organisation_id__in=[it.world.organisation_id]))
    assert rows and three(it, model, asked, visible, rows) == []


@pytest.mark.parametrize("function", [support.may_view, support.visible, support.looks_along, support.is_own])
def test_a_difference_between_the_three_is_noticed(
    it: Populated, trajectories: list[Trajectory], function: Any
) -> None:
    with allowing(function):
        assert three(it, Trajectory, support.may_view, support.visible, trajectories) != []


def test_everybody_is_asked(it: Populated) -> None:
    assert {"manager", "hr", "administrator", "elsewhere", "link", "job"} <= set(everyone(it))
