"""What Kring holds of somebody's own support, item by item: what, what for, who sees it, when it goes."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from kring.foundation.actor import Actor
from kring.foundation.privacy import Held, provides
from kring.support import wording
from kring.support.domain.trajectory import State
from kring.support.queries.mine import MySupport, all_my_support

NIGHT = timedelta(days=1)
"""What is over goes with the next night."""


def held_of(page: MySupport) -> tuple[Held, ...]:
    """Everything of one's own support."""
    return (*_card(page), *_wishes(page), *_conversations(page), *_shared(page))


@provides("support_trajectory")
def _of_trajectories(actor: Actor) -> list[Held]:
    return [item for page in all_my_support(actor) for item in (*_card(page), *_wishes(page))]


@provides("support_conversation")
def _of_conversations(actor: Actor) -> list[Held]:
    return [item for page in all_my_support(actor) for item in _conversations(page)]


@provides("support_sharing")
def _of_sharing(actor: Actor) -> list[Held]:
    return [item for page in all_my_support(actor) for item in _shared(page)]


def _gone(page: MySupport) -> date:
    return min(page.closes_on or page.hard_stop_on, page.hard_stop_on) + NIGHT


def _who_supports(page: MySupport) -> str:
    """Who opens the card in this state."""
    if page.state in {State.SEARCHING, State.STUCK}:
        return _("you, and the coordinator until somebody said yes")
    return _("you and %(name)s") % {"name": page.supporter_name}


def _card(page: MySupport) -> Iterator[Held]:
    """The sealed card, and the code and words to find it."""
    gone, seen = _gone(page), _who_supports(page)
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
    if page.signed_in:
        tag = _("That this belongs to your account, unreadable for people")
        yield Held(tag, _("to show it when you sign in"), _("nobody"), gone)


def _wishes(page: MySupport) -> Iterator[Held]:
    """What only the matching knows, and what came of it."""
    gone, fit, nobody = _gone(page), _("to find somebody who fits"), _("nobody")
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
            _gone(page),
        )


def _shared(page: MySupport) -> Iterator[Held]:
    for line in page.chosen:
        yield Held(
            _("What you let others hear: %(sentence)s") % {"sentence": wording.sentence(line.sentence)},
            _("because you chose it"),
            line.recipient_name or wording.recipient(line.recipient),
            line.ends_on,
        )
    for line in page.proposed:
        yield Held(
            _("A proposal of your supporter: %(sentence)s") % {"sentence": wording.sentence(line.sentence)},
            _("for you to decide"),
            _who_supports(page),
            line.ends_on,
        )
