"""What a coordinator and a supporter read about the mail that names were handed over (ADR 19)."""

from uuid import uuid4

from django.test import Client

from kring.events.actions.hand_over import hand_over
from kring.events.actions.tell_approacher import tell_approacher
from kring.events.tests.making import BO, letters_to, name, reported
from kring.events.tests.test_pages import body
from kring.foundation.facts import announce
from kring.foundation.mail.facts import MailSettled, Settlement
from kring.foundation.testing import Clock, World, args_of, as_, fetch
from kring.foundation.testing_http import sign_in


def test_what_is_said_about_a_mail_after_handing_over_is_true(world: World) -> None:
    phone = Client(SERVER_NAME=world.host)
    event, noor = reported(world, "child"), {"supporter": str(world["Noor"].id)}
    name(event, BO)
    sign_in(phone, world["Petra"])
    to, said = f"/coordinatie/aanbod/{event.id}/overdragen/", "krijgt een mail zonder namen"
    assert said in body(phone.post(to, noor, follow=True))
    again = body(phone.post(to, noor, follow=True))
    assert said not in again and "Er gaat geen nieuwe mail" in again
    for (offer_id,) in fetch("select id from events_offer where event_id = %s", event.id):
        phone.post(f"/coordinatie/aanbod/{event.id}/{offer_id}/")
    nobody = body(phone.post(to, noor, follow=True))
    assert said not in nobody and "Er valt niets meer over te dragen" in nobody
    assert len(args_of(world.organisation_id, "kring.events.jobs.tell_approacher")) == 1


def test_a_mail_about_names_that_may_not_have_arrived_is_shown_until_it_went(world: World, clock: Clock) -> None:
    phone = Client(SERVER_NAME=world.host)
    event, noor = reported(world, "child"), Client(SERVER_NAME=world.host)
    name(event, BO)
    with as_(world["Petra"].actor) as at:
        hand_over(event_id=event.id, supporter_id=world["Noor"].id, by=world["Petra"].actor, at=at)
    with as_(world.job()) as at:
        tell_approacher(world["Noor"].id, by=world.job(), at=at)
    clock.forward(minutes=16)
    page, maybe = f"/coordinatie/aanbod/{event.id}/", "misschien niet aangekomen"
    sign_in(phone, world["Petra"])
    sign_in(noor, world["Noor"])
    assert maybe in body(phone.get(page)) and "of onze mail hierover" in body(noor.get("/benaderen/"))
    (about,) = [letter["about"] for letter in letters_to(world) if "approach" in letter["template"]]
    with as_(world.job("mail")) as at:
        announce(MailSettled(world.organisation_id, uuid4(), Settlement.UNCERTAIN, at, about))
    assert maybe in body(phone.get(page)), "the control"
    with as_(world.job("mail")) as at:
        announce(MailSettled(world.organisation_id, uuid4(), Settlement.SENT, at, about))
    assert maybe not in body(phone.get(page)) and "of onze mail hierover" not in body(noor.get("/benaderen/"))
