"""Whom a coordinator could ask."""

from uuid import UUID, uuid4

from kring.portal.domain.suggesting import Fits, Wanted, suggest
from kring.supporters.queries import Reachable

REQUEST = UUID(int=7)


def wanted(**changes: object) -> Wanted:
    values: dict[str, object] = {
        "request_id": REQUEST,
        "craft": "nurse",
        "windows": frozenset({"evening"}),
        "language": "nl",
        "unit_name": "SEH",
    }
    return Wanted(**(values | changes))  # type: ignore[arg-type]


def somebody(
    name: str, craft: str = "nurse", unit: str = "IC", windows: str = "evening", said: str = "nl"
) -> Reachable:
    return Reachable(uuid4(), name, craft, unit, frozenset(windows.split()), frozenset(said.split()))


def test_whoever_has_no_moment_or_language_in_common_is_not_there() -> None:
    able = [
        somebody("Day", windows="day weekend"),
        somebody("English", said="en"),
        somebody("Fits", windows="day evening"),
    ]

    assert [one.name for one in suggest(wanted(), able)] == ["Fits"]


def test_the_same_craft_comes_first_then_another_ward() -> None:
    able = [somebody("Doctor", "doctor"), somebody("Same ward", unit="SEH"), somebody("Elsewhere")]

    found = suggest(wanted(), able)

    assert [one.name for one in found] == ["Elsewhere", "Same ward", "Doctor"]
    assert found[0].fits == (Fits.SAME_CRAFT, Fits.IN_TIME, Fits.OTHER_TEAM)
    assert found[1].fits == (Fits.SAME_CRAFT, Fits.IN_TIME)


def test_nothing_is_claimed_of_a_ward_or_craft_that_nobody_gave() -> None:
    (found,) = suggest(wanted(unit_name="", craft=""), [somebody("Somebody")])

    assert found.fits == (Fits.IN_TIME,)


def test_among_equals_nobody_is_always_first() -> None:
    able = [somebody(name) for name in "ABCDEFGH"]

    firsts = {suggest(wanted(request_id=UUID(int=number)), able)[0].name for number in range(40)}

    assert len(firsts) > 2


def test_there_are_five_at_most_and_they_are_the_first() -> None:
    able = [somebody(f"Doctor {number}", "doctor") for number in range(9)] + [somebody("Nurse")]

    found = suggest(wanted(), able)

    assert found[0].name == "Nurse" and len(found) == 5


def test_the_same_request_gives_the_same_order() -> None:
    able = [somebody(name) for name in "ABCDEFGH"]

    assert suggest(wanted(), able) == suggest(wanted(), reversed(able))
