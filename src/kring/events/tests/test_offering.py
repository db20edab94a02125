"""Offers: one for each person, by message and where needed in person; answers are nobody's business."""

from datetime import timedelta
from uuid import UUID

import pytest

from kring.events import queries
from kring.events.actions.answer_offer import answer_offer
from kring.events.actions.erase_offer import erase_offer
from kring.events.actions.hand_over import hand_over
from kring.events.actions.mark_approached import mark_approached
from kring.events.actions.name_colleagues import TooManyNamed
from kring.events.actions.tell_approacher import tell_approacher
from kring.events.domain.asking import Answer
from kring.events.domain.naming import Channel, Colleague
from kring.events.tests.making import BO, YARA, letters_to, name, offered, reported, token_of
from kring.foundation.actor import Actor
from kring.foundation.decision import NotAllowed
from kring.foundation.testing import Clock, World, args_of, as_, fetch, make_world
from kring.foundation.testing_races import Turn, meet

OFFERS = "select way, made_on is null, sealed is null from events_offer where event_id = %s order by way"


def answer(guest: Actor, given: Answer) -> None:
    with as_(guest) as at:
        answer_offer(answer=given, by=guest, at=at)


def test_mail_goes_at_once_and_a_phone_number_waits_for_a_call(world: World) -> None:
    event = reported(world)
    name(event, YARA, BO)
    assert fetch(OFFERS, event.id) == [("in_person", True, False), ("message", False, True)]
    (letter,) = letters_to(world)
    assert (letter["to"], letter["template"]) == ("yara@voorbeeld.test", "events/mail/offer.txt")


def test_after_a_core_criterion_somebody_comes_besides_the_message(world: World) -> None:
    event = reported(world, "child")
    name(event, YARA)
    assert fetch(OFFERS, event.id) == [("in_person", True, False)]
    assert len(letters_to(world)) == 1


def test_the_message_tells_nothing(world: World) -> None:
    from django.template.loader import render_to_string
    from django.utils import translation

    name(reported(world, "child"), YARA)
    (letter,) = letters_to(world)
    for language in ("nl", "en"):
        with translation.override(language):
            words = render_to_string(letter["template"], letter["values"]).lower()
        assert not {"yara", "seh", "agressie", "aggression", "kind", "gebeur", "happened"} & set(words.split())
        assert letter["values"]["link"] in render_to_string(letter["template"], letter["values"])


def test_the_same_address_is_offered_once_whatever_its_spelling(world: World) -> None:
    event = reported(world)
    name(event, YARA)
    name(event, Colleague("Y.", Channel.MAIL, " YARA@voorbeeld.test"), BO)
    name(event, Colleague("Bo", Channel.PHONE, "06-12345678"))
    assert len(letters_to(world)) == 1
    assert fetch("select count(*) from events_offeranswer where event_id = %s", event.id) == [(2,)]


def test_nobody_is_flooded(world: World) -> None:
    event = reported(world)
    many = [Colleague("Yara", Channel.MAIL, f"y{n}@voorbeeld.test") for n in range(61)]
    with pytest.raises(TooManyNamed):
        name(event, *many)
    assert letters_to(world) == []


def test_people_are_named_for_two_weeks(world: World, clock: Clock) -> None:
    event = reported(world)
    clock.forward(days=14)
    name(event, YARA)
    clock.forward(days=1)
    with pytest.raises(NotAllowed):
        name(event, BO)


def test_an_offer_fills_in_a_request(world: World) -> None:
    event = reported(world)
    name(event, YARA)
    token = token_of(letters_to(world)[0])
    with as_(world.public):
        card = queries.offer_card(token, world.public)
        assert queries.offer_card("x" * 22, world.public) is None
    assert card is not None
    assert (card.name, card.channel, card.address, card.event_id) == ("Yara", "mail", YARA.address, event.id)


def test_who_scans_finds_the_event_and_no_more(world: World) -> None:
    from kring.events.access import here_token, holder

    event = reported(world)
    with as_(world.public):
        found = queries.event_by_here(here_token(event.token), world.public)
        assert queries.event_by_here(event.token, world.public) is None
        assert holder(world.public, "event_by_page", here_token(event.token)) is None
    assert found is not None
    assert (found.event_id, found.unit_name) == (event.id, "SEH")


@pytest.mark.parametrize("given", list(Answer))
def test_every_answer_changes_the_same_columns_and_sizes(world: World, given: Answer) -> None:
    event = reported(world, "child")
    name(event, YARA)
    guest = offered(world, token_of(letters_to(world)[0]))
    looks = "select length(sealed), offer_again_on, gone_on, link_hash from events_offeranswer where id = %s"
    before, lines = (
        fetch(looks, guest.subject),
        fetch("select count(*) from audit_accessline where organisation_id = %s", world.organisation_id),
    )
    answer(guest, given)
    assert fetch(looks, guest.subject) == before
    assert fetch(OFFERS, event.id) == [("in_person", True, False)]
    assert len(letters_to(world)) == 1
    assert lines == fetch("select count(*) from audit_accessline where organisation_id = %s", world.organisation_id)


def test_an_answer_can_change_until_it_is_no(world: World) -> None:
    name(reported(world), YARA)
    guest = offered(world, token_of(letters_to(world)[0]))
    seen = []
    for given in (Answer.LATER, Answer.YES, Answer.NO, Answer.YES):
        answer(guest, given)
        with as_(guest):
            page = queries.offer_page(guest)
        seen.append((page.answer, bool(page.name), bool(page.choices)))
    assert seen == [
        (Answer.LATER, True, True),
        (Answer.YES, True, True),
        (Answer.NO, False, False),
        (Answer.NO, False, False),
    ]


def test_erasing_takes_the_name_off_every_list(world: World) -> None:
    event = reported(world, "child")
    name(event, YARA, BO)
    guest = offered(world, token_of(letters_to(world)[0]))
    keys = "select count(*) from keys_datakey where organisation_id = %s"
    ((before,),) = fetch(keys, world.organisation_id)
    for _ in range(2):
        with as_(guest):
            erase_offer(by=guest)
    petra = world["Petra"].actor
    with as_(petra) as at:
        names = [one.name for one in queries.approach_page(petra, event.id, at).people]
    assert names == ["Bo"]
    assert fetch(keys, world.organisation_id) == [(before - 2,)]
    name(event, YARA)
    assert len(letters_to(world)) == 1


def test_a_tick_wipes_the_card_at_once(world: World) -> None:
    event = reported(world)
    name(event, BO)
    petra = world["Petra"].actor
    with as_(petra) as at:
        (one,) = queries.approach_page(petra, event.id, at).people
        assert (one.name, one.address, one.dial) == ("Bo", BO.address, "0612345678")
    for _ in range(2):
        with as_(petra) as at:
            mark_approached(offer_id=one.offer_id, by=petra, at=at)
    assert fetch("select sealed, data_key_id, made_on is null from events_offer where id = %s", one.offer_id) == [
        (None, None, False)
    ]
    with as_(petra) as at:
        assert queries.approach_page(petra, event.id, at).people == ()
        assert queries.open_offers(petra, at) == ()


def test_who_erases_and_who_ticks_at_the_same_moment_do_not_wait_for_each_other(world: World) -> None:
    event = reported(world, "child")
    name(event, YARA)
    guest, petra = offered(world, token_of(letters_to(world)[0])), world["Petra"].actor
    with as_(petra) as at:
        (one,) = queries.approach_page(petra, event.id, at).people
    ticks = Turn(
        petra,
        lambda at: mark_approached(offer_id=one.offer_id, by=petra, at=at),
        stands_still='DELETE FROM "keys_datakey"',
    )
    assert meet(ticks, Turn(guest, lambda at: erase_offer(by=guest))) == (None, None)
    assert fetch(OFFERS, event.id) == []


def test_opening_names_stands_in_the_log(world: World) -> None:
    event = reported(world)
    name(event, BO)
    petra = world["Petra"].actor
    with as_(petra) as at:
        queries.open_offers(petra, at)
        queries.event_list(petra)
    with as_(petra) as at:
        queries.approach_page(petra, event.id, at)
    lines = fetch(
        "select event, action, actor from audit_accessline where organisation_id = %s and action = 'R'",
        world.organisation_id,
    )
    assert lines == [("offer.cards.read", "R", f"person:{petra.subject}")]


def test_a_supporter_sees_only_the_names_handed_over(world: World) -> None:
    first, second = reported(world), reported(world)
    name(first, BO)
    name(second, Colleague("Cas", Channel.PHONE, "0687654321"))
    petra, noor, sam = (world[who].actor for who in ("Petra", "Noor", "Sam"))
    with as_(petra) as at:
        hand_over(event_id=first.id, supporter_id=noor.subject, by=petra, at=at)
    with as_(sam) as at:
        assert queries.handed_to_me(sam, at) == ()
    with as_(noor) as at:
        (one,) = queries.handed_to_me(noor, at)
        assert (one.name, one.unit_name, one.handed_over) == ("Bo", "SEH", True)
        mark_approached(offer_id=one.offer_id, by=noor, at=at)
        assert queries.handed_to_me(noor, at) == ()
    with pytest.raises(NotAllowed), as_(noor) as at:
        hand_over(event_id=second.id, supporter_id=noor.subject, by=noor, at=at)
    with pytest.raises(NotAllowed), as_(petra) as at:
        hand_over(event_id=second.id, supporter_id=make_world()["Noor"].id, by=petra, at=at)


def test_the_supporter_hears_once_of_names_handed_over_and_the_mail_tells_nothing(world: World) -> None:
    event = reported(world)
    name(event, BO)
    petra, noor = world["Petra"].actor, world["Noor"]
    for _ in range(2):
        with as_(petra) as at:
            hand_over(event_id=event.id, supporter_id=noor.id, by=petra, at=at)
    (told,) = args_of(world.organisation_id, "kring.events.jobs.tell_approacher")
    assert set(told) == {"organisation_id", "supporter_id"}
    worker = world.job("offers")
    with as_(worker) as at:
        tell_approacher(UUID(told["supporter_id"]), by=worker, at=at)
    letters = [one for one in letters_to(world) if one["template"] == "events/mail/approach.txt"]
    assert [(one["to"], set(one["values"])) for one in letters] == [(noor.mail, {"site"})]


def test_nobody_is_told_of_names_that_are_not_there(world: World) -> None:
    petra = world["Petra"].actor
    event = reported(world)
    with as_(petra) as at:
        hand_over(event_id=event.id, supporter_id=world["Noor"].id, by=petra, at=at)
    assert args_of(world.organisation_id, "kring.events.jobs.tell_approacher") == []


def test_the_worklist_counts_what_is_to_do_and_never_an_answer(world: World) -> None:
    event = reported(world, "child")
    name(event, YARA, BO)
    name(reported(world), YARA)
    petra = world["Petra"].actor

    def seen() -> tuple[object, object]:
        with as_(petra) as at:
            return queries.open_offers(petra, at), queries.event_list(petra)

    before = seen()
    for letter, given in zip(letters_to(world), (Answer.NO, Answer.LATER), strict=True):
        answer(offered(world, token_of(letter)), given)
    assert seen() == before
    with as_(petra) as at:
        (one,) = queries.open_offers(petra, at)
        assert (one.event_id, one.to_offer) == (event.id, 2)
        assert timedelta(0) < one.due_at - at <= timedelta(hours=24)
