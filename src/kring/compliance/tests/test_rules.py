"""When a requirement is met, what comes first, and what an answer may be."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kring.compliance.domain.answering import Content, DoesNotFit, Wrong, check, is_link, may_stand
from kring.compliance.domain.standing import Given, State, Way, state_of, together, urgency
from kring.foundation import evidence
from kring.foundation.verdict import Verdict
from kring.guideline.queries.requirements import requirements

TODAY = date(2026, 11, 9)
S, P, N, Y = Verdict.SHOWN, Verdict.PARTLY, Verdict.NOT_SHOWN, Verdict.NOT_YET
DOCUMENT = Given(Way.DOCUMENT, None, TODAY + timedelta(days=30))
OVER = Given(Way.DOCUMENT, TODAY - timedelta(days=1), TODAY + timedelta(days=30))
PLANNED, EXPLAINED = replace(DOCUMENT, way=Way.PLANNED), replace(DOCUMENT, way=Way.EXPLAINED)


@pytest.mark.parametrize(
    ("enough", "found", "given", "state"),
    [
        (True, [S, S], None, State.SHOWN),
        (True, [S, Y], None, State.PARTLY),
        (True, [Y], None, State.NOT_YET),
        (True, [N], None, State.MISSING),
        (True, [P], None, State.PARTLY),
        (False, [S], None, State.PARTLY),
        (False, [], None, State.MISSING),
        (False, [], DOCUMENT, State.SHOWN),
        (False, [Y], DOCUMENT, State.SHOWN),
        (False, [S], DOCUMENT, State.SHOWN),
        (True, [N], DOCUMENT, State.PARTLY),
        (False, [], OVER, State.PARTLY),
        (False, [], PLANNED, State.PLANNED),
        (True, [S], PLANNED, State.SHOWN),
        (False, [N], EXPLAINED, State.EXPLAINED),
    ],
)
def test_figures_and_paper_are_weighed(enough: bool, found: list[Verdict], given: Given | None, state: State) -> None:
    assert state_of(enough=enough, found=found, given=given, today=TODAY) is state


def test_a_recommendation_is_what_its_parts_are() -> None:
    assert together([State.SHOWN, State.EXPLAINED]) is State.SHOWN
    assert together([State.EXPLAINED]) is State.EXPLAINED
    assert together([State.MISSING, State.MISSING]) is State.MISSING
    assert together([State.SHOWN, State.MISSING]) is State.PARTLY


def test_the_heaviest_comes_first_and_then_what_is_missing() -> None:
    order = sorted(
        [(1, State.MISSING), (3, State.PARTLY), (3, State.MISSING), (2, State.NOT_YET)],
        key=lambda one: urgency(one[0], one[1], 0),
    )
    assert order == [(3, State.MISSING), (3, State.PARTLY), (2, State.NOT_YET), (1, State.MISSING)]


CONTENT = Content(
    way=Way.DOCUMENT,
    owner="hoofd HR",
    review_on=TODAY + timedelta(days=100),
    title="Protocol",
    place="https://intranet.voorbeeld.test/protocol",
    dated=TODAY - timedelta(days=10),
    valid_until=TODAY + timedelta(days=100),
)


def test_a_whole_answer_is_taken() -> None:
    check(CONTENT, TODAY)
    check(replace(CONTENT, valid_until=None, place="map 3 in de kast van HR"), TODAY)


@pytest.mark.parametrize(
    ("changes", "field", "wrong"),
    [
        ({"dated": TODAY + timedelta(days=1)}, "dated", Wrong.DATED_LATER),
        ({"valid_until": TODAY - timedelta(days=11)}, "valid_until", Wrong.OVER_BEFORE_BEGUN),
        ({"valid_until": TODAY - timedelta(days=1)}, "valid_until", Wrong.OVER_ALREADY),
        ({"review_on": TODAY}, "review_on", Wrong.REVIEW_NOT_LATER),
        ({"review_on": TODAY - timedelta(days=400)}, "review_on", Wrong.REVIEW_NOT_LATER),
        ({"review_on": TODAY + timedelta(days=800)}, "review_on", Wrong.REVIEW_TOO_LATE),
        ({"owner": "yara@voorbeeld.test"}, "owner", Wrong.REACHES_SOMEBODY),
        ({"argument": "bel 06 12 34 56 78"}, "argument", Wrong.REACHES_SOMEBODY),
        ({"place": "javascript:alert(1)"}, "place", Wrong.NO_LINK),
        ({"place": "https://jan:geheim@voorbeeld.test/"}, "place", Wrong.NO_LINK),
        ({"title": ""}, "title", Wrong.NEEDED),
        ({"dated": None}, "dated", Wrong.NEEDED),
        ({"way": Way.STATEMENT}, "said_by", Wrong.NEEDED),
        ({"way": Way.EXPLAINED}, "argument", Wrong.NEEDED),
    ],
)
def test_what_cannot_be_is_refused_by_field(changes: dict[str, object], field: str, wrong: Wrong) -> None:
    with pytest.raises(DoesNotFit) as refused:
        check(replace(CONTENT, **changes), TODAY)  # type: ignore[arg-type] # any field
    assert (refused.value.field, refused.value.wrong) == (field, wrong)


@pytest.mark.parametrize("place", ["http://[", "ftp://x", "data:text/html,x", "JAVASCRIPT:x", "vbscript:x"])
def test_no_other_kind_of_address_is_ever_a_link(place: str) -> None:
    assert not is_link(place)


def test_a_year_in_words_is_no_telephone_number() -> None:
    check(replace(CONTENT, title="Protocol 2025-2026, versie 3.1"), TODAY)
    assert may_stand("map: beleid 2026")


def test_every_key_of_evidence_is_looked_up_by_somebody_and_used() -> None:
    asked = {key for one in requirements().each() for key in one.evidence}
    assert asked - set(evidence.definitions()) == set(), "a requirement names evidence that nobody registered"
    assert set(evidence.definitions()) - asked == set(), "evidence that no requirement names"


def test_every_definition_says_what_from_where_when_and_how_rounded() -> None:
    for one in evidence.definitions().values():
        for text in (one.title, one.counted, one.origin, one.when, one.rounding, *one.says.values()):
            assert text.nl and text.en and text.nl != text.en, one.key
