"""
Who may do what with a trajectory, and which rows that are.

    actor                          sees and does
    the person, or their code      everything of their own
    the supporter who said yes     the card, the conversations, proposing a sentence
    a supporter who was asked      only the proposal
    the coordinator                what has no supporter yet, unless hidden from this one
    a manager or trainer           the sentences chosen for them
    everyone else                  nothing, and is told that nothing is there
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from kring.foundation.actor import Actor
from kring.foundation.decision import Decision, allowed_if
from kring.support.domain.trajectory import State
from kring.support.models import Proposal, Reveal, Trajectory

_WITHOUT = (State.SEARCHING.value, State.STUCK.value)
"""Nobody said yes: the table takes no supporter in these states (trajectory_supporter_fits_state)."""


def is_own(actor: Actor, trajectory: Trajectory) -> bool:
    """The person this is for: by code, or signed in."""
    if actor.organisation_id != trajectory.organisation_id:
        return False
    if actor.kind == "code":
        return actor.subject == trajectory.pk
    return actor.kind == "web" and bool(actor.tag) and actor.tag == trajectory.person_tag


def supports(actor: Actor, trajectory: Trajectory) -> bool:
    """The supporter who said yes."""
    return (
        actor.kind == "web"
        and trajectory.supporter_organisation_id == actor.organisation_id == trajectory.organisation_id
        and trajectory.supporter_id == actor.subject
    )


def looks_along(actor: Actor, trajectory: Trajectory) -> bool:
    """A coordinator, as long as nobody said yes, and only if this coordinator was not left out."""
    return (
        actor.kind == "web"
        and actor.has("coordinator")
        and actor.organisation_id == trajectory.organisation_id
        and trajectory.state in _WITHOUT
        and actor.subject not in trajectory.hidden_from
    )


def nothing_here() -> Decision:
    """The answer to whatever does not exist, which is the same as the answer to whatever is not theirs."""
    return allowed_if(False, "There is nothing here.")


def may_view(actor: Actor, trajectory: Trajectory) -> Decision:
    """See the trajectory, with its card: whoever it belongs to, who said yes, or the coordinator while nobody did."""
    return allowed_if(
        is_own(actor, trajectory) or supports(actor, trajectory) or looks_along(actor, trajectory),
        "There is nothing here.",
    )


def visible(actor: Actor) -> Q:
    """The same, for many rows."""
    if actor.kind == "code":
        return Q(organisation_id=actor.organisation_id, pk=actor.subject)
    if actor.kind != "web":
        return Q(pk__in=[])
    rows = Q(supporter_id=actor.subject, supporter_organisation_id=actor.organisation_id)
    if actor.tag:
        rows |= Q(person_tag=actor.tag)
    if actor.has("coordinator"):
        rows |= Q(state__in=_WITHOUT) & ~Q(hidden_from__contains=[actor.subject])
    return Q(organisation_id=actor.organisation_id) & rows


def may_decide(actor: Actor, trajectory: Trajectory) -> Decision:
    """Choose what others hear, another supporter, stop, erase: only the person."""
    return allowed_if(is_own(actor, trajectory), "Only the person it is for decides this.")


def may_plan(actor: Actor, trajectory: Trajectory) -> Decision:
    """Plan a conversation: both who talk."""
    return allowed_if(is_own(actor, trajectory) or supports(actor, trajectory), "Only the two who talk plan this.")


def may_support(actor: Actor, trajectory: Trajectory) -> Decision:
    """Mark a conversation, tell the conditions, propose a sentence, step back: the supporter."""
    return allowed_if(supports(actor, trajectory), "Only the supporter does this.")


def may_answer(actor: Actor, proposal: Proposal) -> Decision:
    """Say yes or pass to a question: the supporter who was asked."""
    return allowed_if(
        actor.kind == "web"
        and actor.has("supporter")
        and proposal.supporter_id == actor.subject
        and proposal.organisation_id == actor.organisation_id,
        "Somebody else was asked.",
    )


def may_record(actor: Actor) -> Decision:
    """Enter a conversation that already took place: a supporter, who then goes on with it."""
    return allowed_if(actor.kind == "web" and actor.has("supporter"), "Only a supporter does this.")


def may_assign(actor: Actor, trajectory: Trajectory) -> Decision:
    """Ask a supporter by name: the coordinator, while nobody said yes."""
    return allowed_if(looks_along(actor, trajectory), "Only a coordinator does this.")


def may_coordinate(actor: Actor) -> Decision:
    """See the worklist."""
    return allowed_if(actor.kind == "web" and actor.has("coordinator"), "Only a coordinator sees this.")


_ROLES = {"line_manager": "manager", "trainer": "trainer", "coordinator": "coordinator"}


def may_hear(actor: Actor, recipient: str) -> Decision:
    """Read what people chose to let this recipient know."""
    role = _ROLES.get(recipient, "")
    return allowed_if(actor.kind == "web" and actor.has(role), "There is nothing here.")


def heard_by(actor: Actor, recipient: str) -> Q:
    """The same, for many rows: meant for this very person, or for every coordinator who was not left out."""
    if not may_hear(actor, recipient).allowed:
        return Q(pk__in=[])
    chosen = Q(organisation_id=actor.organisation_id, recipient=recipient, chosen=True)
    if recipient == "coordinator":
        return chosen & ~Q(hidden_from__contains=[actor.subject])
    return chosen & Q(recipient_id=actor.subject)


def may_confirm(actor: Actor, reveal: Reveal, at: datetime) -> Decision:
    """Be the second person: another coordinator, in time, who was not left out (decision 8)."""
    return allowed_if(
        may_coordinate(actor).allowed
        and actor.organisation_id == reveal.organisation_id
        and actor.subject != reveal.asked_by
        and actor.subject not in reveal.hidden_from
        and reveal.confirm_by > at,
        "Only a second coordinator does this, within an hour.",
    )


def may_read_opened(actor: Actor, reveal: Reveal, at: datetime) -> Decision:
    """Read what two opened: the two, within the hour."""
    return allowed_if(
        may_coordinate(actor).allowed
        and actor.organisation_id == reveal.organisation_id
        and actor.subject in (reveal.asked_by, reveal.confirmed_by)
        and actor.subject not in reveal.hidden_from
        and reveal.ends_at is not None
        and reveal.ends_at > at,
        "There is nothing here.",
    )


def inside(trajectory_id: UUID, by: Actor) -> Actor:
    """
    The authority of an action that was let in to one trajectory for a moment.

    Only for actions that asked one of the questions above first; see `for_a_moment`.
    """
    if by.kind == "job":
        return by
    return Actor("process", by.organisation_id, trajectory_id, roles=by.roles)
