"""A manager's and a trainer's page: the chosen sentences and nothing else; it looks the same whoever talks."""

import re
from uuid import UUID

import pytest

from kring.foundation.testing import Somebody, World, as_
from kring.portal.tests.asking import NAME, accept, ask, browser, match, page
from kring.support.actions.share import share

TEAM, TRAINEES, ASPECTS = "/mijn-team/", "/als-opleider/", "/mijn-team/wat-je-kunt/"


def tell(world: World, request: UUID, recipient: str, *sentences: str, to: Somebody | None = None) -> None:
    actor = world.code(request)
    with as_(actor) as at:
        share(
            trajectory_id=request,
            recipient=recipient,
            sentences=sentences,
            recipient_id=to.id if to else None,
            recipient_name=to.name if to else "",
            by=actor,
            at=at,
        )


def supported(world: World) -> UUID:
    found = ask(world)
    match(world)
    accept(world)
    return found


@pytest.mark.parametrize(
    ("path", "goes_in"), [(TEAM, {"Marco"}), (TRAINEES, {"Oscar"}), (ASPECTS, {"Marco", "Oscar", "Yara", "Petra"})]
)
def test_each_page_is_for_whom_it_is_meant(world: World, path: str, goes_in: set[str]) -> None:
    world.person("Oscar", "trainer")
    for name in ("Marco", "Oscar", "Yara", "Petra"):
        assert browser(world, world[name]).get(path).status_code == (200 if name in goes_in else 404)


def test_a_manager_sees_the_same_page_whether_somebody_talks_or_not(world: World) -> None:
    before = page(browser(world, world["Marco"]).get(TEAM))
    request = supported(world)
    assert page(browser(world, world["Marco"]).get(TEAM)) == before
    tell(world, request, "coordinator", "in_contact")
    assert page(browser(world, world["Marco"]).get(TEAM)) == before


def test_a_manager_reads_the_sentence_until_it_is_taken_back(world: World) -> None:
    request = supported(world)
    before = page(browser(world, world["Marco"]).get(TEAM))
    tell(world, request, "line_manager", "ask_me", to=world["Marco"])
    during = page(browser(world, world["Marco"]).get(TEAM))
    assert f"{NAME} vindt het fijn als je vraagt hoe het gaat." in during
    assert "Noor" not in during and str(request) not in during
    tell(world, request, "line_manager")
    assert page(browser(world, world["Marco"]).get(TEAM)) == before


def test_a_trainer_reads_only_what_was_chosen_for_a_trainer(world: World) -> None:
    oscar = world.person("Oscar", "trainer", "manager")
    request = supported(world)
    tell(world, request, "line_manager", "in_contact", to=world["Marco"])
    assert NAME not in page(browser(world, oscar).get(TRAINEES)) + page(browser(world, oscar).get(TEAM))
    tell(world, request, "trainer", "rather_not", to=oscar)
    assert f"{NAME} heeft liever dat je er niet over begint." in page(browser(world, oscar).get(TRAINEES))
    assert NAME not in page(browser(world, oscar).get(TEAM))


def test_a_coordinator_reads_what_was_chosen_for_coordinators(world: World) -> None:
    request = supported(world)
    assert NAME not in page(browser(world, world["Petra"]).get("/coordinatie/"))
    tell(world, request, "coordinator", "in_contact")
    assert f"{NAME} heeft contact met" in page(browser(world, world["Petra"]).get("/coordinatie/"))


def test_the_page_shows_how_to_ask_and_has_nothing_to_fill_in(world: World) -> None:
    shown = page(browser(world, world["Marco"]).get(TEAM))
    for words in ("Zo vraag je hoe het gaat", "Check-in", "Check-out", "Herinner mij"):
        assert words in shown
    assert not re.search(r"<textarea|<input type=\"(text|checkbox|radio)", shown)


def test_thirteen_aspects_can_be_read_without_signing_in(world: World) -> None:
    shown = page(browser(world).get(ASPECTS))
    assert len(re.findall(r"<h3>", shown)) == 13
    assert "aanbeveling 20" in shown
    assert "<input" not in shown.split("<main")[1].split("</main")[0]


def test_places_in_the_menu_fit_the_role(world: World) -> None:
    oscar = world.person("Oscar", "trainer")
    assert 'href="/mijn-team/"' in page(browser(world, world["Marco"]).get("/"))
    assert 'href="/als-opleider/"' in page(browser(world, oscar).get("/"))
    assert "/mijn-team/" not in page(browser(world, world["Yara"]).get("/"))
