"""What experiences say as facets of the search: counted, chosen, and following what is told."""

from collections.abc import Iterator
from typing import Any

import pytest

from kring.catalogue.actions import indexing
from kring.catalogue.actions.indexing import Filed
from kring.catalogue.actions.load_content import vocabulary
from kring.catalogue.actions.note_practice import note_practice
from kring.catalogue.queries import Facet, InPractice, Search, content, lists, search
from kring.foundation.testing import World, as_, fetch

GOOD = InPractice(told=True, known=True, promising=True, groups=("starters", "trainees"), promising_for=("starters",))
FEW = InPractice(told=True, groups=("trainees",))
TWO = ("app-to-check-how-you-are", "aromatherapy")


@pytest.fixture(autouse=True)
def nothing_left(world: World) -> Iterator[None]:
    """What is shared is there for every test: put it back."""
    yield
    note(world, dict.fromkeys(TWO, InPractice()))


def note(world: World, found: dict[str, InPractice]) -> None:
    job = world.job("sharing")
    with as_(job):
        note_practice(found)


def found(world: World, text: str = "", **chosen: str) -> Any:
    with as_(world.public):
        return search(Search(text, {Facet[name.upper()]: frozenset({key}) for name, key in chosen.items()}, size=500))


def ids(world: World, text: str = "", **chosen: str) -> set[str]:
    return {card.id for card in found(world, text, **chosen).cards} & set(TWO)


def test_what_is_told_can_be_chosen_and_counted(world: World) -> None:
    note(world, {TWO[0]: GOOD, TWO[1]: FEW})
    assert ids(world, practice="told") == set(TWO)
    assert ids(world, practice="promising") == ids(world, promising_for="starters") == {TWO[0]}
    assert ids(world, told_for="trainees") == set(TWO)
    assert ids(world, promising_for="trainees") == set()
    counted = {(one.facet, one.value): one.count for one in found(world, told_for="starters").counted}
    assert counted[(Facet.PRACTICE, "promising")] >= 1
    assert counted[(Facet.TOLD_FOR, "trainees")] >= 2, "a facet leaves its own choice out of its counts"


def test_words_and_practice_narrow_together(world: World) -> None:
    note(world, {TWO[1]: FEW})
    assert ids(world, "geurtherapie of aromatherapie", practice="told") == {TWO[1]}
    assert ids(world, "aromatherapie", practice="promising") == set()


def test_what_is_told_no_longer_is_counted_no_longer(world: World) -> None:
    note(world, {TWO[0]: GOOD})
    note(world, {TWO[0]: GOOD})
    assert ids(world, promising_for="starters") == {TWO[0]}
    note(world, {TWO[0]: InPractice()})
    assert ids(world, practice="told") == set()
    assert fetch("select practice from shared.catalogue_entry where id = %s", TWO[0]) == [([],)]


def test_an_entry_that_is_not_there_for_everyone_is_passed_over(world: World) -> None:
    note(world, {"eigen-0123": GOOD})
    assert "eigen-0123" not in {card.id for card in found(world, practice="told").cards}


def test_gathering_all_facets_anew_keeps_what_is_told(world: World) -> None:
    note(world, {TWO[0]: GOOD})
    job = world.job("sharing")
    with as_(job):
        indexing.gather(lists(), vocabulary([*map(Filed, content().entries.values())], content()))
    assert ids(world, promising_for="starters") == {TWO[0]}
