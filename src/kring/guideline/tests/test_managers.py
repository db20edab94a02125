"""What the guideline expects of whoever leads or trains people."""

from kring.guideline import queries


def test_there_are_thirteen_aspects_ten_to_know_and_three_to_be_able_to_do() -> None:
    aspects = queries.aspects()
    assert len({aspect.key for aspect in aspects}) == 13
    assert sum(aspect.skill for aspect in aspects) == 3


def test_every_aspect_says_that_it_comes_from_the_guideline() -> None:
    assert all("20" in aspect.source.in_language("nl") for aspect in queries.aspects())


def test_how_to_ask_says_what_is_not_asked() -> None:
    assert [part.key for part in queries.asking_parts()] == ["begin", "leave", "later"]
