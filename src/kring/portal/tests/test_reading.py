"""Pages to read: in the organisation's own words, around the rings, and on paper."""

import html
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kring.foundation.testing import World, as_, insert
from kring.portal.queries.reading import SLUGS
from kring.portal.queries.sheets import SIZES
from kring.referral.actions.keep_text import keep_text


def browser(world: World) -> Client:
    return Client(SERVER_NAME=world.host)


def words(response: Any) -> str:
    """What a page says, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def listed(world: World, name: str = "Praktijk De Berk", place: str = "psychologist") -> None:
    """Somebody in the signpost."""
    insert(
        "referral_provider",
        id=uuid4(),
        organisation_id=world.organisation_id,
        place=place,
        name=name,
        is_inside=True,
        good_at=["shock"],
        route="direct",
        cost="free",
        anonymity="confidential",
        languages=["nl"],
        checked_how="",
        phone="088 000 00 10",
        mail="",
        website="",
        takes_requests=False,
        owner_id=world["Petra"].id,
        is_removed=False,
    )


def page(world: World, path: str) -> str:
    return words(browser(world).get(path))


@pytest.mark.parametrize("slug", SLUGS.values())
def test_everyone_reads_every_page(world: World, slug: str) -> None:
    assert browser(world).get(f"/wat-helpt/{slug}/").status_code == 200


def test_a_page_in_own_words_stands_instead_of_kring_s(world: World) -> None:
    petra = world["Petra"].actor
    with as_(petra) as at:
        review = at.date() + timedelta(days=30)
        body = "Eerst dit.\n\n## Bij ons\n\n- de <b>stilteruimte</b>"
        keep_text(page="what_helps", language="nl", body=body, review_on=review, after=0, by=petra, at=at)
    said = browser(world).get("/wat-helpt/wat-helpt/").content.decode()
    assert "de &lt;b&gt;stilteruimte&lt;/b&gt;" in said
    assert "Kun je niet slapen?" not in said
    assert "een afspraak van je eigen organisatie" in said
    english = browser(world)
    english.cookies["taal"] = "en"
    assert "Can't sleep?" in words(english.get("/wat-helpt/wat-helpt/"))


def test_the_rings_say_who_stands_there_in_this_organisation(world: World) -> None:
    listed(world, name="Berk binnen", place="company_social_worker")
    listed(world, name="Bedrijfsarts Bo", place="occupational_physician")
    said = page(world, "/kring/")
    assert said.count("Berk binnen") == 1
    assert said.count("Bedrijfsarts Bo") == 2  # in ring two and in ring three (decision 17)


def test_the_picture_of_the_rings_can_be_walked_through(world: World) -> None:
    said = browser(world).get("/kring/").content.decode()
    picture = said[said.index('<svg class="k-rings__picture"') :]
    picture = picture[: picture.index("</svg>")]
    assert 'role="group" aria-label="De kring om je heen"' in picture
    assert picture.count("<a href") == picture.count("aria-label=") - 1 == 5
    assert "tabindex" not in picture and "aria-hidden" not in picture


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_page_on_paper_is_an_accessible_pdf_of_one_sheet(world: World, size: str, language: str) -> None:
    client = browser(world)
    client.cookies["taal"] = language
    answer: Any = client.get(f"/wat-helpt/tijdens-en-erna/papier/{size}/")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.content.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in answer.content
    assert b"pdfuaid" in answer.content
    assert answer.content.count(b"/Type /Page\n") + answer.content.count(b"/Type/Page/") <= 1


@pytest.mark.parametrize("path", ["tijdens-en-erna/papier/a0/", "bestaat-niet/papier/a4/"])
def test_what_is_not_there_is_not_printed(world: World, path: str) -> None:
    assert browser(world).get(f"/wat-helpt/{path}").status_code == 404


def test_home_and_the_ways_on_lead_to_the_signpost(world: World) -> None:
    listed(world)
    for path in ("/", "/kring/", "/nu-hulp/", "/laat-weten/anders/"):
        assert "/wegwijzer/" in browser(world).get(path).content.decode(), path
