"""Cards that two coordinators open together: what is asked, what waits, what is open."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kring.foundation.actor import Actor
from kring.portal.queries.coordination import DANGER, TELL, OpenCard, RequestWork, open_card, work_line
from kring.portal.queries.house import House
from kring.support import queries as support
from kring.support.queries import Opening


@dataclass(frozen=True, slots=True)
class Together:
    """The page: what a supporter asks, what is to be told, what waits for a second person, what is open."""

    asked_along: tuple[RequestWork, ...]
    to_tell: tuple[RequestWork, ...]
    to_confirm: tuple[Opening, ...]
    waiting: tuple[Opening, ...]
    open: tuple[Opening, ...]


def page(actor: Actor, here: House, at: datetime) -> Together:
    """:raises NotAllowed: for anyone but the coordinator"""
    lines = support.worklist(actor)
    openings = support.openings(actor)
    return Together(
        asked_along=tuple(work_line(one, here, at) for one in lines if one.kind == DANGER),
        to_tell=tuple(work_line(one, here, at) for one in lines if one.kind == TELL),
        to_confirm=tuple(one for one in openings if not one.is_open and not one.mine),
        waiting=tuple(one for one in openings if not one.is_open and one.mine),
        open=tuple(one for one in openings if one.is_open),
    )


def opened(actor: Actor, opening_id: UUID, at: datetime) -> tuple[Opening, OpenCard | None]:
    """
    One opening; with the card once it is open. Reading the card stands in the log.

    :raises NotAllowed: if there is nothing here for this coordinator (any more)
    """
    opening = support.opening(actor, opening_id)
    if not opening.is_open:
        return opening, None
    card = support.opened_card(actor, opening_id, at)
    return opening, open_card(card.name, card.channel, card.address)
