"""Nothing of the sources is left out: every heading of the guide and every intervention the guideline weighs."""

import dataclasses
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kring.catalogue.domain.entry import Kind
from kring.catalogue.domain.reading import Content, read_folder

DATA = Path(__file__).resolve().parents[1] / "data"

# Counted by hand in the guide, where the text of a page lost its order. One heading of `vitality` is lost altogether.
HEADINGS_OF_THE_GUIDE = {
    "groundwork": 6,
    "time-and-place": 14,
    "tasks": 12,
    "social": 11,
    "vitality": 8,
    "private-life": 7,
    "risk-groups": 6,
    "risk-factors": 21,
}
FIGURE = re.compile(r"\b\d+ (?:procent|per cent)\b")


@cache
def content() -> Content:
    """The files that come with Kring."""
    return read_folder(DATA)


def uncovered(content: Content) -> set[tuple[str, str, str]]:
    """Every heading that no entry cites."""
    cited = {(cite.document, cite.place, cite.item) for entry in content.entries.values() for cite in entry.cited}
    return set(content.lists.headings()) - cited


def test_every_heading_of_the_sources_has_an_entry() -> None:
    assert uncovered(content()) == set()


def test_an_entry_that_goes_leaves_its_heading_uncovered() -> None:
    fewer = {name: entry for name, entry in content().entries.items() if name != "generation-pact"}
    assert uncovered(dataclasses.replace(content(), entries=fewer)) == {("GM", "tasks", "generation-pact")}


def test_the_list_of_headings_is_the_one_counted_in_the_guide() -> None:
    places = content().lists.documents["GM"].places
    assert {key: len(place.items) for key, place in places.items()} == HEADINGS_OF_THE_GUIDE


def test_every_measure_of_a_theme_has_an_entry_of_its_own() -> None:
    measures = Counter(
        cite.place
        for entry in content().entries.values()
        if entry.kind is Kind.MEASURE
        for cite in entry.cited
        if cite.document == "GM" and cite.place == entry.theme
    )
    themes = {"time-and-place", "tasks", "social", "vitality", "private-life"}
    assert {theme: measures[theme] for theme in themes} == {theme: HEADINGS_OF_THE_GUIDE[theme] for theme in themes}


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("mindfulness", "promising"),
        ("act-training", "promising"),
        ("coaching", "promising"),
        ("ethics-support", "moderate"),
        ("organised-peer-support", "too-little-research"),
        ("moral-deliberation", "too-little-research"),
        ("buddies-on-shift", "too-little-research"),
        ("operational-review", "too-little-research"),
        ("aromatherapy", "none-found"),
        ("massage", "none-found"),
        ("psychological-debriefing", "advised-against"),
        ("broad-psychological-treatment", "advised-against"),
        ("ticking-off-symptoms", "advised-against"),
    ],
)
def test_the_catalogue_says_what_the_guideline_says_of_the_evidence(entry: str, says: str) -> None:
    assert content().entries[entry].evidence == says


def test_what_is_weighed_by_the_guideline_says_why() -> None:
    silent = {
        name
        for name, entry in content().entries.items()
        if any(cite.document == "UV" for cite in entry.cited) and not entry.kind.is_awareness
        if entry.evidence_says is None and entry.evidence != "practice"
    }
    assert silent == set()


def test_a_risk_group_carries_the_caveats_of_the_guide() -> None:
    groups = [entry for entry in content().entries.values() if entry.kind is Kind.RISK_GROUP]
    assert len(groups) == HEADINGS_OF_THE_GUIDE["risk-groups"]
    assert all(len(entry.watch) >= 3 for entry in groups)


def test_a_figure_has_a_source_that_is_not_ourselves() -> None:
    unfounded = {
        name
        for name, entry in content().entries.items()
        if any(FIGURE.search(text.nl) for text in (entry.summary, *entry.how, *entry.watch))
        and all(cite.document == "K" for cite in entry.cited)
    }
    assert unfounded == set()
