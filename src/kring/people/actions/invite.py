"""Invite somebody to sign in (uitnodigen): a login for this person, and a link by mail to choose a password."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from kring.foundation.accounts.actions.invite_account import invitation_link, waits_for_password
from kring.foundation.accounts.actions.make_account import make_account
from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.locking import one_at_a_time
from kring.foundation.decision import Decision, NotAllowed
from kring.foundation.mail.outbox import post
from kring.people import access
from kring.people.models import Person


class CannotInvite(Exception):
    """There is no mail address, or it belongs to another login."""


@transaction.atomic
def invite(*, person_id: UUID, site: str, by: Actor, at: datetime) -> None:
    """
    Make a login if there is none, and send the link; again for whoever did not use it yet.

    A login and a person are only ever tied here, never by comparing addresses (decision 30).

    :param site: where the link leads, such as `https://kring.voorbeeld.nl`
    :raises NotAllowed: if the actor is no administrator, or there is no such person here
    :raises CannotInvite: if the person has no mail address, has a password already, or another login has the address
    """
    access.may_administer(by).enforce()
    one_at_a_time("login", person_id)
    person = Person.objects.filter(pk=person_id, left_on=None).first()
    if person is None:
        raise NotAllowed(Decision(False, "There is nobody like that here."))
    if not person.work_mail:
        raise CannotInvite
    account_id = person.account_id or _made(person, by, at)
    if not waits_for_password(account_id):
        raise CannotInvite
    post(
        "people/mail/invitation.txt",
        to=person.work_mail,
        language=person.language,
        organisation_id=by.organisation_id,
        at=at,
        address=site + invitation_link(account_id),
    )
    log.record("login.invited", "E", by=by, at=at)


def _made(person: Person, by: Actor, at: datetime) -> UUID:
    try:
        with transaction.atomic():
            account_id = make_account(person.work_mail, by=by, at=at)
    except IntegrityError as taken:
        raise CannotInvite from taken
    Person.objects.filter(pk=person.pk, account_id=None).update(account_id=account_id)
    return account_id
