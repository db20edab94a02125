"""Decide that an experience goes to other organisations, or stays here: an act of its own, of somebody who read it."""

from uuid import UUID

from kring.catalogue import queries as catalogue
from kring.experiences import access
from kring.experiences.domain.experience import DoesNotFit
from kring.experiences.facts import SharingChanged
from kring.experiences.models import Experience
from kring.foundation.actor import Actor
from kring.foundation.facts import announce


def decide_sharing(*, experience_id: UUID, shared: bool, named: bool, by: Actor) -> None:
    """
    Say what is wanted; the worker does it.

    :param named: whether the name of the organisation stands with it
    :raises NotAllowed: for anyone but administrators and coordinators, or if it is not there
    :raises DoesNotFit: if it is about a measure that only this organisation knows
    """
    access.may_share(by).enforce()
    found = Experience.objects.select_for_update().filter(access.visible(by), pk=experience_id).first()
    if found is None:
        return
    if shared and any(card.is_own for card in catalogue.cards([found.entry], found.language)):
        raise DoesNotFit("entry", "own")
    found.is_shared, found.is_named = shared, shared and named
    found.save(update_fields=["is_shared", "is_named"])
    announce(SharingChanged(by.organisation_id))
