"""Home, circles, numbers, reading and who sees what: open to everyone, and the same for everyone."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kring.foundation.testing import World, make_world
from kring.guideline import queries as guideline
from kring.portal.queries.documents import SLUGS as DOCUMENTS
from kring.portal.queries.reading import SLUGS
from kring.portal.tests.asking import browser, page

PUBLIC = ["/", "/kring/", "/nu-hulp/", "/wat-helpt/", "/collega/", "/wie-ziet-wat/", "/over/", "/toegankelijkheid/"]
PUBLIC += [f"/wat-helpt/{slug}/" for slug in SLUGS.values()]
PUBLIC += ["/documenten/", *(f"/documenten/{slug}/" for slug in DOCUMENTS)]


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_opens_without_signing_in_in_both_languages(path: str, language: str) -> None:
    client = browser(make_world(cast=False))
    client.cookies["taal"] = language

    response = client.get(path)

    assert response.status_code == 200
    assert page(response).count("<h1") == 1 and f'<html lang="{language}"' in page(response)
    assert not client.cookies.get("csrftoken") and not client.cookies.get("kring")


@pytest.mark.parametrize("path", PUBLIC)
def test_what_everyone_reads_is_not_written_down(path: str, world: World) -> None:
    client = browser(world)
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)

    assert not [query for query in queries if re.match(r"\s*(insert|update|delete)", query["sql"], re.IGNORECASE)]
    assert len(queries) <= 4, [query["sql"][:80] for query in queries]


def test_home_leads_to_everything_with_asking_first(world: World) -> None:
    text = page(browser(world).get("/"))

    places = [reverse(name) for name in ("support:ask", "events:report", "portal:colleague", "portal:readings")]
    found = [text.index(f'href="{place}"', text.index('id="main"')) for place in places]
    assert found == sorted(found)
    assert text.count("k-choice--first") == 1
    assert reverse("support:code") in text


def test_every_ring_of_the_picture_leads_to_its_part_of_the_page(world: World) -> None:
    home, circles = page(browser(world).get("/")), page(browser(world).get("/kring/"))
    for circle in guideline.circles():
        anchor = f"kring-{circle.key.replace('_', '-')}"
        assert f'href="/kring/#{anchor}"' in home
        assert f'id="{anchor}"' in circles


def test_the_confidential_adviser_stands_in_ring_two_and_the_physician_also_in_ring_three(world: World) -> None:
    text = page(browser(world).get("/kring/"))
    second = text.split('id="kring-at-work"')[1].split('id="kring-first-help"')[0]
    third = text.split('id="kring-first-help"')[1].split('id="kring-specialist-help"')[0]

    assert "Vertrouwenspersoon" in second and "tel:0880000001" in second
    assert "ertrouwenspersoon" not in third
    assert "edrijfsarts" in second and "edrijfsarts" in third
    assert "uiten je werk" not in third, "the occupational physician is not outside the work"


def test_a_number_that_is_shared_stands_once_in_a_ring(world: World) -> None:
    second = page(browser(world).get("/kring/")).split('id="kring-at-work"')[1].split('id="kring-first-help"')[0]

    assert second.count("tel:0880000003") == 1


def test_all_numbers_are_there_to_tap(world: World) -> None:
    text = page(browser(world).get("/nu-hulp/"))
    main = text[text.index('id="main"') :]

    for number in ("112", "113", "0880000001", "0880000002", "0880000003"):
        assert f'href="tel:{number}"' in main


def test_every_reading_page_of_the_guideline_has_its_address(world: World) -> None:
    keys = {page_.key for page_ in guideline.reading_pages()}
    listed = page(browser(world).get("/wat-helpt/"))

    assert set(SLUGS) <= keys
    assert listed.count('data-cmp="choice"') == len(keys)


def test_sources_stay_behind_a_click(world: World) -> None:
    text = page(browser(world).get("/wat-helpt/wat-is-normaal/"))

    assert "eleidsrichtlijn" not in text[: text.index('<details class="k-why"')]


def test_who_sees_what_is_the_same_for_every_role(world: World) -> None:
    clients = [browser(world), *(browser(world, world[name]) for name in ("Yara", "Marco", "Noor"))]

    assert len({page(client.get("/wie-ziet-wat/")).split("<main")[1].split("</main>")[0] for client in clients}) == 1


def test_what_two_coordinators_may_do_in_danger_stands_wherever_a_name_is_promised(world: World) -> None:
    promises, roles = page(browser(world).get("/wie-ziet-wat/")).split("<table")

    assert "Bij acuut gevaar kunnen twee coördinatoren dat samen" in promises
    assert "tenzij twee coördinatoren bij acuut gevaar samen je kaart openen" in roles
    about_health = page(browser(world).get("/documenten/dpia/")).split("Artikel 9")[1].split("Is het nodig")[0]
    assert "acuut gevaar" in about_health


def test_what_a_provider_sees_of_a_request_by_way_of_kring_is_not_left_out(world: World) -> None:
    text = page(browser(world).get("/wie-ziet-wat/"))

    assert "niets, tenzij je via Kring vraagt of ze contact opnemen" in text
    assert "tot ze die overnemen, hooguit drie dagen" in text


def test_titles_tell_nothing(world: World) -> None:
    for path in PUBLIC:
        (title,) = re.findall(r"<title>(.*?)</title>", page(browser(world).get(path)))
        assert not re.search(r"collega|zorgen|normaal|slapen|ondersteun|gebeur", title, re.IGNORECASE), title
