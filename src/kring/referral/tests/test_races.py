"""Two at once in the signpost: nobody reads an error, and nothing is kept twice."""

from datetime import timedelta
from uuid import UUID

from kring.foundation.actor import Actor
from kring.foundation.tenancy.queries import local_day
from kring.foundation.testing import World, as_, fetch
from kring.foundation.testing_races import Turn, meet
from kring.referral.actions.ask_contact import ask_contact
from kring.referral.actions.end_contact import take_back
from kring.referral.actions.fill_pool import fill_pool
from kring.referral.actions.keep_checks import Check, keep_check
from kring.referral.actions.keep_provider import remove_provider
from kring.referral.actions.keep_text import keep_text
from kring.referral.actions.watch_signpost import watch_signpost
from kring.referral.domain.contact import Caller
from kring.referral.domain.meanwhile import Meanwhile
from kring.referral.tests.making import TOKEN, listed


def test_the_first_codes_of_a_provider_sent_twice_at_once_are_there_once(world: World) -> None:
    provider, anton = listed(world), world["Anton"].actor

    def fills() -> Turn:
        return Turn(anton, lambda at: fill_pool(provider_id=provider, codes=("A-1", "A-2"), by=anton, at=at))

    assert meet(fills(), fills()) == (None, None)
    assert fetch("select batch from referral_codepool where provider_id = %s", provider) == [(2,)]


def test_the_first_check_sent_twice_at_once_is_there_once(world: World) -> None:
    petra = world["Petra"].actor

    def keeps(how: str) -> Turn:
        check = Check(None, None, how_nl=how)
        return Turn(petra, lambda at: keep_check(kind="pmo", check=check, by=petra, at=at))

    assert meet(keeps("Vraag het je leidinggevende."), keeps("Meld je aan.")) == (None, None)
    kept = fetch("select how_nl from referral_healthcheck where organisation_id = %s", world.organisation_id)
    assert kept == [("Meld je aan.",)]


def writes(world: World, name: str, after: int) -> Turn:
    actor = world[name].actor
    return Turn(
        actor,
        lambda at: keep_text(
            page="what_helps",
            language="nl",
            body=f"Van {name}.",
            review_on=local_day(world.organisation_id, at) + timedelta(days=90),
            after=after,
            by=actor,
            at=at,
        ),
    )


def test_of_two_who_write_the_same_page_at_once_the_second_hears_so(world: World) -> None:
    for after in (0, 1):  # there is no version yet, and there is one
        first, second = meet(writes(world, "Petra", after), writes(world, "Dirk", after))
        assert first is None and isinstance(second, Meanwhile)
    current = "select body from referral_owntext where organisation_id = %s and is_current"
    assert fetch(current, world.organisation_id) == [("Van Petra.",)]


def asked(world: World, provider: UUID) -> UUID:
    with as_(world.public) as at:
        ask_contact(
            provider_id=provider, caller=Caller("Yara", "call", "0612345678"), form_token=TOKEN, by=world.public, at=at
        )
    ((request,),) = fetch("select id from referral_contactrequest where provider_id = %s", provider)
    assert isinstance(request, UUID)
    return request


def test_a_request_is_taken_back_while_the_night_takes_its_provider_away(world: World) -> None:
    provider, petra, job = listed(world), world["Petra"].actor, world.job("night")
    request = asked(world, provider)
    with as_(petra) as at:
        remove_provider(provider_id=provider, by=petra, at=at)
    caller = Actor("guest", world.organisation_id, request)
    takes_back = Turn(caller, lambda at: take_back(by=caller), stands_still='DELETE FROM "keys_datakey"')
    night = Turn(job, lambda at: watch_signpost(world.organisation_id, job, at))
    assert meet(takes_back, night) == (None, None)
    assert fetch("select count(*) from referral_contactrequest where id = %s", request) == [(0,)]
