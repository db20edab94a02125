"""Every recommendation of the guideline is a requirement, with the right number, source and kind of evidence."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from kring.guideline.domain.requirement_difference import requirement_difference
from kring.guideline.domain.requirement_reading import load_requirements
from kring.guideline.domain.table import GuidelineDataError
from kring.guideline.queries import aspects
from kring.guideline.queries.requirements import Turn, editions, requirement_changes, requirements
from kring.guideline.tests.drafts import DATA, change, invented_edition

SET = requirements()

# Appendix 4.2: which recommendations stand under which questions.
UNDER = {(6,): (1, 1), (7,): (2, 3), (8, 9, 10, 11, 12): (4, 17), (13, 14): (18, 22), (15,): (23, 27)}
UNDER |= {(16, 17, 18): (28, 36)}
# Appendix 4: the kinds of every question, as the overview gives them.
KINDS = "C C C B C AB AB AB AC BC BC BC AC AB B AB A BC".split()
PARTS = {1: 12, 2: 6, 11: 11, 20: 13, 25: 11}


def uncited(numbers: set[int]) -> set[int]:
    """The recommendations of the guideline that nothing cites."""
    return set(range(1, 37)) - numbers


def test_every_recommendation_has_a_requirement_that_cites_it() -> None:
    cited = {int(code.removeprefix("A")) for one in SET.recommendations for code in one.source.codes if code[0] == "A"}
    assert uncited(cited) == set()
    assert [one.number for one in SET.recommendations] == list(range(1, 37))
    assert all(one.key == f"A{one.number}" in one.source.codes for one in SET.recommendations)


def test_a_recommendation_that_nothing_cites_would_be_noticed() -> None:
    assert uncited(set(range(1, 36))) == {36}


def test_features_tasks_roles_and_aspects_are_requirements_of_their_own() -> None:
    assert {one.number: len(one.parts) for one in SET.recommendations if one.parts} == PARTS
    assert [one.part for one in SET.recommendations[0].parts] == list("abcdefghijkl")
    assert [one.part for one in SET.recommendations[24].parts] == list("abcdefghijk")
    assert [one.title for one in SET.recommendations[19].parts] == [one.title for one in aspects()]
    assert len({one.slug for one in SET.each()}) == len(SET.each()) == 84


@pytest.mark.parametrize(("questions", "bounds"), UNDER.items())
def test_every_requirement_answers_questions_that_the_guideline_names_above_it(
    questions: tuple[int, ...], bounds: tuple[int, int]
) -> None:
    for one in SET.recommendations[bounds[0] - 1 : bounds[1]]:
        assert one.questions and set(one.questions) <= set(questions), one.key


def test_the_kinds_of_evidence_are_those_of_the_questions() -> None:
    assert {number: "".join(kinds) for number, kinds in SET.questions.items()} == dict(enumerate(KINDS, 1))
    assert {kind.key for kind in SET.kinds} == {"A", "B", "C"}
    nine = SET.find("A9")
    assert nine is not None and nine.kinds == ("A", "C")


def test_somebody_is_named_and_something_would_show_every_requirement() -> None:
    assert [one.key for one in SET.each() if not one.for_whom or not one.shown_by.nl] == []
    assert Counter(audience for one in SET.each() for audience in one.for_whom).keys() == {
        one.key for one in SET.audiences
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the edition that may be broken."""
    return Path(shutil.copytree(DATA / "2022", tmp_path / "2022"))


BROKEN = {
    "a number that is not the file": ("A05.toml", 'key = "A5"', 'key = "A6"', r"A05\.toml: key: is 'A6'"),
    "a source that is another": ("A05.toml", '["A5", "§4.2"]', '["A6"]', r"A05\.toml: source: must name A5"),
    "a recommendation that does not exist": ("A05.toml", '"A5", "§4', '"A5", "A37", "§4', r"source: 'A37' does not"),
    "a question of another section": ("A05.toml", "[9]", "[6]", r"A05\.toml: questions: must be among"),
    "a text without English": ("A05.toml", "text.en", "text.de", r"A05\.toml: text\.en: is missing"),
    "nobody it is for": ("A05.toml", "for = [", "for = []\nnobody = [", r"A05\.toml: for: must be audiences"),
    "a weight out of range": ("A05.toml", "weight = 3", "weight = 4", r"A05\.toml: weight: must be 1 to 3"),
    "a level nobody knows": ("A05.toml", '"execution"', '"mastery"', r"A05\.toml: rescue: 'mastery' is no level"),
    "an unknown field": ("A05.toml", "weight = 3", "weight = 3\nscore = 1", r"A05\.toml: score: is not a field"),
    "an unknown field in a part": ("A25.toml", 'part = "b"', 'part = "b"\nscore = 1', r"part\[2\]\.score: is not"),
    "a part named twice": ("A25.toml", 'part = "b"', 'part = "a"', r"A25\.toml: part: has the same name twice"),
    "a part with a strange name": ("A25.toml", 'part = "b"', 'part = "B!"', r"part\[2\]\.part: 'B!' must be one"),
    "a kind nobody knows": ("lists.toml", 'kinds = ["C"]', 'kinds = ["D"]', r"question\[1\]\.kinds: must be kinds"),
    "sections with a gap": ("lists.toml", "first = 4", "first = 5", r"A04\.toml: key: 'A4' stands in no section"),
}


@pytest.mark.parametrize("mistake", BROKEN)
def test_a_mistake_is_refused_with_file_and_field(mistake: str, folder: Path) -> None:
    file, old, new, message = BROKEN[mistake]
    change(folder / "requirements" / file, old, new)
    with pytest.raises(GuidelineDataError, match=message):
        load_requirements(folder)


def test_a_recommendation_without_a_file_is_refused_by_number(folder: Path) -> None:
    (folder / "requirements" / "A17.toml").unlink()
    with pytest.raises(GuidelineDataError, match=r"recommendations \[17\] have no file"):
        load_requirements(folder)


def test_a_file_the_guideline_does_not_know_is_refused(folder: Path) -> None:
    (folder / "requirements" / "notes.toml").write_text("", encoding="utf-8")
    with pytest.raises(GuidelineDataError, match=r"notes\.toml: key: is missing"):
        load_requirements(folder)


def test_another_edition_says_what_is_new_what_changed_and_what_went(tmp_path: Path) -> None:
    draft = load_requirements(invented_edition(tmp_path))
    changes = requirement_difference(SET, draft)
    told = {(one.before or one.after).key: one for one in changes}  # type: ignore[union-attr] # one of both is there
    assert told["A5"].turn is Turn.CHANGED and told["A5"].renumbered and told["A5"].fields == ("text",)
    assert told["A3"].turn is Turn.CHANGED  # the third of the draft is another third
    assert told["A36"].turn is Turn.REMOVED
    assert "A1" not in told


def test_an_edition_does_not_differ_from_itself() -> None:
    assert requirement_changes("2022", "2022") == ()


def test_a_draft_of_an_edition_is_found_where_the_setting_points(tmp_path: Path, settings: object) -> None:
    assert editions() == ("2022",)
    invented_edition(tmp_path)
    settings.KRING_EDITIONS = str(tmp_path)  # type: ignore[attr-defined] # pytest-django's fixture
    assert editions() == ("2022", "2027")
    assert len(requirements("2027").recommendations) == 3
