"""What follows when something was announced."""

from kring.foundation.actor import Actor
from kring.foundation.facts import on
from kring.foundation.mail.facts import MailSettled
from kring.people.facts import PeopleLeft
from kring.support import jobs
from kring.support.actions.note_mail import note_mail
from kring.support.actions.replace_leavers import replace_leavers
from kring.support.domain.mails import about
from kring.support.facts import SupportAsked
from kring.supporters.facts import SupportersGone


@on(SupportAsked)
def match_soon(fact: SupportAsked) -> None:
    """The worker matches as soon as this transaction stands."""
    jobs.find.defer(organisation_id=str(fact.organisation_id))


@on(MailSettled)
def follow(fact: MailSettled) -> None:
    """What went, or could not go, is said where it matters."""
    if found := about(fact.about):
        note_mail(found, fact.settlement, fact.at, fact.organisation_id)


@on(PeopleLeft)
def look_further(fact: PeopleLeft) -> None:
    """Whoever was supported by somebody who left gets another colleague; the fact comes from a job."""
    by = Actor("job", fact.organisation_id, roles=frozenset({"leaving"}))
    replace_leavers(fact.people, by=by, at=fact.at)


@on(SupportersGone)
def look_further_too(fact: SupportersGone) -> None:
    """The same for whoever was supported by somebody who gave up the role."""
    by = Actor("job", fact.organisation_id, roles=frozenset({"roles"}))
    replace_leavers(fact.people, by=by, at=fact.at)
