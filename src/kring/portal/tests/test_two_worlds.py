"""
Two worlds: nobody who may not know can tell them apart.

The same people, the same pages, before and after somebody is supported; and with an offer that was answered.
"""

import pytest

from kring.foundation.testing import World
from kring.portal.tests.asking import accept, ask, browser, match, page

PAGES = [
    "/",
    "/kring/",
    "/nu-hulp/",
    "/wat-helpt/",
    "/collega/",
    "/wie-ziet-wat/",
    "/cijfers/",
    "/gegevens/",
    "/mijn/",
]
ADMINISTERING = [
    "/beheer/",
    "/beheer/rollen/",
    "/beheer/mensen/?q=a",
    "/beheer/mensen/?q=oo",
    "/beheer/afdelingen/",
    "/beheer/instellingen/",
    "/beheer/instellingen/nummers/",
    "/beheer/instellingen/klokken/",
    "/beheer/instellingen/lijst/",
]
OTHERS = ["/coordinatie/", "/coordinatie/rollen/", "/gesprekken/", *ADMINISTERING]
NOT_TOLD = ["Marco", "Hanna", "Anton"]


def seen(world: World, name: str) -> list[tuple[int, str]]:
    """Every page, those of other roles, and the page of every colleague."""
    client = browser(world, world[name])
    everybody = [f"/beheer/mensen/{one.id}/" for one in world.people.values()]
    responses = [client.get(path, follow=True) for path in [*PAGES, *OTHERS, *everybody]]
    return [(response.status_code, page(response)) for response in responses]


@pytest.mark.parametrize("name", NOT_TOLD)
def test_who_leads_or_administers_sees_the_same_with_and_without_support(world: World, name: str) -> None:
    without = seen(world, name)
    ask(world, person_id=world["Yara"].id)
    match(world)
    accept(world)
    ask(world)

    assert seen(world, name) == without


def test_this_test_can_fail(world: World) -> None:
    """A coordinator does see a difference."""
    without = seen(world, "Petra")
    ask(world)

    assert seen(world, "Petra") != without


def test_the_public_pages_are_the_same_too(world: World) -> None:
    client = browser(world)
    before = [page(client.get(path)) for path in PAGES[:6]]
    ask(world)
    match(world)
    accept(world)

    assert [page(client.get(path)) for path in PAGES[:6]] == before
