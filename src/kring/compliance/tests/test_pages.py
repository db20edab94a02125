"""The guideline as it stands here: open to everyone, honest about what is not known, and answered by few."""

import re
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from kring.compliance.tests.answering import browser, filled_in, night, published, today
from kring.foundation.testing import World, fetch


def _text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_everyone_reads_how_far_the_organisation_is_without_signing_in(world: World) -> None:
    night(world)
    page = browser(world).get("/richtlijn/")
    assert page.status_code == 200
    text = _text(page.content.decode())
    assert "De richtlijn vraagt 84 dingen" in text
    assert "Een protocol voor andere hulp" in text


def test_before_the_first_night_it_says_that_nothing_was_looked_up(world: World) -> None:
    assert "nog niets nagekeken" in _text(browser(world).get("/richtlijn/").content.decode())
    page = _text(browser(world).get("/richtlijn/a9/").content.decode())
    assert "dat gebeurt vannacht" in page and "Niet nog bekend".lower() not in page


def test_without_a_published_half_year_the_figures_say_not_yet(world: World) -> None:
    night(world)
    page = _text(browser(world).get("/richtlijn/a9/").content.decode())
    assert "nog geen cijfer vastgesteld" in page


def test_published_figures_show_it_and_lead_to_their_definition(world: World) -> None:
    published(world, supported=60, first_in_time=55, asked=65, conditions_told=30)
    night(world)
    page = browser(world).get("/richtlijn/a9/").content.decode()
    assert "Ongeveer 55 van de 60 eerste gesprekken waren op tijd." in _text(page)
    assert "Aangetoond" in _text(page)
    anchor = re.search(r'/richtlijn/bewijs/#(d\d+)"', page)
    assert anchor and f'id="{anchor[1]}"' in browser(world).get("/richtlijn/bewijs/").content.decode()
    told = _text(browser(world).get("/richtlijn/a19/").content.decode())
    assert "Ongeveer 30 van de 60" in told and "Deels aangetoond" in told


def test_a_half_year_that_was_published_tonight_is_seen_after_the_night(world: World) -> None:
    night(world)
    published(world, supported=60, first_in_time=55)
    assert "Ongeveer 55" not in browser(world).get("/richtlijn/a9/").content.decode()
    night(world)
    assert "Ongeveer 55" in browser(world).get("/richtlijn/a9/").content.decode()


def test_the_plain_sentence_stands_open_and_the_number_behind_why(world: World) -> None:
    page = browser(world).get("/richtlijn/a25-h/").content.decode()
    before, _, _behind = page.partition("<details")
    assert "A25" not in _text(before)
    assert "aanbeveling 25" in _text(page) and "uit de praktijk" in _text(page)


@pytest.mark.parametrize("slug", ["a37", "a0", "a25-z", "b1", "a1-a-a", "x"])
def test_what_the_guideline_does_not_ask_is_not_there(world: World, slug: str) -> None:
    assert browser(world).get(f"/richtlijn/{slug}/").status_code == 404


def test_an_administrator_answers_and_everyone_reads_it(world: World) -> None:
    client, day = browser(world, world["Anton"]), today(world)
    sent = client.post("/beheer/richtlijn/a32/", filled_in(day))
    assert sent.status_code == 302
    page = _text(browser(world).get("/richtlijn/a32/").content.decode())
    assert "Protocol doorgeleiding" in page and "Wie ervoor zorgt: hoofd HR" in page and "Aangetoond" in page
    assert fetch("select count(*) from audit_accessline where event = 'compliance.answered'")[0][0] >= 1


def test_a_coordinator_explains_why_it_is_done_otherwise(world: World) -> None:
    client, day = browser(world, world["Petra"]), today(world)
    form = filled_in(
        day, way="explained", title="", place="", dated="", valid_until="", argument="Wij werken met één team."
    )
    assert client.post("/coordinatie/richtlijn/a7/", form).status_code == 302
    page = _text(browser(world).get("/richtlijn/a7/").content.decode())
    assert "Wij doen het anders, want: Wij werken met één team." in page


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"review_on": "2020-01-01"}, "Kies een dag na vandaag"),
        ({"valid_until": "2020-01-01"}, "vóór de datum die erop staat"),
        ({"dated": "2999-01-01"}, "Deze datum moet nog komen"),
        ({"owner": "yara@voorbeeld.test"}, "Noem een functie"),
        ({"place": "javascript:alert(1)"}, "begint met https://"),
        ({"title": "x" * 121}, "hooguit 120"),
        ({"way": "perhaps"}, "Kies"),
    ],
)
def test_what_cannot_be_is_said_at_the_field(world: World, changes: dict[str, str], message: str) -> None:
    answer = browser(world, world["Anton"]).post("/beheer/richtlijn/a32/", filled_in(today(world), **changes))
    assert answer.status_code == 422
    assert message in _text(answer.content.decode())
    assert fetch("select 1 from compliance_answer where organisation_id = %s", world.organisation_id) == []


def test_two_at_once_is_told_and_nothing_is_lost(world: World) -> None:
    day, one, two = today(world), browser(world, world["Anton"]), browser(world, world["Petra"])
    assert one.post("/beheer/richtlijn/a32/", filled_in(day)).status_code == 302
    late = two.post("/coordinatie/richtlijn/a32/", filled_in(day, owner="mijn eigen functie"))
    assert late.status_code == 409
    text = _text(late.content.decode())
    assert "Iemand anders was je net voor" in text and "mijn eigen functie" in text and "hoofd HR" in text
    again = two.post("/coordinatie/richtlijn/a32/", filled_in(day, revision="1", owner="mijn eigen functie"))
    assert again.status_code == 302
    for older in ("1", "", "9" * 5000):
        assert one.post("/beheer/richtlijn/a32/weg/", {"revision": older}).status_code == 302
    assert fetch("select owner from compliance_answer where organisation_id = %s", world.organisation_id) == [
        ("mijn eigen functie",)
    ]
    one.post("/beheer/richtlijn/a32/weg/", {"revision": "2"})
    assert fetch("select 1 from compliance_answer where organisation_id = %s", world.organisation_id) == []


def test_nobody_else_answers(world: World) -> None:
    day = today(world)
    for name in ("Hanna", "Marco", "Noor", "Yara"):
        assert browser(world, world[name]).post("/beheer/richtlijn/a32/", filled_in(day)).status_code == 404
    assert browser(world, world["Anton"]).get("/beheer/richtlijn/a1/").status_code == 404, "answered by its parts"


def test_words_are_never_markup(world: World) -> None:
    client = browser(world, world["Anton"])
    client.post(
        "/beheer/richtlijn/a32/", filled_in(today(world), title="<script>alert(1)</script>", place="<b>kast</b>")
    )
    page = browser(world).get("/richtlijn/a32/").content.decode()
    assert "<script>alert" not in page and "<b>kast" not in page


def test_the_gap_list_can_be_for_one_group(world: World) -> None:
    night(world)
    every = browser(world).get("/richtlijn/?alles=1").content.decode()
    doctors = browser(world).get("/richtlijn/?voor=occupational_health&alles=1").content.decode()
    assert len(doctors) < len(every)
    assert browser(world).get("/richtlijn/?voor=nobody").status_code == 200


def test_ten_years_of_figures_cost_as_many_queries_as_none(world: World) -> None:
    night(world)

    def queries() -> int:
        client = browser(world)
        client.get("/richtlijn/")
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/richtlijn/").status_code == 200
        return len(seen)

    before = queries()
    for year in range(2016, 2026):
        for half in ("H1", "H2"):
            published(world, f"{year}{half}", supported=60, first_in_time=55, offers_due=40, offers_in_day=40)
    night(world)
    client, day = browser(world, world["Anton"]), today(world)
    for slug in ("a32", "a31", "a21"):
        client.post(f"/beheer/richtlijn/{slug}/", filled_in(day))
    assert queries() == before


def test_an_answer_that_is_over_is_said_so(world: World) -> None:
    day = today(world)
    browser(world, world["Anton"]).post(
        "/beheer/richtlijn/a32/", filled_in(day, valid_until=(day + timedelta(days=1)).isoformat())
    )
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "update compliance_answer set valid_until = %s, review_on = %s where organisation_id = %s",
            [day - timedelta(days=1), day - timedelta(days=1), world.organisation_id],
        )
    page = _text(browser(world).get("/richtlijn/a32/").content.decode())
    assert "Het document is verlopen." in page and "Deels aangetoond" in page and "aan de beurt" in page
    assert "Weer aan de beurt" in _text(browser(world, world["Anton"]).get("/richtlijn/").content.decode())
    assert "Weer aan de beurt" not in _text(browser(world).get("/richtlijn/").content.decode())
