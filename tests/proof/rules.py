"""
Every access rule in Python, asked for everybody: who may, in an organisation in which everything is going on.

`RULES` names each rule with the question and the list of who hears yes. A rule not on the list fails a test, and so
does one that, made to allow everything, would still give the same list.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from types import FunctionType
from typing import Any
from uuid import UUID

from django.db.models import Model, Q

import kring
from kring.catalogue import access as catalogue
from kring.compliance import access as compliance
from kring.events import access as events
from kring.events.models import Event, Offer, OfferAnswer, TeamReminder
from kring.experiences import access as experiences
from kring.experiences.models import Experience
from kring.foundation.accounts import access as accounts
from kring.foundation.actor import Actor
from kring.foundation.decision import Decision, NotAllowed
from kring.foundation.tenancy import access as tenancy
from kring.guide import access as guide
from kring.inquiries import access as inquiries
from kring.inquiries.models import Inquiry, Invitation
from kring.people import access as people
from kring.referral import access as referral
from kring.referral.models import ContactRequest
from kring.support import access as support
from kring.support.models import Proposal, Reveal, Sharing, Trajectory
from kring.supporters import access as supporters
from tests.access.populated import Populated, actors, workers

Ask = Callable[[Populated, Actor], Any]


@dataclass(frozen=True)
class Rule:
    """A rule, the question asked of it, everybody who hears yes, and whether it is about a row of an organisation."""

    function: FunctionType
    ask: Ask
    yes: str
    about_row: bool = False


def row(model: type[Model], name: str) -> Callable[[Populated], Any]:
    """A row of the organisation, past every wall."""
    return lambda it: model._default_manager.using("owner").get(pk=it.rows[name])


def of(function: Any, model: type[Model], name: str, yes: str, *more: Any) -> Rule:
    """A rule about a row."""
    given = row(model, name)
    return Rule(function, lambda it, who: function(who, given(it), *more), yes, about_row=True)


def alone(function: Any, yes: str, *more: Any) -> Rule:
    """A rule about who asks, and nothing else."""
    return Rule(function, lambda it, who: function(who, *more), yes)


def many(function: Any, model: type[Model], name: str, yes: str, *more: Any) -> Rule:
    """A rule for many rows: whether this row is among them."""

    def ask(it: Populated, who: Actor) -> bool:
        found = model._default_manager.using("owner").filter(function(who, *more))
        return bool(found.filter(pk=it.rows[name]).exists())

    return Rule(function, ask, yes, about_row=True)


ACTIVE, SEARCHING = "support_trajectory.active", "support_trajectory.searching"
COORDINATORS = "coordinator hidden_coordinator worker_as_coordinator elsewhere"
"""Whoever coordinates somewhere: rules about a person alone do not know of rows."""
HERE = "coordinator hidden_coordinator worker_as_coordinator"

SUPPORT = (
    of(support.is_own, Trajectory, ACTIVE, "person code"),
    of(support.supports, Trajectory, ACTIVE, "supporter"),
    of(support.looks_along, Trajectory, ACTIVE, ""),
    of(support.looks_along, Trajectory, SEARCHING, "coordinator worker_as_coordinator"),
    of(support.may_view, Trajectory, ACTIVE, "person code supporter"),
    of(support.may_view, Trajectory, SEARCHING, "other_code coordinator worker_as_coordinator"),
    many(support.visible, Trajectory, ACTIVE, "person code supporter"),
    many(support.visible, Trajectory, SEARCHING, "other_code coordinator worker_as_coordinator"),
    of(support.may_decide, Trajectory, ACTIVE, "person code"),
    of(support.may_plan, Trajectory, ACTIVE, "person code supporter"),
    of(support.may_support, Trajectory, ACTIVE, "supporter"),
    of(support.may_answer, Proposal, "support_proposal.accepted", "supporter"),
    alone(support.may_record, "supporter other_supporter"),
    of(support.may_assign, Trajectory, SEARCHING, "coordinator worker_as_coordinator"),
    of(support.may_assign, Trajectory, ACTIVE, ""),
    alone(support.may_coordinate, COORDINATORS),
    alone(support.may_hear, "manager", "line_manager"),
    alone(support.may_hear, COORDINATORS, "coordinator"),
    many(support.heard_by, Sharing, "support_sharing.chosen", "manager", "line_manager"),
    many(support.heard_by, Sharing, "support_sharing.proposed", "", "line_manager"),
    Rule(support.may_confirm, lambda it, who: _confirm(it, who, 0), "", about_row=True),
    Rule(
        support.may_read_opened,
        lambda it, who: _opened(it, who, 0),
        "coordinator worker_as_coordinator",
        about_row=True,
    ),
    Rule(support.may_read_opened, lambda it, who: _opened(it, who, 2), "", about_row=True),
)
EVENTS = (
    alone(events.coordinates, COORDINATORS),
    alone(events.may_coordinate, COORDINATORS),
    of(events.may_view_event, Event, "events_event.reported", f"{HERE} page_link"),
    many(events.visible_events, Event, "events_event.reported", f"{HERE} page_link"),
    Rule(events.may_name, lambda it, who: _name(it, who, 14), "page_link", about_row=True),
    Rule(events.may_name, lambda it, who: _name(it, who, 15), "", about_row=True),
    of(events.may_approach, Offer, "events_offer.to_approach", f"{HERE} supporter"),
    many(events.visible_offers, Offer, "events_offer.to_approach", f"{HERE} supporter"),
    of(events.may_answer, OfferAnswer, "events_offeranswer.made", "link"),
    many(events.visible_answers, OfferAnswer, "events_offeranswer.made", "link"),
    alone(events.may_be_reminded, "manager"),
    many(events.own_reminders, TeamReminder, "events_teamreminder.marco", "manager"),
)
OTHERS = (
    alone(people.may_administer, "administrator"),
    Rule(people.may_propose, lambda it, who: people.may_propose(who, it.world["Eva"].id), "administrator"),
    Rule(people.may_propose, lambda it, who: people.may_propose(who, it.world["Anton"].id), ""),
    Rule(people.may_confirm, lambda it, who: _second(it, who, "Anton"), HERE + " elsewhere"),
    alone(people.may_withdraw, "administrator", "coordinator"),
    Rule(supporters.may_change, lambda it, who: supporters.may_change(who, it.world["Noor"].id), "supporter"),
    Rule(
        supporters.may_set_training,
        lambda it, who: supporters.may_set_training(who, it.world["Noor"].id),
        COORDINATORS,
    ),
    Rule(
        supporters.may_set_training,
        lambda it, who: supporters.may_set_training(who, it.world["Petra"].id),
        "hidden_coordinator elsewhere",
    ),
    alone(accounts.may_make_account, "administrator job job_elsewhere"),
    alone(tenancy.may_change, "administrator", frozenset({"welcome_nl"})),
    alone(tenancy.may_change, "administrator", tenancy.CHANGEABLE),
    alone(tenancy.may_change, "", frozenset({"host"})),
)
POLICY = f"{COORDINATORS} administrator"
CONTACT = "referral_contactrequest.sent"
KNOWLEDGE = (
    alone(catalogue.may_add, f"{POLICY} hr manager"),
    alone(catalogue.may_moderate, POLICY),
    alone(compliance.may_answer, POLICY),
    alone(referral.keeps, "administrator", "administrator"),
    alone(referral.may_keep, f"{POLICY} occupational", None),
    alone(referral.may_have_page, "", "nowhere"),
    alone(referral.may_buy, "administrator"),
    alone(referral.may_keep_checks, f"{POLICY} occupational"),
    alone(referral.may_keep_texts, POLICY),
    of(referral.may_take_over, ContactRequest, CONTACT, "contact_link adviser"),
    of(referral.may_take_back, ContactRequest, CONTACT, "contact_link"),
)
TELLS, TOLD = f"administrator hr {HERE}", "experiences_experience.told"
EXPERIENCES = (
    alone(experiences.tells, f"{TELLS} elsewhere"),
    alone(experiences.may_tell, f"{TELLS} elsewhere"),
    alone(experiences.shares, f"administrator {COORDINATORS}"),
    alone(experiences.may_share, f"administrator {COORDINATORS}"),
    many(experiences.visible, Experience, TOLD, TELLS),
    alone(guide.may_publish, ""),
    alone(guide.may_make, ""),
)
INVITED = "inquiries_invitation.asked"
INQUIRIES = (
    alone(experiences.may_feed, "job job_elsewhere"),
    alone(inquiries.sends, f"{TELLS} elsewhere"),
    alone(inquiries.may_send, f"{TELLS} elsewhere"),
    alone(inquiries.may_share, f"administrator {COORDINATORS}"),
    Rule(
        inquiries.may_name_houses,
        lambda it, who: inquiries.may_name_houses(who, is_named=True),
        f"administrator {COORDINATORS}",
    ),
    Rule(
        inquiries.may_name_houses,
        lambda it, who: inquiries.may_name_houses(who, is_named=False),
        f"{TELLS} elsewhere",
    ),
    many(inquiries.visible, Inquiry, "inquiries_inquiry.stays", TELLS),
    of(inquiries.is_own, Invitation, INVITED, "adviser_link"),
    of(inquiries.may_read, Invitation, INVITED, "adviser_link"),
    Rule(inquiries.may_answer, lambda it, who: _answer(it, who, 0), "adviser_link", about_row=True),
    Rule(inquiries.may_answer, lambda it, who: _answer(it, who, 99), "", about_row=True),
)
RULES = (*SUPPORT, *EVENTS, *EXPERIENCES, *INQUIRIES, *OTHERS, *KNOWLEDGE)

NOT_RULES = {
    "kring.support.access.nothing_here": "always no",
    "kring.support.access.inside": "an authority that an action takes after it asked",
    "kring.events.access.is_token": "how a token looks",
    "kring.events.access.hash_for": "what the database knows of a token",
    "kring.events.access.here_token": "another token from a token",
    "kring.events.access.holder": "asks the database; guessed links are in test_oracles.py",
    "kring.compliance.access.role_of": "as what somebody answers who may",
    "kring.inquiries.access.hash_for": "what the database knows of a token",
    "kring.inquiries.access.holder": "asks the database; a token opens its own invitation only",
    "kring.referral.access.own_places": "a list of places; may_have_page asks it",
    "kring.referral.access.hash_for": "what the database knows of a token",
    "kring.referral.access.holder": "asks the database",
    "kring.surveys.access.may_evaluate": "without an actor; its links are tried in src/kring/surveys/tests",
    "kring.portal.access.is_demo": "without an actor; src/kring/portal/tests/test_demo_safety.py takes each away",
    "kring.portal.access.refusals": "as above",
    "kring.portal.access.only_demonstrations": "as above",
    "kring.portal.access.guard": "as above",
}


def _confirm(it: Populated, who: Actor, hours: int) -> Decision:
    reveal = row(Reveal, "support_reveal.asked")(it)
    return support.may_confirm(who, reveal, reveal.asked_at + timedelta(hours=hours))


def _opened(it: Populated, who: Actor, hours: int) -> Decision:
    reveal = row(Reveal, "support_reveal.open")(it)
    return support.may_read_opened(who, reveal, reveal.asked_at + timedelta(hours=hours))


def _name(it: Populated, who: Actor, days: int) -> Decision:
    event = row(Event, "events_event.reported")(it)
    return events.may_name(who, event, event.reported_on + timedelta(days=days))


def _answer(it: Populated, who: Actor, days: int) -> Decision:
    asked, whole = row(Invitation, INVITED)(it), row(Inquiry, "inquiries_inquiry.stays")(it)
    return inquiries.may_answer(who, asked, whole, whole.closes_on + timedelta(days=days))


def _second(it: Populated, who: Actor, proposer: str) -> Decision:
    granted_by = it.world[proposer].id
    return people.may_confirm(who, "supporter", person_id=it.world["Eva"].id, granted_by=granted_by)


def _training(who: Actor, supporter: UUID) -> Decision:
    return supporters.may_set_training(who, supporter)


def everyone(it: Populated) -> dict[str, Actor]:
    """Everybody who could ask anything; a rule is never asked without an actor."""
    return {name: actor for name, actor in {**actors(it), **workers(it)}.items() if actor}


def who_may(rule: Rule, it: Populated) -> set[str]:
    """Everybody who hears yes."""
    return {name for name, actor in everyone(it).items() if says_yes(rule, it, actor)}


def says_yes(rule: Rule, it: Populated, actor: Actor) -> bool:
    """Whether this actor hears yes."""
    try:
        answer = rule.ask(it, actor)
    except NotAllowed:
        return False
    return answer.allowed if isinstance(answer, Decision) else bool(answer)


def all_rules() -> Iterator[FunctionType]:
    """Every public function of every module called `access`."""
    for found in pkgutil.walk_packages(kring.__path__, "kring."):
        if found.name.endswith(".access") and ".cli." not in found.name:
            module = importlib.import_module(found.name)
            for name, value in vars(module).items():
                if inspect.isfunction(value) and value.__module__ == found.name and not name.startswith("_"):
                    yield value


def _always_decision(*args: Any, **values: Any) -> Any:
    return allowed_if(True, "")  # type: ignore[name-defined]  # noqa: F821 (a name of the mutated module)


def _always_rows(*args: Any, **values: Any) -> Any:
    return Q()


def _always_true(*args: Any, **values: Any) -> Any:
    return True


@contextmanager
def allowing(function: FunctionType) -> Iterator[None]:
    """The function allows everything, wherever it is called from, while the block runs."""
    answer = inspect.signature(function).return_annotation
    instead = {Decision: _always_decision, Q: _always_rows}.get(answer, _always_true)
    real = function.__code__
    function.__code__ = instead.__code__
    try:
        yield
    finally:
        function.__code__ = real
