"""Editions: a copy that stays, at most one a quarter by itself, and a list of changes worked out from two of them."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from kring.catalogue.queries import lists
from kring.foundation.actor import Actor
from kring.foundation.decision import NotAllowed
from kring.foundation.plain import made, plain
from kring.foundation.testing import World, as_, fetch
from kring.foundation.testing_http import words
from kring.foundation.text import Text
from kring.guide.access import PUBLISHES, may_make, may_publish
from kring.guide.actions.publish_edition import publish_edition
from kring.guide.domain.changes import changes
from kring.guide.domain.edition import Content, Edition, Item, Verdict, next_key, quarter, verdict
from kring.guide.domain.reading import GuideFileError, read_around
from kring.guide.queries.changes import pending
from kring.guide.queries.draft import DATA
from kring.guide.queries.editions import edition, editions
from kring.guide.tests.published import FIRST, OPERATOR, SECOND, drafted, emptied, publish, told

CHANGES = "/handreiking/2026-2/wijzigingen/"
EDITIONS = "select key, published_on::text from shared.guide_edition order by number"


@pytest.fixture
def reader(world: World) -> Iterator[Client]:
    """Somebody who did not sign in."""
    with emptied():
        yield Client(SERVER_NAME=world.host)


def as_it_was(item: Item) -> Item | None:
    """The first edition of these tests, before anything changed."""
    match item.key:
        case "coaching":
            return replace(item, summary=Text("Zo was het toen.", "So it was."))
        case "mindfulness":
            return replace(item, evidence="none-found")
        case "moral-deliberation":
            return replace(item, key="gone-since", title=Text("Weg sindsdien", "Gone since"))
        case _:
            return item


def test_added_withdrawn_changed_and_moved_are_told_apart(reader: Client) -> None:
    told("coaching", again=1, total=2)
    publish(FIRST, as_it_was)
    for group in ("everyone", "managers", "starters", "young"):
        told("coaching", again=14, total=15, group=group)
    told("physical-activity", again=2, total=3)
    publish(SECOND)
    page = words(reader.get(CHANGES))
    for sentence in (
        "Wat anders is dan in editie 2026-1, van 3 augustus 2026.",
        "Nieuw Moreel beraad",
        "Vervallen Weg sindsdien",
        "van ‘Geen bewijs gevonden’ naar ‘Veelbelovend’",
        "Coaching van ‘Te weinig bekend’ naar ‘De meesten zouden het weer doen’",
        "Leidinggevenden: van ‘Nog niets verteld’ naar ‘De meesten zouden het weer doen’",
        "de samenvatting",
        "Zo was het toen.",
    ):
        assert sentence in page, sentence
    (gone,) = set(re.findall(r'href="([^"]*/gone-since/)"', reader.get(CHANGES).content.decode()))
    assert gone.startswith("/handreiking/2026-1/academic/") and reader.get(gone).status_code == 200


def test_for_a_sector_only_its_own_changes_are_told(reader: Client) -> None:
    publish(FIRST, lambda item: None if item.key in {"crew-resource-management", "fixed-breaks"} else item)
    publish(SECOND)
    care, municipal = (
        words(reader.get(f"/handreiking/2026-2/wijzigingen/?sector={one}")) for one in ("care", "municipal")
    )
    (crm,) = [item.title.nl for item in drafted().items if item.key == "crew-resource-management"]
    (breaks,) = [item.title.nl for item in drafted().items if item.key == "fixed-breaks"]
    assert crm in care and breaks in care and breaks in municipal and crm not in municipal
    assert reader.get("/handreiking/2026-2/wijzigingen/?sector=farming").status_code == 404
    assert reader.get("/handreiking/2026-2/wijzigingen/?sinds=2026-2").status_code == 404


def test_what_a_sector_lost_leads_to_the_edition_that_had_it(reader: Client) -> None:
    def for_all(item: Item) -> Item:
        everywhere = ("academic", "care", "municipal")
        return replace(item, sectors=everywhere) if item.key == "crew-resource-management" else item

    publish(FIRST, for_all)
    publish(SECOND)
    page = reader.get("/handreiking/2026-2/wijzigingen/?sector=municipal").content.decode()
    (there,) = re.findall(r'href="(/handreiking/[^"]*/crew-resource-management/)"', page)
    assert there.startswith("/handreiking/2026-1/municipal/")
    assert reader.get(there).status_code == 200


def test_the_first_edition_has_nothing_to_compare_with(reader: Client) -> None:
    publish(FIRST)
    assert "Dit is de eerste editie." in words(reader.get("/handreiking/2026-1/wijzigingen/"))


def test_the_night_publishes_once_a_quarter_and_only_what_differs(reader: Client) -> None:
    def night(day: str, change: Any = None) -> str:
        return publish(datetime.fromisoformat(f"{day}T02:25+02:00"), change, quarterly=True)

    assert night("2026-08-03", as_it_was) == "2026-1"
    assert night("2026-09-30") == ""  # the same quarter
    assert night("2026-10-01", as_it_was) == ""  # nothing differs
    assert night("2026-10-02") == "2026-2"
    assert night("2026-12-31", as_it_was) == ""
    assert night("2027-01-01", as_it_was) == "2027-1"
    assert [row[0] for row in fetch(EDITIONS)] == ["2026-1", "2026-2", "2027-1"]


def test_the_operator_publishes_at_any_time_but_never_the_same_twice(
    reader: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(FIRST, as_it_was) == "2026-1"
    assert publish(FIRST + timedelta(days=1)) == "2026-2"
    assert publish(FIRST + timedelta(days=2)) == ""
    assert publish(FIRST - timedelta(days=2), as_it_was) == ""  # a clock that stands wrong makes no past
    with as_(OPERATOR):
        assert list(pending()) == ["Nothing differs."]
        call_command("guide", "list")
    assert capsys.readouterr().out.split() == ["2026-2", "2026-08-04", "2026-1", "2026-08-03"]


@pytest.mark.parametrize("name", ["Anton", "Petra", "Hanna", "Marco"])
def test_nobody_within_an_organisation_publishes(world: World, name: str) -> None:
    with pytest.raises(NotAllowed), as_(world[name].actor) as at:
        publish_edition(by=world[name].actor, at=at)


def test_a_role_with_the_name_of_the_work_is_not_enough(world: World) -> None:
    by = Actor("web", world.organisation_id, world["Anton"].id, roles=frozenset({PUBLISHES}))
    assert not may_publish(by).allowed and not may_make(by).allowed


@pytest.mark.parametrize("who", ["web", "worker"])
@pytest.mark.parametrize(
    "statement",
    [
        "update shared.guide_item set document = '{}'",
        "update shared.guide_edition set published_on = now()",
        "delete from shared.guide_item",
        "delete from shared.guide_edition",
    ],
)
def test_the_database_refuses_to_change_what_was_published(
    reader: Client, world: World, who: str, statement: str
) -> None:
    publish(FIRST)
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        as_(OPERATOR if who == "worker" else world.public),
    ):
        connection.cursor().execute(statement)


def test_what_is_kept_is_what_was_published_to_the_letter(reader: Client, world: World) -> None:
    told("coaching", again=9, total=12)
    content = drafted()
    publish(FIRST)
    with as_(world.public):
        (line,) = editions()
        kept = edition(line)
    assert Content(kept.frame, kept.items) == content
    assert kept.published_on == date(2026, 8, 3)


def test_two_editions_that_are_the_same_differ_in_nothing() -> None:
    content = drafted()
    assert not changes(content, content)


@given(st.sampled_from([name for name in Item.__slots__ if name not in {"key", "told", "evidence"}]))
def test_whatever_changes_of_a_measure_is_told(name: str) -> None:
    (item,) = [one for one in CONTENT.items if one.key == "organised-peer-support"]
    value = getattr(item, name)
    others = [getattr(one, name) for one in CONTENT.items if getattr(one, name) != value] or [not value]
    after = replace(
        CONTENT, items=tuple(replace(one, **{name: others[0]}) if one is item else one for one in CONTENT.items)
    )
    (found,) = changes(CONTENT, after).changed
    assert found.item.key == item.key and found.fields


def test_around_the_measures_only_what_is_read_is_told() -> None:
    frame, away = CONTENT.frame, Text("anders", "else")
    sectors = tuple(replace(one, lead=away) if one.key == "academic" else one for one in frame.sectors)
    chapters = tuple(replace(one, says=away) if one.key == "vitality" else one for one in frame.chapters)
    groups = (*frame.groups[1:], replace(frame.groups[1], key="new-here"))
    after = replace(CONTENT, frame=replace(frame, sectors=sectors, chapters=chapters, groups=groups))

    def told(sector: str, chapter: str) -> list[str]:
        return [text.en for text in changes(CONTENT, after, sector, chapter).around]

    lists = [groups[-1].label.en, frame.groups[0].label.en]
    assert told("municipal", "social") == lists
    assert told("academic", "social") == ["University medical centres", *lists]
    assert told("municipal", "vitality") == ["Mental vitality", *lists]
    assert told("", "") == ["University medical centres", "Mental vitality", *lists]


CONTENT = Content.__new__(Content)


@pytest.fixture(scope="module", autouse=True)
def content(django_db_blocker: Any) -> None:
    """The guide as it would be now, for tests that need no edition."""
    global CONTENT
    CONTENT = drafted()


@pytest.mark.parametrize(
    ("told_by", "known", "low", "high", "says"),
    [
        (0, False, 0.0, 1.0, Verdict.UNTOLD),
        (3, False, 0.4, 0.9, Verdict.TOO_LITTLE),
        (20, True, 0.5, 0.9, Verdict.MOST),
        (20, True, 0.3, 0.7, Verdict.DIVIDED),
        (20, True, 0.1, 0.5, Verdict.FEW),
    ],
)
def test_a_word_for_what_experiences_say(told_by: int, known: bool, low: float, high: float, says: Verdict) -> None:
    assert verdict(told_by, known=known, low=low, high=high) is says


def test_editions_are_numbered_within_their_year() -> None:
    assert next_key(date(2026, 8, 3), "") == "2026-1"
    assert next_key(date(2026, 12, 31), "2026-9") == "2026-10"
    assert next_key(date(2027, 1, 1), "2026-10") == "2027-1"
    assert quarter(date(2026, 9, 30)) != quarter(date(2026, 10, 1))


def test_an_edition_survives_being_kept() -> None:
    kept = Edition("2026-1", 1, date(2026, 8, 3), CONTENT.frame, CONTENT.items)
    assert made(Edition, plain(kept)) == kept


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ('key = "care"', 'key = "zorg en meer"', "sector 2, key is one word"),
        ('key = "care"', 'key = "Zorg2"', "sector 2, key is one word"),
        ('key = "care"', 'key = "academic"', "two have the same key"),
        ('documents = ["GM"]', 'documents = ["GMM"]', "sector 3, documents does not know 'GMM'"),
        ('without = ["care-professionals", "trainees"]', 'without = ["nurses"]', "does not know 'nurses'"),
        ('chapters = ["groundwork", ', "chapters = [", "sector 3, chapters names each chapter once"),
        ('title.en = "Guide to mental support at work"', "", "title needs nl and en"),
        ('sources = ["SF", "GM"]', "", "part 1, sources is a list"),
        ('lead.nl = "Wat je', 'extra = 1\nlead.nl = "Wat je', "extra is not a field"),
    ],
)
def test_a_mistake_in_the_file_names_the_field(before: str, after: str, says: str) -> None:
    text = (DATA / "guide.toml").read_text(encoding="utf-8")
    assert before in text
    known = lists()
    with pytest.raises(GuideFileError, match=r"^guide\.toml: ") as wrong:
        read_around(
            tomllib.loads(text.replace(before, after, 1)),
            themes=known.themes,
            groups=known.groups,
            documents=known.documents,
        )
    assert says in str(wrong.value)
