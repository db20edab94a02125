"""What Kring holds of somebody's own support, item by item: what, what for, who sees it, when it goes."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kring.foundation.actor import Actor
from kring.foundation.privacy import Held, provides, provides_together
from kring.support import wording
from kring.support.domain.trajectory import ProposalState, State
from kring.support.models import Notice, Proposal, Trajectory
from kring.support.queries.common import cards_and_keys_of
from kring.support.queries.danger import opened_by_trajectory, openings
from kring.support.queries.mine import MySupport, own_trajectories, pages_of
from kring.support.queries.seen import lines_about_own


@provides_together(
    *("support_trajectory", "support_conversation", "support_sharing", "support_workitem", "support_reveal"),
    "audit_accessline",
)
def _of_support(actor: Actor) -> dict[str, list[Held]]:
    """Everything of one's own support is read and opened once, for all tables together."""
    rows = own_trajectories(actor)
    opened = cards_and_keys_of(rows) if rows else {}
    pages = pages_of(actor, rows, opened)
    work = {
        _("That nobody was found yet for “%(words)s”"): [page for page in pages if page.state is State.STUCK],
        _("That a mail to a colleague about “%(words)s” may not have arrived"): [
            page for page in pages if page.question_unsure
        ],
    }
    return {
        "support_trajectory": [item for page in pages for item in (*_card(page), *_wishes(page))],
        "support_conversation": [item for page in pages for item in _conversations(page)],
        "support_sharing": [item for page in pages for item in _shared(page)],
        "support_workitem": [
            Held(said % {"words": page.spoken_name}) for said, about in work.items() for page in about
        ],
        "support_reveal": _openings(actor, pages),
        "audit_accessline": [Held(_("The log of who looked, by day; you can read it below"))]
        if lines_about_own(actor, opened)
        else [],
    }


def _openings(actor: Actor, pages: tuple[MySupport, ...]) -> list[Held]:
    """What two people opened of one's own, and for a coordinator what is asked or open now."""
    held = []
    opened = opened_by_trajectory([page.trajectory_id for page in pages]) if pages else {}
    for page in pages:
        for line in opened.get(page.trajectory_id, ()):
            said = {"names": wording.names(line.who), "why": line.why}
            held.append(Held(_("That %(names)s opened your card together: %(why)s") % said, gone_on=page.gone_on))
    if actor.kind == "web" and actor.has("coordinator"):
        now = (one for one in openings(actor) if one.mine or one.is_open)
        held += [Held(_("That you open a card together: “%(words)s”") % {"words": one.spoken_name}) for one in now]
    return held


@provides("support_proposal")
def _of_questions(actor: Actor) -> list[Held]:
    """What somebody is asked, or said yes to, as a supporter."""
    if actor.kind != "web" or not actor.has("supporter"):
        return []
    asked = Proposal.objects.filter(supporter_id=actor.subject, state=ProposalState.OPEN.value)
    talks = Trajectory.objects.filter(supporter_id=actor.subject).exclude(state=State.STOPPED.value)
    return [
        *(Held(_("A question to you: “%(words)s”") % {"words": row.spoken_name}) for row in asked),
        *(Held(_("That you talk with “%(words)s”") % {"words": row.spoken_name}) for row in talks),
    ]


@provides("support_notice")
def _of_notices(actor: Actor) -> list[Held]:
    rows = Notice.objects.filter(supporter_id=actor.subject) if actor.kind == "web" else ()
    return [Held(_("That “%(words)s” stopped") % {"words": row.spoken_name}, gone_on=row.gone_on) for row in rows]


def _who_supports(page: MySupport) -> str:
    """Who opens the card in this state."""
    if page.state in {State.SEARCHING, State.STUCK}:
        return _("you, and the coordinator until somebody said yes")
    return _("you and %(name)s") % {"name": page.supporter_name}


def _card(page: MySupport) -> Iterator[Held]:
    """The sealed card, and the code and words to find it."""
    gone, seen = page.gone_on, _who_supports(page)
    yield Held(_("What we call you: %(name)s") % {"name": page.name}, _("to speak to you"), seen, gone)
    reached = _("How you are reached: %(channel)s, %(address)s") % {
        "channel": wording.channel(page.channel),
        "address": wording.phone(page.address),
    }
    yield Held(reached, _("to find a moment"), seen, gone)
    when = _("When it suits you: %(windows)s") % {"windows": wording.windows(page.windows)}
    asked = _("you, whoever is asked, and the coordinator until somebody said yes")
    yield Held(when, _("to find somebody who is free"), asked, gone)
    name = _("Two words: %(words)s") % {"words": page.spoken_name}
    yield Held(name, _("to phone about it without a name"), asked, gone)
    yield Held(_("That your code belongs to this"), _("to let you come back"), _("nobody"), gone)
    if page.underway:
        mails = _("Of which mails about this we do not know yet whether they went")
        yield Held(mails, _("to say so when one may not have arrived"), seen, gone)
    if page.signed_in:
        tag = _("That this belongs to your account, unreadable for people")
        yield Held(tag, _("to show it when you sign in"), _("nobody"), gone)


def _wishes(page: MySupport) -> Iterator[Held]:
    """What only the matching knows, and what came of it."""
    gone, fit, nobody = page.gone_on, _("to find somebody who fits"), _("nobody")
    asked = _("you, whoever is asked, and the coordinator until somebody said yes")
    if page.craft:
        yield Held(_("Your craft: %(craft)s") % {"craft": wording.craft(page.craft)}, fit, asked, gone)
    if page.unit_name:
        yield Held(_("Your department: %(unit)s") % {"unit": page.unit_name}, fit, asked, gone)
    elif page.unit_id or page.stays_away:
        yield Held(_("Your department"), fit, nobody, gone)
    if page.kind_name:
        about = _("What it is about: %(kind)s") % {"kind": wording.said(page.kind_name)}
        yield Held(about, _("to know which moments fit"), nobody, gone)
    if page.day:
        yield Held(_("When it was"), _("to know which moments fit"), nobody, gone)
    if page.choice:
        yield Held(_("Whom you would like to ask"), fit, nobody, gone)
    if page.leaves_out:
        yield Held(_("Whom we do not ask (any more)"), fit, nobody, gone)
    if page.hides:
        yield Held(_("Which coordinator does not see this"), _("to keep it from them"), nobody, gone)
    if page.supporter_name:
        talks = _("Who talks with you: %(name)s") % {"name": page.supporter_name}
        yield Held(talks, _("to show you who it is"), _who_supports(page), gone)


def _conversations(page: MySupport) -> Iterator[Held]:
    for line in page.conversations:
        which = {"conversation": wording.conversation(line.number)}
        yield Held(
            _("%(conversation)s: when you can meet, and the day it was") % which,
            _("to know how far you are; nothing of what is said"),
            _who_supports(page),
            page.gone_on,
        )


def _shared(page: MySupport) -> Iterator[Held]:
    for line in page.chosen:
        yield Held(
            _("What you let others hear: %(sentence)s") % {"sentence": wording.sentence(line.sentence)},
            _("because you chose it"),
            line.recipient_name or wording.recipient(line.recipient),
            min(line.ends_on, page.gone_on),
        )
    for line in page.proposed:
        yield Held(
            _("A proposal of your supporter: %(sentence)s") % {"sentence": wording.sentence(line.sentence)},
            _("for you to decide"),
            _who_supports(page),
            min(line.ends_on, page.gone_on),
        )
