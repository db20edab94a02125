"""Long lists come in sheets, and an address that asks for a sheet that is not there still shows one."""

import pytest
from django.test import RequestFactory

from kring.ui.paging import sheet_of


def asked(query: str) -> tuple[tuple[int, ...], int, int, str, str]:
    sheet = sheet_of(range(1, 8), RequestFactory().get(f"/?{query}"), size=3)
    return sheet.items, sheet.first, sheet.last, sheet.before, sheet.after


def test_each_sheet_leads_to_the_next_and_the_one_before() -> None:
    assert asked("") == ((1, 2, 3), 1, 3, "", "?blad=2")
    assert asked("q=a&blad=2") == ((4, 5, 6), 4, 6, "?q=a&blad=1", "?q=a&blad=3")
    assert asked("blad=3") == ((7,), 7, 7, "?blad=2", "")


@pytest.mark.parametrize(
    ("query", "first"), [("blad=0", 1), ("blad=-1", 1), ("blad=x", 1), ("blad=²", 1), ("blad=99", 7)]
)
def test_a_sheet_that_is_not_there_is_the_nearest(query: str, first: int) -> None:
    assert asked(query)[1] == first


def test_a_short_list_is_no_part_of_anything() -> None:
    sheet = sheet_of([], RequestFactory().get("/"))
    assert (sheet.items, sheet.first, sheet.last, sheet.is_part) == ((), 0, 0, False)
    assert not sheet_of(range(3), RequestFactory().get("/"), size=3).is_part
