"""Several contracts, managers and units: what a file asks for, whatever the order of its lines."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.people.tests.files import TODAY, person, plan, reasons, text_file

BOSS = person("8", department="Directie")


def main_department(*rows: tuple[str, ...]) -> str:
    return plan(text_file(rows)).people["1"].main.place[1]


def test_the_contract_that_runs_counts_before_one_to_come_and_one_that_is_over() -> None:
    over = person("1", department="Oud", ends="1-1-2025")
    now = person("1", department="Nu", hours="4")
    later = person("1", department="Straks", starts="1-1-2027")
    assert main_department(over, now, later) == "Nu"
    assert main_department(over, later) == "Straks"
    assert main_department(over, person("1", department="Ouder", ends="1-1-2024")) == "Oud"


def test_of_two_that_run_the_one_with_most_hours_counts_and_then_the_newest() -> None:
    small, large = person("1", department="Klein", hours="8,5"), person("1", department="Groot", hours="24")
    newest = person("1", department="Nieuwst", hours="24", starts="1-2-2024")
    assert main_department(small, large) == "Groot"
    assert main_department(newest, large, small) == "Nieuwst"


def test_somebody_has_left_only_when_every_contract_is_over() -> None:
    data = text_file([person("1", ends="1-1-2025"), person("1"), person("2", ends="1-1-2025")])
    people = plan(data).people
    assert (people["1"].has_left(TODAY), people["1"].lines) == (False, (2, 3))
    assert people["2"].has_left(TODAY)


def test_one_number_for_two_names_is_refused_with_both_lines() -> None:
    found = plan(text_file([person("1", "Jansen"), person("2"), person("1", "Bakker")]))
    assert [(one.reason, one.lines) for one in found.problems] == [("two_names", (2, 4))]
    assert found.stops


def test_a_circle_of_managers_is_named_by_its_lines() -> None:
    rows = [person("1", lead="2"), person("2", lead="3"), person("3", lead="1"), person("4", lead="1")]
    found = plan(text_file(rows))
    assert [(one.reason, one.lines) for one in found.problems] == [("circle", (2, 3, 4))]
    assert found.stops


def test_a_manager_who_left_leads_nobody() -> None:
    data = text_file([person("1", lead="2"), person("2", ends="1-1-2025")])
    assert reasons(data) == [(2, "manager", "manager_left")]
    assert plan(data).leads == {}


def test_a_unit_is_led_by_whom_most_people_name() -> None:
    rows = [person("1", lead="9"), person("2", lead="9"), person("3", lead="8"), person("9", lead="8"), BOSS]
    found = plan(text_file(rows))
    assert set(found.unit_leads.values()) == {"9"}


@pytest.mark.parametrize("code", ["4000", "KP-1"])
def test_a_code_names_a_unit_once(code: str) -> None:
    headings = ("Personeelsnummer", "Naam", "Kostenplaats", "Afdeling")
    rows = [
        ("1", "Anna", code, "Spoed"),
        ("2", "Bo", code, "Spoed"),
        ("3", "Cas", code, "SEH"),
        ("4", "Dé", "", "Spoed"),
    ]
    found = plan(text_file(rows, headings=headings))
    assert [branch.name for branch in found.tree.units.values()] == ["Spoed"]
    assert [(one.line, one.reason) for one in found.problems] == [(4, "two_unit_names")]
    keys = {found.tree.key_of(one.main) for one in found.people.values()}
    assert keys == {("code", code.casefold())}


numbers = st.integers(0, 12).map(str)
lines = st.lists(
    st.builds(
        person,
        numbers,
        st.sampled_from(["Jansen", "Bakker"]),
        mail=st.sampled_from(["", "a@b.nl", "fout"]),
        job=st.sampled_from(["Arts", "Verpleegkundige", "Tovenaar"]),
        division=st.sampled_from(["", "Acuut", "acuut", "Beschouwend"]),
        department=st.sampled_from(["", "Spoed", "SPOED", "IC"]),
        lead=st.one_of(st.just(""), numbers),
        starts=st.sampled_from(["", "1-2-2020", "1-1-2027"]),
        ends=st.sampled_from(["", "1-2-2025", "1-2-2028"]),
        hours=st.sampled_from(["", "12", "36"]),
    ),
    min_size=1,
    max_size=15,
)


@settings(deadline=None, max_examples=60)
@given(lines, st.randoms(use_true_random=False))
def test_the_order_of_the_file_does_not_matter(rows: list[tuple[str, ...]], lot: Random) -> None:
    mixed = list(rows)
    lot.shuffle(mixed)
    one, other = plan(text_file(rows)), plan(text_file(mixed))
    assert _without_lines(one) == _without_lines(other)
    assert (one.leads, one.unit_leads, one.tree) == (other.leads, other.unit_leads, other.tree)


def _without_lines(found: object) -> list[tuple[object, ...]]:
    from kring.people.domain.importing.plan import Plan

    assert isinstance(found, Plan)
    return [
        (number, one.main.name, one.main.mail, one.main.place, one.main.craft, one.last_day)
        for number, one in found.people.items()
    ]
