"""The frame around every page: places by role, help now with true hours, whose Kring it is."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from kring.foundation.actor import Actor
from kring.foundation.testing import Clock, World, make_world
from kring.portal import middleware
from kring.portal.queries import house
from kring.portal.tests.asking import browser, page
from kring.ui.frame import Frame

NOVEMBER = datetime(2026, 11, 9, 12, tzinfo=UTC)


def frame(client: Client, path: str = "/") -> Frame:
    """What stands around this page."""
    found = client.get(path).context["frame"]
    assert isinstance(found, Frame)
    return found


def labels(client: Client, path: str = "/") -> list[str]:
    return [str(item.label) for item in frame(client, path).nav]


def test_everyone_has_the_same_four_places(world: World) -> None:
    four = ["Voor jou", "Kring om je heen", "Wat helpt", "Mijn gesprekken"]

    assert labels(browser(world)) == labels(browser(world, world["Yara"])) == four
    assert labels(browser(world, world["Noor"])) == four


def test_who_steers_finds_the_figures_too(world: World) -> None:
    for name in ("Hanna", "Marco", "Anton"):
        assert labels(browser(world, world[name]))[-1] == "Cijfers"


def test_every_place_of_every_role_is_there(world: World) -> None:
    everything = Actor("web", world.organisation_id, roles=frozenset({"supporter", "coordinator", "hr"}))
    for area in ("professional", "supporter", "coordinator"):
        for name, *_rest in middleware._places(area, everything.roles):
            assert reverse(name)


def test_each_role_has_its_own_places(world: World) -> None:
    supporter, coordinator = browser(world, world["Noor"]), browser(world, world["Petra"])

    assert labels(supporter, reverse("support:today")) == ["Vandaag", "Beschikbaarheid", "Leidraad"]
    assert labels(supporter, reverse("support:guide")) == ["Vandaag", "Beschikbaarheid", "Leidraad"]
    assert labels(coordinator, "/coordinatie/team/") == [
        *("Overzicht", "Aanvragen", "Aanbod", "Team", "Wegwijzer", "Cijfers")
    ]
    assert [str(item.label) for item in frame(coordinator).roles] == ["Voor jou", "Als coördinator"]
    assert frame(browser(world, world["Yara"])).roles == ()


def test_the_figures_belong_to_the_role_one_looks_in(world: World) -> None:
    assert "Overzicht" in labels(browser(world, world["Petra"]), "/cijfers/")
    assert "Overzicht" not in labels(browser(world, world["Hanna"]), "/cijfers/")


@pytest.mark.parametrize(
    ("path", "current"),
    [("/", "Voor jou"), ("/kring/", "Kring om je heen"), ("/wat-helpt/wat-helpt/", "Wat helpt"), ("/over/", None)],
)
def test_one_place_at_most_is_the_current_one(world: World, path: str, current: str | None) -> None:
    found = [str(item.label) for item in frame(browser(world), path).nav if item.current]

    assert found == ([current] if current else [])


def test_a_name_stands_there_only_for_who_is_signed_in(world: World) -> None:
    signed_in, stranger = frame(browser(world, world["Yara"])), frame(browser(world))

    assert (signed_in.account_label, signed_in.sign_in_url) == ("Yara", "")
    assert signed_in.sign_out_url == reverse("account_logout")
    assert (stranger.account_label, stranger.sign_in_url) == ("", reverse("account_login"))


@pytest.mark.parametrize(
    ("hour", "phone", "label"),
    [
        (5, "", "vandaag vanaf 7.00 uur"),
        (12, "088 000 00 00", "vandaag tot 23.00 uur"),
        (22, "", "morgen vanaf 7.00 uur"),
    ],
)
def test_help_now_tells_the_hours_of_the_organisations_own_clock(
    world: World, clock: Clock, hour: int, phone: str, label: str
) -> None:
    clock.stand_at(NOVEMBER.replace(hour=hour))  # an hour later in Amsterdam

    found = frame(browser(world)).help

    assert (found.on_call_phone, str(found.on_call_label)) == (phone, label)


def test_in_summer_the_same_hour_is_another_one(world: World, clock: Clock) -> None:
    clock.stand_at(datetime(2026, 7, 9, 5, 30, tzinfo=UTC))  # half past seven in Amsterdam

    assert frame(browser(world)).help.on_call_phone == "088 000 00 00"


def test_without_a_line_nothing_is_promised(clock: Clock) -> None:
    world = make_world(cast=False, on_call_phone="")

    found = frame(browser(world)).help

    assert (found.on_call_phone, found.on_call_label) == ("", "")
    assert [number.phone for number in found.numbers][:2] == ["112", "113"]


def test_the_numbers_of_the_organisation_are_one_tap_away() -> None:
    world = make_world(cast=False, confidential_adviser="Mieke, 088 1", occupational_health="aan de balie")

    assert "088 1" not in page(browser(world).get("/")).split("</aside>")[0]
    world = make_world(cast=False, confidential_adviser="Mieke, 088 111 11 11", occupational_health="aan de balie")
    line = page(browser(world).get("/")).split("</aside>")[0]
    assert "tel:0881111111" in line and "Mieke" in line and "aan de balie" not in line


@pytest.mark.parametrize("path", ["/bestaat-niet/", "/coordinatie/", "/wat-helpt/bestaat-niet/"])
def test_a_refusal_has_the_whole_frame(world: World, path: str) -> None:
    response = browser(world, world["Yara"]).get(path)

    assert response.status_code == 404
    assert "tel:112" in page(response) and "Mijn gesprekken" in page(response)


def test_a_page_without_an_organisation_has_no_frame_and_works(world: World) -> None:
    assert Client(SERVER_NAME=world.host).get("/healthz").status_code in {200, 503}


def test_another_organisation_has_its_own_name_and_numbers() -> None:
    one, two = make_world(cast=False, name="Ziekenhuis Eén"), make_world(cast=False, name="Gemeente Twee")

    assert "Ziekenhuis Eén" in page(browser(one).get("/")) and "Gemeente Twee" not in page(browser(one).get("/"))
    assert "Gemeente Twee" in page(browser(two).get("/"))


def test_the_organisation_is_read_twice_a_minute_at_most(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    real = house.organisation
    monkeypatch.setattr(house, "organisation", lambda pk: asked.append(pk) or real(pk))
    for _ in range(3):
        browser(world).get("/kring/")

    assert asked == [world.organisation_id]


def test_times_on_a_page_are_those_of_the_organisation(world: World, clock: Clock) -> None:
    clock.stand_at(NOVEMBER)
    with_greeting = browser(world, world["Petra"])
    assert "Goedemiddag." in page(with_greeting.get("/coordinatie/"))
    clock.stand_at(NOVEMBER - timedelta(hours=1, minutes=1))  # one minute before noon in Amsterdam
    assert "Goedemorgen." in page(browser(world, world["Petra"]).get("/coordinatie/"))


def test_outside_the_demonstration_nothing_points_to_it(world: World) -> None:
    assert not settings.KRING_DEMO
    assert "/demo/" not in page(browser(world).get("/"))
