"""An organisation adds to the guideline: strictly read, always behind what the guideline says, and never instead."""

import json
import logging
from dataclasses import fields
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kring.guideline import queries
from kring.guideline.domain.difference import Turn, difference
from kring.guideline.domain.extension import FIRST_WITHIN_DAYS, LAST_WITHIN_DAYS, MOST, extend
from kring.guideline.domain.readers import PARTS
from kring.guideline.domain.table import GuidelineDataError
from kring.guideline.domain.timing import closes_on, hard_stop_on, windows_for
from kring.guideline.tests.own import OWN, Document, changed, text, twice

GUIDELINE = queries.edition()
EXTENDED = extend(GUIDELINE, OWN)
STEP = {"from_day": 0, "to_day": 1, "free": True}


def steps(*days: tuple[int, int]) -> list[dict[str, Any]]:
    return [{"from_day": first, "to_day": last, "free": False} for first, last in days]


def test_every_sort_of_item_comes_behind_those_of_the_guideline() -> None:
    assert [kind.key for kind in EXTENDED.event_kinds][-2:] == ["misconduct_internal", "own_threat"]
    assert EXTENDED.criteria[-1].core
    assert [template.key for template in EXTENDED.timing_templates][-1] == "own_timing"
    assert EXTENDED.topics[-1].text.en == "being on guard"
    assert EXTENDED.conversation_guides[1].part("practical_help").points[-1].nl == "De gemeente kan aangifte doen."
    (page,) = [page for page in EXTENDED.reading_pages if page.key == "whom_to_call"]
    assert page.sections[-1].heading.nl == "Bij ons"


def test_a_part_with_own_points_names_both_sources() -> None:
    before = GUIDELINE.conversation_guides[1].part("practical_help").source
    after = EXTENDED.conversation_guides[1].part("practical_help").source
    assert after.codes == (*before.codes, "E")
    assert after.in_language("en").endswith("an agreement of your own organisation")


def test_nothing_added_is_the_guideline_itself() -> None:
    assert extend(GUIDELINE, {}) == GUIDELINE


BROKEN: dict[str, tuple[Document, str]] = {
    "a list nobody knows": ({"card": []}, r"house\.toml: card: is not a field"),
    "a list without items": ({"kind": []}, r"kind: must hold at least 1"),
    "a list that is a table": ({"kind": {}}, r"kind: must be a list"),
    "too many items": (
        {"topic": [{"key": f"own_{n}", "text": text(f"n{n}", f"e{n}"), "source": ["E"]} for n in range(MOST + 1)]},
        r"topic: must hold at most 12",
    ),
    "a text without English": (changed("kind", 0, "label", to={"nl": "x"}), r"kind\[1\]\.label\.en: is missing"),
    "an empty text": (changed("kind", 0, "hint", "nl", to=" "), r"kind\[1\]\.hint\.nl: must be a text"),
    "a placeholder": (changed("kind", 0, "label", "nl", to="{name}"), r"label\.nl: must hold no placeholders"),
    "an unknown field": (changed("criterion", 0, "urgent", to=True), r"criterion\[1\]\.urgent: is not a field"),
    "a missing yes or no": (changed("criterion", 0, "core", to=...), r"criterion\[1\]\.core: is missing"),
    "a yes or no that is a text": (changed("criterion", 0, "core", to="yes"), r"core: must be true or false"),
    "a key of the guideline": (changed("kind", 0, "key", to="sudden_change"), r"kind\[1\]\.key: .* must begin"),
    "a key with a capital": (changed("kind", 0, "key", to="own_Threat"), r"key: 'own_Threat' must be lower case"),
    "a key that is only its beginning": (changed("topic", 0, "key", to="own_"), r"topic\[1\]\.key: .* must begin"),
    "a key that is too long": (changed("kind", 0, "key", to="own_" + "x" * 31), r"key: .* at most 34 letters"),
    "a key used twice": (twice("kind", label=text("a", "b")), r"kind\[2\]\.key: 'own_threat' is used twice"),
    "the name of an item of the guideline": (
        changed("kind", 0, "label", "nl", to="ongewenst gedrag van een collega of leidinggevende"),
        r"kind\[1\]\.label\.nl: is the name of another",
    ),
    "the name of another own item": (twice("criterion", key="own_x"), r"criterion\[2\]\.label\.nl: is the name"),
    "the name of a topic": (changed("topic", 0, "text", "en", to="sleeping badly"), r"topic\[1\]\.text\.en: is the"),
    "the guideline as source": (changed("kind", 0, "source", to=["A29"]), r"kind\[1\]\.source: must be 'E'"),
    "both as source": (changed("topic", 0, "source", to=["E", "UV10"]), r"topic\[1\]\.source: must be 'E'"),
    "no source": (changed("kind", 0, "source", to=[]), r"kind\[1\]\.source: must name a source"),
    "a source nobody knows": (changed("kind", 0, "source", to=["X"]), r"source: no source is called 'X'"),
    "a label that is too long": (changed("kind", 0, "label", "en", to="x" * 61), r"label\.en: must be at most 60"),
    "a hint that is too long": (changed("kind", 0, "hint", "nl", to="x" * 201), r"hint\.nl: must be at most 200"),
    "two conversations": (changed("template", 0, "steps", to=[STEP, STEP]), r"template\[1\]\.steps: must be three"),
    "conversations that overlap": (
        changed("template", 0, "steps", to=steps((0, 2), (2, 9), (10, 12))),
        r"steps: must follow each other",
    ),
    "conversations that go back": (
        changed("template", 0, "steps", to=steps((0, 2), (20, 22), (10, 12))),
        r"steps: must follow each other",
    ),
    "a step that ends before it begins": (
        changed("template", 0, "steps", to=steps((2, 1), (12, 16), (38, 45))),
        r"template\[1\]\.steps\[1\]\.to_day: lies before",
    ),
    "a first conversation after two weeks": (
        changed("template", 0, "steps", to=steps((1, 15), (16, 20), (38, 45))),
        r"template\[1\]\.steps: must have the first conversation within 14 days",
    ),
    "a last conversation after half a year": (
        changed("template", 0, "steps", to=steps((1, 2), (16, 20), (160, 167))),
        r"template\[1\]\.steps: must have the last conversation within 166 days",
    ),
    "a fourth conversation's guide": (changed("conversation", 0, "number", to=4), r"number: must be 1, 2 or 3"),
    "a guide twice": (twice("conversation"), r"conversation\[2\]\.number: 2 is used twice"),
    "a part nobody knows": (
        changed("conversation", 0, "parts", 0, "key", to="own_part"),
        r"conversation\[1\]\.parts\[1\]\.key: must be one of opening",
    ),
    "a part twice": (
        changed("conversation", 0, "parts", to=[OWN["conversation"][0]["parts"][0]] * 2),
        r"parts\[2\]\.key: 'practical_help' is used twice",
    ),
    "a point that is there already": (
        changed(
            "conversation",
            0,
            "parts",
            0,
            "points",
            to=[text(point.nl, point.en) for point in GUIDELINE.conversation_guides[1].part("practical_help").points],
        ),
        r"parts\[1\]\.points: say what the guideline says already",
    ),
    "too many points": (
        changed("conversation", 0, "parts", 0, "points", to=[text(f"n{n}", f"e{n}") for n in range(MOST + 1)]),
        r"points: must hold at most 12",
    ),
    "a heading of a part": (
        changed("conversation", 0, "parts", 0, "heading", to=text("a", "b")),
        r"parts\[1\]\.heading: is not a field",
    ),
    "a section that says nothing": (changed("whom_to_call", 0, "bullets", to=[]), r"paragraphs: are empty"),
    "a line that is too long": (
        changed("whom_to_call", 0, "bullets", to=[text("x" * 201, "x")]),
        r"whom_to_call\[1\]\.bullets\.nl: must be at most 200",
    ),
    "something TOML knows and we do not": (
        changed("kind", 0, "hint", "nl", to=date(2026, 1, 1)),
        r"hint\.nl: must be a text",
    ),
}


@pytest.mark.parametrize("mistake", BROKEN)
def test_a_mistake_is_refused_with_file_and_field(mistake: str) -> None:
    document, message = BROKEN[mistake]
    with pytest.raises(GuidelineDataError, match=message) as refused:
        extend(GUIDELINE, document, "house.toml")
    assert refused.value.file == "house.toml"


WORDS = st.text(alphabet="abcdefgh ijk", min_size=1, max_size=50).map(lambda some: f"zz{some.strip()}")
TEXTS = st.builds(text, WORDS, WORDS)
KEYS = st.text(alphabet="abc_1", min_size=1, max_size=20).map(lambda some: f"own_{some}")
SOURCES = st.sampled_from([["E"], ["K"], ["E", "K"]])
DAYS = st.lists(st.integers(0, LAST_WITHIN_DAYS), min_size=6, max_size=6, unique=True).map(sorted)


def some(**values: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Document]]:
    """A list of items whose keys and names all differ."""
    name = "text" if "text" in values else "label"
    items = st.fixed_dictionaries({**values, "key": KEYS, "source": SOURCES})
    differ = (lambda one: one["key"], lambda one: one[name]["nl"], lambda one: one[name]["en"])
    return st.lists(items, min_size=1, max_size=4, unique_by=differ)


STEPS = DAYS.filter(lambda days: days[1] <= FIRST_WITHIN_DAYS).map(
    lambda days: steps((days[0], days[1]), (days[2], days[3]), (days[4], days[5]))
)
PART = st.fixed_dictionaries(
    {
        "key": st.sampled_from(PARTS),
        "points": st.lists(TEXTS, min_size=1, max_size=3, unique_by=str),
        "source": SOURCES,
    }
)
DOCUMENTS = st.fixed_dictionaries(
    {},
    optional={
        "kind": some(label=TEXTS, hint=TEXTS, own_way=st.booleans()),
        "criterion": some(label=TEXTS, hint=TEXTS, core=st.booleans()),
        "template": some(label=TEXTS, description=TEXTS, steps=STEPS),
        "topic": some(text=TEXTS),
        "conversation": st.lists(
            st.fixed_dictionaries(
                {
                    "number": st.integers(1, 3),
                    "parts": st.lists(PART, min_size=1, max_size=3, unique_by=lambda one: one["key"]),
                }
            ),
            min_size=1,
            max_size=3,
            unique_by=lambda one: one["number"],
        ),
        "whom_to_call": st.lists(
            st.fixed_dictionaries(
                {
                    "heading": TEXTS,
                    "paragraphs": st.lists(TEXTS, min_size=1, max_size=2, unique_by=str),
                    "bullets": st.just([]),
                    "source": SOURCES,
                }
            ),
            min_size=1,
            max_size=2,
        ),
    },
)


@given(DOCUMENTS)
def test_an_extension_never_changes_or_takes_away_what_the_guideline_says(document: Document) -> None:
    extended = extend(GUIDELINE, document)
    for name in ("event_kinds", "criteria", "timing_templates", "topics"):
        given_items, items = getattr(GUIDELINE, name), getattr(extended, name)
        assert items[: len(given_items)] == given_items
        assert all(item.key.startswith("own_") for item in items[len(given_items) :])
    for guide, fuller in zip(GUIDELINE.conversation_guides, extended.conversation_guides, strict=True):
        assert (guide.key, guide.title, guide.intro, guide.source) == (
            fuller.key,
            fuller.title,
            fuller.intro,
            fuller.source,
        )
        for part, longer in zip(guide.parts, fuller.parts, strict=True):
            assert (part.key, part.heading) == (longer.key, longer.heading)
            assert longer.points[: len(part.points)] == part.points
            assert longer.source.codes[: len(part.source.codes)] == part.source.codes
    for page, longer_page in zip(GUIDELINE.reading_pages, extended.reading_pages, strict=True):
        assert longer_page.sections[: len(page.sections)] == page.sections
        assert page.key == "whom_to_call" or longer_page == page
    others = {field.name for field in fields(GUIDELINE)} - {
        "event_kinds",
        "criteria",
        "timing_templates",
        "topics",
        "conversation_guides",
        "reading_pages",
    }
    assert all(getattr(extended, name) == getattr(GUIDELINE, name) for name in others)


@given(DOCUMENTS)
def test_an_extension_is_the_same_after_it_was_kept_as_json(document: Document) -> None:
    assert extend(GUIDELINE, json.loads(json.dumps(document))) == extend(GUIDELINE, document)


@given(DOCUMENTS, DOCUMENTS)
def test_what_was_added_on_the_way_there_is_taken_away_on_the_way_back(one: Document, other: Document) -> None:
    first, second = extend(GUIDELINE, one), extend(GUIDELINE, other)
    there, back = difference(first, second), difference(second, first)

    def turned(changes: Any, turn: Turn) -> set[tuple[str, str]]:
        return {(change.sort, change.name) for change in changes if change.turn is turn}

    assert turned(there, Turn.ADDED) == turned(back, Turn.REMOVED)
    assert turned(there, Turn.CHANGED) == turned(back, Turn.CHANGED)
    assert (there == ()) == (back == ())


@given(STEPS, st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_an_own_template_always_closes_before_the_six_months_are_over(own: Any, day: date) -> None:
    template = extend(GUIDELINE, changed("template", 0, "steps", to=own)).timing_templates[-1]
    assert closes_on(windows_for(template, day)[-1].to_day) < hard_stop_on(day)


def test_a_changed_item_is_told_from_a_new_one() -> None:
    other = extend(GUIDELINE, changed("kind", 0, "own_way", to=True))
    (change,) = difference(EXTENDED, other)
    assert (change.turn, change.sort, change.name) == (Turn.CHANGED, "kind", "own_threat")


def test_the_same_content_is_read_once() -> None:
    document = json.dumps(OWN)
    assert queries.for_organisation(document) is queries.for_organisation(document)


def test_what_is_not_right_any_more_is_left_out_and_the_log_says_why(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        edition = queries.for_organisation(json.dumps(changed("kind", 0, "mood", to="x")))
    assert edition is GUIDELINE
    assert "kind[1].mood: is not a field" in caplog.text


def test_what_was_taken_away_has_a_neutral_name() -> None:
    assert queries.kind_label("own_gone").nl == "Iets dat niet meer op de lijst staat"
    assert [one.en for one in queries.criteria_labels(["own_gone", "child", "own_too"])] == [
        "A child",
        "Something that is no longer on the list",
    ]
    assert queries.criteria_labels(["child"]) == (queries.criteria()[2].label,)
    assert not queries.goes_its_own_way("own_gone") and not queries.goes_its_own_way("")
    assert queries.timing_template("own_gone") is queries.timing_templates()[0]
