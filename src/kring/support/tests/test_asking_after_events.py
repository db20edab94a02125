"""Coming to the page of asking from an event: "I was there", or an offer."""

from kring.events import queries as events
from kring.events.access import here_token
from kring.events.domain.asking import Answer
from kring.events.tests.making import BO, YARA, letters_to, name, offered, reported, token_of
from kring.foundation.testing import World, as_, make_world
from kring.support.tests.test_asking_pages import ASK, client_of, kept, typed, words_of


def test_i_was_there_brings_the_event_along(world: World) -> None:
    event = reported(world)
    token = here_token(event.token)
    page = words_of(client_of(world).get(f"{ASK}?erbij={token}"))
    assert "Dit hoort bij wat er gebeurde in week" in page
    assert token in page

    client_of(world).post(ASK, typed(here=token))
    _trajectory, card = kept(world)
    assert card.event_id == event.id


def test_what_it_was_about_can_be_left_out_again(world: World) -> None:
    token = here_token(reported(world).token)
    client_of(world).post(ASK, typed(here=token, kind=""))
    _trajectory, card = kept(world)
    assert card.kind == ""


def test_an_offer_fills_in_name_and_address(world: World) -> None:
    event = reported(world)
    name(event, YARA)
    token = token_of(letters_to(world)[0])
    page = words_of(client_of(world).get(f"{ASK}?aanbod={token}"))
    assert 'value="Yara"' in page
    assert 'value="yara@voorbeeld.test"' in page
    assert "Dit hoort bij het aanbod dat je kreeg" in page


def test_sending_the_form_says_yes_to_the_offer(world: World) -> None:
    event = reported(world)
    name(event, YARA, BO)
    token = token_of(letters_to(world)[0])
    answer = client_of(world).post(ASK, typed(offer=token, channel="private_mail", address="yara@voorbeeld.test"))
    assert answer["Location"] == "/praten/code/"
    guest = offered(world, token)
    with as_(guest):
        assert events.offer_page(guest).answer is Answer.YES
    assert kept(world)[1].event_id == event.id


def test_an_offer_of_another_organisation_fills_in_nothing(world: World) -> None:
    other = make_world()
    name(reported(other), YARA)
    token = token_of(letters_to(other)[0])
    assert "yara@voorbeeld.test" not in words_of(client_of(world).get(f"{ASK}?aanbod={token}"))
    client_of(world).post(ASK, typed(offer=token))
    assert kept(world)[1].event_id is None
    guest = offered(other, token)
    with as_(guest):
        assert events.offer_page(guest).answer is None
