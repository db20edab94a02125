"""The rules of access by themselves: the database lets everything through here, and still each action is refused."""

from dataclasses import replace
from uuid import UUID

import pytest

from kring.foundation.actor import Actor
from kring.foundation.decision import NotAllowed
from kring.foundation.testing import World, as_, fetch, make_world, without_walls
from kring.referral.actions.end_contact import take_back, take_over
from kring.referral.actions.keep_provider import add_provider, remove_provider
from kring.referral.queries import contact as queries
from kring.referral.tests.making import BERK, listed
from kring.referral.tests.test_contact import asks

TABLES = ("referral_contactrequest", "referral_provider", "referral_providertext", "keys_datakey")


@pytest.fixture(autouse=True)
def with_a_page(world: World) -> None:
    """Two who may keep a page of their own."""
    world.person("Vera", "adviser")
    world.person("Bas", "occupational")


@pytest.fixture
def request_id(world: World) -> UUID:
    """Somebody wants to be called back by Vera, who keeps a page of her own."""
    provider = listed(world, "Vera", place="confidential_adviser", keeper_id=world["Vera"].id)
    assert asks(world, provider).status_code == 200
    ((found,),) = fetch("select id from referral_contactrequest where organisation_id = %s", world.organisation_id)
    assert isinstance(found, UUID)
    return found


def test_nobody_else_reads_takes_over_or_takes_back(world: World, request_id: UUID) -> None:
    elsewhere = make_world().organisation_id
    vera, link = world["Vera"].actor, Actor("guest", world.organisation_id, request_id)
    others = [world[name].actor for name in ("Bas", "Petra", "Marco", "Hanna", "Anton", "Noor", "Yara")]
    others += [world.public, replace(vera, roles=frozenset()), replace(vera, organisation_id=elsewhere)]
    others += [
        replace(link, organisation_id=elsewhere),
        replace(link, kind="web"),
        replace(link, subject=vera.subject),
    ]
    with without_walls(*TABLES):
        for by in others:
            with pytest.raises(NotAllowed), as_(by):
                take_over(request_id=request_id, by=by)
            with pytest.raises(NotAllowed), as_(by):
                queries.caller(request_id, by)
        for by in (replace(link, organisation_id=elsewhere), replace(link, kind="web")):
            with pytest.raises(NotAllowed), as_(by):
                take_back(by=by)
        with as_(vera):
            assert queries.caller(request_id, vera)


def test_a_page_of_ones_own_is_of_ones_own_craft(world: World) -> None:
    """Who keeps a page as confidential adviser does not become a physician by saying so."""
    vera = world["Vera"].actor
    physician = replace(BERK, place="occupational_physician", keeper_id=vera.subject)
    with without_walls(*TABLES), pytest.raises(NotAllowed), as_(vera) as at:
        add_provider(entry=physician, by=vera, at=at)


def test_who_gave_the_role_up_keeps_no_page(world: World) -> None:
    by = replace(world["Vera"].actor, roles=frozenset())
    page = listed(world, "Vera", place="confidential_adviser", keeper_id=by.subject)
    with without_walls(*TABLES), pytest.raises(NotAllowed), as_(by) as at:
        remove_provider(provider_id=page, by=by, at=at)
    with without_walls(*TABLES), pytest.raises(NotAllowed), as_(by) as at:
        add_provider(entry=replace(BERK, place="confidential_adviser", keeper_id=by.subject), by=by, at=at)


@pytest.mark.parametrize("who", ["Vera", "Noor", "Marco", "Hanna", "Yara"])
def test_nobody_keeps_an_entry_of_the_organisation_or_of_somebody_else(world: World, who: str) -> None:
    by = world[who].actor
    for keeper in (None, world["Bas"].id):
        with without_walls(*TABLES), pytest.raises(NotAllowed), as_(by) as at:
            add_provider(entry=replace(BERK, keeper_id=keeper), by=by, at=at)
