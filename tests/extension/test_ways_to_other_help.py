"""Pages of other contexts lead into the signpost already narrowed; what they ask for must be something it knows."""

from django.test import Client

from kring.foundation.testing import World
from kring.referral.tests.making import listed


def found(world: World, address: str) -> str:
    """The part of the page that lists people."""
    page = Client(SERVER_NAME=world.host).get(address)
    assert page.status_code == 200
    return page.content.decode().partition("<main")[2].partition("</main>")[0]


def test_somebody_outside_is_what_an_offer_leads_to(world: World) -> None:
    listed(world)
    listed(world, name="Fatma, vertrouwenspersoon", place="confidential_adviser", is_inside=True, good_at=("conduct",))
    everyone = found(world, "/wegwijzer/")
    assert "Praktijk De Berk" in everyone and "Fatma" in everyone
    outside = found(world, "/wegwijzer/?outside=on")
    assert "Praktijk De Berk" in outside and "Fatma" not in outside


def test_somebody_for_unwanted_behaviour_is_what_its_own_way_leads_to(world: World) -> None:
    listed(world)
    listed(world, name="Fatma, vertrouwenspersoon", place="confidential_adviser", is_inside=True, good_at=("conduct",))
    own_way = found(world, "/wegwijzer/?good_at=conduct")
    assert "Fatma" in own_way and "Praktijk De Berk" not in own_way


def test_with_an_empty_signpost_it_still_leads_on(world: World) -> None:
    empty = found(world, "/wegwijzer/?good_at=conduct&outside=on")
    assert "/praten/" in empty or "/nu-hulp/" in empty or "tel:" in empty
