"""Coming to the page of asking from an event: "I was there", or an offer."""

from kring.events import queries as events
from kring.events.access import here_token, holder
from kring.events.actions.name_colleagues import Channel, Colleague, name_colleagues
from kring.events.actions.report_event import Report, When, report_event
from kring.foundation.actor import Actor
from kring.foundation.keys.lookup import fresh_token
from kring.foundation.keys.sealing import open_key
from kring.foundation.mail.models import OutboxMail
from kring.foundation.testing import World, as_, make_world
from kring.support.tests.test_asking_pages import ASK, client_of, kept, typed, words_of


def reported(world: World) -> tuple[Actor, str]:
    """Something happened on the ward: who holds the reporter's page, and its token."""
    token = fresh_token()
    report = Report("aggression_external", (), When.TODAY, world.ward, "Spoedeisende hulp")
    with as_(world.public) as at:
        event = report_event(report=report, form_token=token, by=world.public, at=at)
    return Actor("guest", world.organisation_id, event), token


def offer_to_yara(world: World) -> tuple[Actor, str]:
    """Yara is named after an event: the event's holder, and the token of her offer."""
    guest, _token = reported(world)
    yara = Colleague("Yara", Channel.MAIL, "yara@voorbeeld.test")
    with as_(guest) as at:
        name_colleagues(colleagues=[yara], site="https://kring.test/", by=guest, at=at)
    with as_(world.job("mail")):
        (letter,) = OutboxMail.objects.all()
        link = open_key(letter.data_key_id).open("mail", letter.id, letter.sealed)["values"]["link"]
    return guest, link.rstrip("/").rsplit("/", 1)[-1]


def answer_to(world: World, token: str) -> str:
    """What the offer's own person answered; empty for nothing yet."""
    with as_(world.public):
        guest = holder(world.public, "answer_by_link", token)
    assert guest is not None
    with as_(guest):
        answer = events.offer_page(guest).answer
    return answer.value if answer else ""


def test_i_was_there_brings_the_event_along(world: World) -> None:
    guest, page_token = reported(world)
    token = here_token(page_token)
    page = words_of(client_of(world).get(f"{ASK}?erbij={token}"))
    assert "Dit hoort bij wat er gebeurde in week" in page
    assert token in page

    client_of(world).post(ASK, typed(here=token))
    assert kept(world)[1].event_id == guest.subject


def test_what_it_was_about_can_be_left_out_again(world: World) -> None:
    _guest, page_token = reported(world)
    client_of(world).post(ASK, typed(here=here_token(page_token), kind=""))
    assert kept(world)[1].kind == ""


def test_an_offer_fills_in_name_and_address(world: World) -> None:
    _guest, token = offer_to_yara(world)
    page = words_of(client_of(world).get(f"{ASK}?aanbod={token}"))
    assert 'value="Yara"' in page
    assert 'value="yara@voorbeeld.test"' in page
    assert "Dit hoort bij het aanbod dat je kreeg" in page
    assert answer_to(world, token) == "", "looking is no answer"


def test_sending_the_form_says_yes_to_the_offer(world: World) -> None:
    guest, token = offer_to_yara(world)
    given = typed(offer=token, channel="private_mail", address="yara@voorbeeld.test")
    assert client_of(world).post(ASK, given)["Location"] == "/praten/code/"
    assert answer_to(world, token) == "yes"
    assert kept(world)[1].event_id == guest.subject


def test_after_a_no_nothing_is_said_to_be_filled_in(world: World) -> None:
    _guest, token = offer_to_yara(world)
    client_of(world).post(f"/aanbod/{token}/", {"answer": "no"})
    page = words_of(client_of(world).get(f"{ASK}?aanbod={token}"))
    assert "yara@voorbeeld.test" not in page
    assert "Dit hoort bij het aanbod dat je kreeg." in page and "wat we weten" not in page


def test_an_offer_of_another_organisation_fills_in_nothing(world: World) -> None:
    other = make_world()
    _guest, token = offer_to_yara(other)
    assert "yara@voorbeeld.test" not in words_of(client_of(world).get(f"{ASK}?aanbod={token}"))
    client_of(world).post(ASK, typed(offer=token))
    assert kept(world)[1].event_id is None
    assert answer_to(other, token) == ""
