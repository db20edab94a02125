"""What others may hear (wat anderen horen): the professional chooses, the supporter can only propose (decision 7)."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.db import transaction

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.context import for_a_moment
from kring.foundation.tenancy.queries import local_day
from kring.guideline import queries as guideline
from kring.support import access
from kring.support.models import Sharing, Trajectory
from kring.support.queries import card_of, get_for

LASTS = timedelta(days=91)  # at most three months (privacy contract 6.2)
FOR_TODAY = timedelta(days=1)  # gone with the first round of tomorrow (K)


class SentenceDoesNotFit(Exception):
    """The sentence is not on the list for this recipient, or contradicts another one."""


@transaction.atomic
def share(
    *,
    trajectory_id: UUID,
    recipient: str,
    sentences: tuple[str, ...],
    recipient_id: UUID | None,
    recipient_name: str,
    by: Actor,
    at: datetime,
) -> None:
    """
    Let one recipient hear exactly these sentences; an empty choice takes everything back at once.

    :raises NotAllowed: if it is not theirs
    :raises SentenceDoesNotFit: if a sentence is not for this recipient, or two contradict each other
    """
    # Under lock: two tabs would add up to more than either chose, and what ends takes along what is heard.
    trajectory = get_for(by, trajectory_id, lock=True)
    access.may_decide(by, trajectory).enforce()
    _check(recipient, sentences)
    Sharing.objects.filter(trajectory=trajectory, recipient=recipient).delete()
    for sentence in sentences:
        _keep(trajectory, recipient, sentence, recipient_id, recipient_name, chosen=True, at=at)
    log.record("sharing.chosen", "U", by=Actor("public", by.organisation_id), at=at)


@transaction.atomic
def propose_sharing(*, trajectory_id: UUID, recipient: str, sentence: str, by: Actor, at: datetime) -> None:
    """
    The supporter proposes a sentence; nobody hears it unless the professional chooses it.

    :raises NotAllowed: if somebody else supports this person
    :raises SentenceDoesNotFit: if the sentence is not for this recipient
    """
    trajectory = get_for(by, trajectory_id, lock=True)
    access.may_support(by, trajectory).enforce()
    _check(recipient, (sentence,))
    with for_a_moment(access.inside(trajectory.pk, by), back_to=by):
        # Also when it is heard already: whether the professional chose it must not show in what happens here.
        proposed = Sharing.objects.filter(trajectory=trajectory, chosen=False)
        if not proposed.filter(recipient=recipient, sentence=sentence).exists():
            _keep(trajectory, recipient, sentence, None, "", chosen=False, at=at)


def _check(recipient: str, sentences: tuple[str, ...]) -> None:
    on_the_list = {item.key for item in guideline.sharing_sentences(recipient)}
    chosen = [item for item in guideline.sharing_sentences(recipient) if item.key in sentences]
    if not set(sentences) <= on_the_list or guideline.clashes(chosen):
        raise SentenceDoesNotFit


def _keep(
    trajectory: Trajectory,
    recipient: str,
    sentence: str,
    recipient_id: UUID | None,
    recipient_name: str,
    *,
    chosen: bool,
    at: datetime,
) -> None:
    card, key = card_of(trajectory)
    row = uuid4()
    Sharing(
        id=row,
        organisation_id=trajectory.organisation_id,
        trajectory=trajectory,
        person_tag=trajectory.person_tag,
        supporter_id=trajectory.supporter_id,
        recipient=recipient,
        recipient_id=recipient_id,
        hidden_from=trajectory.hidden_from,
        sentence=sentence,
        chosen=chosen,
        data_key_id=trajectory.data_key_id,
        sealed=key.seal("sharing", row, {"name": card.name, "recipient_name": recipient_name}),
        ends_on=min(_end_of(trajectory, sentence, at), trajectory.hard_stop_on),
    ).save(force_insert=True)


def _end_of(trajectory: Trajectory, sentence: str, at: datetime) -> date:
    """What is asked for today is not heard any more tomorrow; the rest for three months at most."""
    for_today = any(item.today for item in guideline.sharing_sentences() if item.key == sentence)
    return local_day(trajectory.organisation_id, at) + (FOR_TODAY if for_today else LASTS)
