"""The rules of the signpost."""

from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kring.referral.domain.comparing import Whose, compare
from kring.referral.domain.entry import Contradiction, Entry, Words, contradictions
from kring.referral.domain.freshness import ENDS_SOON, STALE_AFTER, Care, care_for, has_ended
from kring.referral.domain.markup import Part, read, tidy, write
from kring.referral.domain.pool import MOST, Step, TooMany, read_codes, step

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


def entry(**changed: object) -> Entry:
    made: dict[str, object] = {
        "place": "psychologist",
        "name": "Praktijk De Berk",
        "is_inside": False,
        "good_at": ("shock",),
        "route": "direct",
        "cost": "free",
        "anonymity": "nameless",
        "languages": ("nl",),
        "words": {"nl": Words("Als het blijft.")},
        "phone": "088 000 00 10",
    }
    return Entry(**{**made, **changed})  # type: ignore[arg-type]


def test_an_entry_that_is_right_has_no_contradictions() -> None:
    right = entry(lead_days=5, checked_on=TODAY, checked_how="phone", contract_from=TODAY, contract_until=TODAY)
    assert list(contradictions(right, TODAY)) == []


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"contract_from": TODAY, "contract_until": TODAY - DAY}, Contradiction.ENDS_BEFORE_START),
        ({"checked_on": TODAY + DAY, "checked_how": "phone"}, Contradiction.CHECKED_IN_FUTURE),
        ({"lead_days": 3}, Contradiction.LEAD_UNCHECKED),
        ({"lead_days": 3, "checked_on": TODAY}, Contradiction.LEAD_UNCHECKED),
        ({"phone": ""}, Contradiction.NO_WAY_TO_REACH),
        ({"takes_requests": True}, Contradiction.REQUESTS_WITHOUT_MAIL),
    ],
)
def test_what_cannot_be_right_is_said(changed: dict[str, object], wrong: Contradiction) -> None:
    assert list(contradictions(entry(**changed), TODAY)) == [wrong]


@pytest.mark.parametrize(
    ("until", "checked", "lead", "asks"),
    [
        (None, TODAY, True, ()),
        (TODAY + ENDS_SOON + DAY, TODAY - STALE_AFTER, True, ()),
        (TODAY + ENDS_SOON, TODAY, True, (Care.ENDING,)),
        (TODAY, TODAY, True, (Care.ENDING,)),
        (TODAY - DAY, TODAY, True, (Care.ENDED,)),
        (None, TODAY - STALE_AFTER - DAY, True, (Care.STALE,)),
        (None, None, False, (Care.UNCHECKED,)),
        (TODAY - DAY, TODAY - STALE_AFTER - DAY, True, (Care.ENDED, Care.STALE)),
    ],
)
def test_what_an_entry_asks(until: date | None, checked: date | None, lead: bool, asks: tuple[Care, ...]) -> None:
    assert care_for(today=TODAY, contract_until=until, checked_on=checked, has_lead=lead) == asks
    assert has_ended(until, TODAY) == (Care.ENDED in asks)


def test_codes_are_read_as_providers_send_them() -> None:
    found = read_codes('\ufeffBERK-1A\r\n"BERK-2B", BERK-3C;BERK-1A\n\n  BERK 4D \n?\n' + "x" * 61)
    assert found.codes == ("BERK-1A", "BERK-2B", "BERK-3C", "BERK 4D")
    assert found.wrong == 2


def test_more_codes_than_fit_are_refused() -> None:
    with pytest.raises(TooMany):
        read_codes("\n".join(f"code{n}" for n in range(MOST + 1)))


@pytest.mark.parametrize(
    ("left", "batch", "wanted"),
    [(0, 10, Step.NONE), (1, 2, Step.FEW), (2, 100, Step.FEW), (25, 100, Step.FEW), (26, 100, Step.ENOUGH)],
)
def test_a_pool_is_told_in_three_steps(left: int, batch: int, wanted: Step) -> None:
    assert step(left, batch) is wanted


def test_a_text_becomes_parts() -> None:
    text = "Vooraf.\nNog een regel.\n\n## Nu\n\nRustig aan.\n- water\n* eten\n\nDaarna verder.\n"
    assert read(text) == (
        Part("", ("Vooraf. Nog een regel.",), ()),
        Part("Nu", ("Rustig aan.",), ("water", "eten")),
        Part("", ("Daarna verder.",), ()),
    )


LINES = st.text(alphabet=st.characters(categories=["L", "N"]), min_size=1, max_size=8)
PARTS = st.builds(Part, LINES, st.lists(LINES, max_size=2).map(tuple), st.lists(LINES, max_size=3).map(tuple))


@given(st.lists(PARTS, max_size=4))
def test_what_is_written_reads_the_same(parts: list[Part]) -> None:
    assert read(write(parts)) == tuple(parts)


@given(st.text(max_size=200))
@example("*\r0")
@example("##\nkop")
def test_tidying_twice_changes_nothing(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)


def test_a_sign_with_nothing_behind_it_is_left_out() -> None:
    assert read("Rustig\n-\naan\n##\nNu") == (Part("", ("Rustig", "aan", "Nu"), ()),)


def test_a_comparison_says_whose_each_line_is() -> None:
    found = compare("## Nu\n\nRustig aan.\n\n- water", "## Nu\n\nDoe het rustig aan.\n\n- water\n- brood")
    assert [(line.whose, line.text) for line in found] == [
        (Whose.BOTH, "## Nu"),
        (Whose.KRING, "Rustig aan."),
        (Whose.OWN, "Doe het rustig aan."),
        (Whose.BOTH, "- water"),
        (Whose.OWN, "- brood"),
    ]


def test_two_equal_texts_differ_nowhere() -> None:
    assert {line.whose for line in compare("a\n\nb", "a\n\nb")} == {Whose.BOTH}
