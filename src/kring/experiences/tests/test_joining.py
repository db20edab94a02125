"""Several advisers of one house are one experience, and the sober ones weigh more."""

from dataclasses import replace

import pytest

from kring.experiences.domain.experience import Again, Helped, Kept, Reach
from kring.experiences.domain.joining import together
from kring.experiences.tests.test_experiences import TOLD

ONE = replace(TOLD, advice="")
YES, DIFFERENTLY, NO = Again.YES, Again.DIFFERENTLY, Again.NO


def test_one_stays_as_it_was() -> None:
    assert together([ONE]) == ONE


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ([YES, NO], NO),
        ([YES, DIFFERENTLY], DIFFERENTLY),
        ([YES, YES, NO], YES),
        ([NO, YES, DIFFERENTLY], DIFFERENTLY),
        ([NO, NO, YES], NO),
    ],
)
def test_of_two_the_sober_one_and_of_three_the_middle_one_counts(said: list[Again], counts: Again) -> None:
    assert together([replace(ONE, again=one) for one in said]).again is counts


def test_what_half_of_them_name_counts_and_the_widest_reach_that_is_known() -> None:
    other = replace(ONE, helped=(Helped.TIME,), hindered=(), reach=Reach.UNKNOWN, kept=Kept.FADED)
    third = replace(other, reach=Reach.DEPARTMENT)
    found = together([ONE, other, third])
    assert found.helped == (Helped.TIME,)
    assert found.hindered == ()
    assert found.reach is Reach.DEPARTMENT
    assert found.kept is Kept.FADED
    assert together([replace(ONE, reach=Reach.UNKNOWN)] * 2).reach is Reach.UNKNOWN
