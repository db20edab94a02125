"""The pages of the guide: everybody reads every edition, and an old one keeps saying what it said."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client

from kring.catalogue import queries as catalogue
from kring.foundation.testing import World
from kring.foundation.testing_http import words
from kring.foundation.text import Text
from kring.guide.domain.edition import AWARE, Item
from kring.guide.tests.published import FIRST, SECOND, drafted, emptied, publish, told


@pytest.fixture
def reader(world: World) -> Iterator[Client]:
    """Somebody who did not sign in."""
    with emptied():
        yield Client(SERVER_NAME=world.host)


def test_before_the_first_edition_the_page_says_so(reader: Client) -> None:
    page = reader.get("/handreiking/")
    assert page.status_code == 200 and "Er is nog geen editie" in words(page)
    assert reader.get("/handreiking/2026-1/").status_code == 404


def test_every_measure_of_every_sector_can_be_read_from_the_first_page(reader: Client) -> None:
    publish(FIRST)
    seen: set[str] = set()
    todo = ["/handreiking/"]
    while todo:
        address = todo.pop()
        page = reader.get(address)
        assert page.status_code == 200, address
        links = set(re.findall(r'href="(/handreiking/2026-1/(?:[\w-]+/){0,2})"', page.content.decode()))
        todo += sorted(links - seen)
        seen |= links
        if address.count("/") == 5:
            seen |= set(re.findall(r'href="(/handreiking/2026-1/(?:[\w-]+/){3})"', page.content.decode()))
    wanted = {f"/handreiking/2026-1/{s}/{item.chapter}/{item.key}/" for item in drafted().items for s in item.sectors}
    assert len(wanted) > 300 and wanted <= seen


def test_a_sector_counts_its_measures_and_not_what_is_only_to_be_aware_of(reader: Client) -> None:
    publish(FIRST)
    ours = [item.chapter for item in drafted().items if "municipal" in item.sectors]
    number = len(ours) - ours.count(AWARE)
    assert 100 < number < len(ours)
    assert f"Bij elkaar {number} maatregelen." in words(reader.get("/handreiking/2026-1/municipal/"))
    assert re.search(rf"Gemeenten [^.]+\. {number} ", words(reader.get("/handreiking/")))


def test_a_measure_says_what_for_whom_the_evidence_experiences_and_its_source(reader: Client) -> None:
    told("mindfulness", again=3, total=24, group="care-professionals", situation="running-empty")
    publish(FIRST)
    page = words(reader.get("/handreiking/2026-1/care/vitality/mindfulness/"))
    for sentence in (
        "Voor wie",
        "Zorgprofessionals",
        "Wat het bewijs zegt",
        "De meesten zouden het niet weer doen",
        "Uit 24 ervaringen.",
        "Er was tijd voor onder werktijd",
        "Het paste niet in het rooster",
        "Waar dit staat",
        "Beleidsrichtlijn psychosociale ondersteuning",
        "Vergeleken met de bron op",
    ):
        assert sentence in page, sentence


def test_of_what_few_told_the_guide_says_that_too_little_is_known(reader: Client) -> None:
    told("coaching", again=3, total=3)
    publish(FIRST)
    page = words(reader.get("/handreiking/2026-1/care/vitality/coaching/"))
    assert "Hierover is te weinig bekend. Uit 3 ervaringen." in page and "van de 10" not in page
    untold = words(reader.get("/handreiking/2026-1/care/vitality/good-sleep/"))
    assert "In Kring heeft nog geen organisatie een ervaring hiermee gedeeld." in untold
    theme = words(reader.get("/handreiking/2026-1/care/vitality/"))
    assert theme.count("Uit 3 ervaringen.") == 1 and "nog geen organisatie" not in theme


def test_what_evidence_is_called_is_not_taken_for_what_organisations_told() -> None:
    for one in catalogue.lists().evidence.values():
        assert "ervaring" not in one.label.nl and "xperience" not in one.label.en, one.key


def test_nothing_of_a_single_experience_or_an_organisation_stands_in_an_edition(reader: Client) -> None:
    told("coaching", again=9, total=9)
    publish(FIRST)
    for address in ("care/vitality/coaching/", "care/vitality/", "care/", ""):
        page = words(reader.get(f"/handreiking/2026-1/{address}"))
        assert "Begin klein" not in page and "Huis aan de Maas" not in page


def test_an_old_edition_keeps_saying_what_it_said_and_points_to_the_newer(reader: Client) -> None:
    def before(item: Item) -> Item:
        return replace(item, summary=Text("Zo was het toen.", "So it was.")) if item.key == "coaching" else item

    publish(FIRST, before)
    publish(SECOND)
    address = "care/vitality/coaching/"
    old = words(reader.get(f"/handreiking/2026-1/{address}"))
    assert "Zo was het toen." in old and "Er is een nieuwere editie" in old and "3 augustus 2026" in old
    new = words(reader.get(f"/handreiking/2026-2/{address}"))
    assert "Zo was het toen." not in new and "Er is een nieuwere editie" not in new
    assert "Editie 2026-2 · 9 november 2026" in words(reader.get("/handreiking/"))


def test_what_is_only_for_care_is_not_in_the_guide_for_municipalities(reader: Client) -> None:
    publish(FIRST)
    (crm,) = [item for item in drafted().items if item.key == "crew-resource-management"]
    for sector, answer in (("care", 200), ("municipal", 404)):
        assert reader.get(f"/handreiking/2026-1/{sector}/{crm.chapter}/{crm.key}/").status_code == answer
    for item in drafted().items:
        only_care = bool(item.groups) and set(item.groups) <= {"care-professionals", "trainees"}
        assert ("municipal" in item.sectors) is not only_care, item.key
        assert {"academic", "care"} <= set(item.sectors)


@pytest.mark.parametrize(
    "address",
    [
        "2026-9/",
        "2026-1/farming/",
        "2026-1/care/nothing/",
        "2026-1/care/vitality/nothing/",
        "2026-1/care/social/coaching/",
    ],
)
def test_what_is_not_there_is_not_found(reader: Client, address: str) -> None:
    publish(FIRST)
    assert reader.get(f"/handreiking/{address}").status_code == 404


def test_in_english_the_same_edition_is_read(reader: Client) -> None:
    publish(FIRST)
    reader.cookies["taal"] = "en"
    page = words(reader.get("/handreiking/2026-1/municipal/"))
    assert "Municipalities" in page and "Choose a theme" in page and "Gemeenten" not in page
