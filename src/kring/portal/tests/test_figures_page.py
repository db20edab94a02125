"""Published half-years on a page: fixed numbers, and nothing of today."""

import re
from datetime import UTC, datetime
from uuid import UUID, uuid4

from kring.foundation.testing import Clock, World, insert, make_world
from kring.portal.tests.asking import accept, ask, browser, match, page

FIGURES = "/cijfers/"


def publish(world: World, half_year: str, measure: str, rounded: int | None, division: str = "") -> None:
    insert(
        "disclosure_publishedfigure",
        id=uuid4(),
        organisation_id=world.organisation_id,
        half_year=half_year,
        division_id=UUID(int=len(division)) if division else None,
        division_name=division,
        measure=measure,
        rounded=rounded,
    )


def main(world: World, name: str = "Hanna", address: str = FIGURES) -> str:
    text = page(browser(world, world[name]).get(address))
    return text[text.index('id="main"') : text.index("</main>")]


def test_one_has_to_be_signed_in(world: World) -> None:
    assert browser(world).get(FIGURES).status_code == 302
    assert browser(world, world["Yara"]).get(FIGURES).status_code == 200


def test_before_the_first_half_year_there_is_nothing(world: World) -> None:
    assert "Nog geen cijfers" in main(world)


def test_a_published_half_year_shows_its_numbers_and_hides_small_ones(world: World) -> None:
    publish(world, "2025H2", "asked", 55)
    publish(world, "2025H2", "supported", None)
    publish(world, "2025H2", "asked", 30, "Divisie Acuut")
    publish(world, "2025H2", "asked", None, "Divisie Kind")
    publish(world, "2025H2", "kind:aggression_external", 25)

    text = main(world)

    assert "Tweede halfjaar 2025" in text and "55" in text and "30" in text and "Divisie Kind" in text
    assert text.count("minder dan 10") == 3  # one number, one division, and how it works
    assert "Agressie" in text


def test_bars_are_as_long_as_their_share_of_the_largest(world: World) -> None:
    publish(world, "2025H2", "evaluation:answers", 40)
    publish(world, "2025H2", "evaluation:heard:high", 30)
    publish(world, "2025H2", "evaluation:quick:high", None)

    widths = re.findall(r'<rect class="k-r4" width="(\d+)"', main(world))

    assert widths == ["100", "0", "75"]


def test_everyone_reads_the_same(world: World) -> None:
    publish(world, "2025H2", "asked", 55)

    assert len({main(world, name) for name in ("Hanna", "Petra", "Marco", "Yara", "Anton")}) == 1


def test_the_newest_half_year_stands_open_and_each_older_one_on_a_page_of_its_own(world: World) -> None:
    publish(world, "2024H2", "asked", 15)
    publish(world, "2025H1", "asked", 25)

    text = main(world)

    assert "<h2>Eerste halfjaar 2025" in text and "25" in text
    assert 'href="?half=2024H2">Tweede halfjaar 2024' in text and ">15<" not in text
    older = main(world, address=f"{FIGURES}?half=2024H2")
    assert "<h2>Tweede halfjaar 2024" in older and ">15<" in older
    assert 'href="?half=2025H1">Eerste halfjaar 2025' in older


def test_a_half_year_that_is_not_there_is_the_newest(world: World) -> None:
    publish(world, "2025H1", "asked", 25)

    assert main(world, address=f"{FIGURES}?half=1999H1") == main(world)


def test_the_half_year_that_runs_has_no_numbers_yet(world: World, clock: Clock) -> None:
    clock.stand_at(datetime(2026, 7, 3, 12, tzinfo=UTC))
    text = main(world)
    assert "Tweede halfjaar 2026" in text and "hier vanaf 14 januari 2027" in text and "loopt nog" in text
    assert "Eerste halfjaar 2026" in text and "wordt vastgesteld" in text

    clock.stand_at(datetime(2026, 8, 3, 12, tzinfo=UTC))
    assert "wordt vastgesteld" not in main(world)


def test_support_that_goes_on_changes_nothing_on_this_page(world: World) -> None:
    publish(world, "2025H2", "asked", 55)
    before = main(world)
    ask(world)
    match(world)
    accept(world)
    ask(world)

    assert main(world) == before


def test_another_organisation_has_its_own(world: World) -> None:
    publish(make_world(cast=False), "2025H2", "asked", 995)

    assert "995" not in main(world)
