"""Finding what somebody means: real questions, with typing errors, compounds and accents, in both languages."""

import pytest

from kring.catalogue.domain.facets import Facet
from kring.catalogue.queries import Found, Search, search
from kring.catalogue.tests.everyday import EVERYDAY
from kring.foundation.testing import World, as_

# What people type, and an entry that has to be among the first five.
DUTCH = [
    ("Wat kan dit team doen aan hersteltijd?", "fixed-breaks"),
    ("pauze", "fixed-breaks"),
    ("pauzes nemen tijdens je werk", "fixed-breaks"),
    ("ondersteuner", "organised-peer-support"),
    ("ondersteuning", "organised-peer-support"),
    ("ondersteund worden door een collega", "organised-peer-support"),
    ("agressie", "aggression-protocol"),
    ("agresie aan de balie", "emotionally-heavy-jobs"),
    ("mantelzorch", "informal-carers"),
    ("mantelzorgers", "informal-carers"),
    ("overgang", "menopause"),
    ("rouwgesprek", "grief-protocol"),
    ("te veel mail", "digital-interruptions"),
    ("burnout", "lessons-on-stress"),
    ("burn-out", "lessons-on-stress"),
    ("nieuwe collega inwerken", "mentor-for-starters"),
    ("collega die iemand verloren heeft", "grief-protocol"),
    ("patiënt overleden", "grief-protocol"),
    ("schulden", "budget-coaching"),
    ("helpt massage tegen stress?", "massage"),
    ("aromatherapie", "aromatherapy"),
    ("pesten op de afdeling", "clear-line-on-disruptive-behaviour"),
    ("vergaderingen", "meeting-free-time"),
    ("vergadervrij", "meeting-free-time"),
    ("nabespreken na reanimatie", "operational-review"),
    ("moreel beraad", "moral-deliberation"),
    ("pensioen", "generation-pact"),
    ("intervisie", "peer-consultation"),
    ("sporten", "physical-activity"),
    ("hoe houden we nachtdiensten vol", "keep-going"),
    ("Iemand maakte een fout bij een patient", "coping-after-incident"),
]
ENGLISH = [
    ("What can this team do about recovery time?", "breaks-between-meetings"),
    ("breaks", "fixed-breaks"),
    ("agression", "aggression-protocol"),
    ("does massage help", "massage"),
    ("bereavement", "grief-protocol"),
    ("mindfulnes", "mindfulness"),
]


def asked(world: World, search_for: Search) -> Found:
    """The answer, as anybody gets it."""
    with as_(world.public):
        return search(search_for)


def ids(found: Found) -> list[str]:
    return [card.id for card in found.cards]


@pytest.mark.parametrize(("question", "entry"), DUTCH)
def test_a_dutch_question_finds_what_it_is_about(world: World, question: str, entry: str) -> None:
    assert entry in ids(asked(world, Search(question)))[:5]


def test_what_people_type_at_work_finds_something_that_fits(world: World) -> None:
    missed = {}
    with as_(world.public):
        for question, fitting in EVERYDAY:
            first = ids(search(Search(question)))[:5]
            if not set(first) & set(fitting.split()):
                missed[question] = first
    assert missed == {}
    assert len(EVERYDAY) >= 60


@pytest.mark.parametrize(("question", "entry"), ENGLISH)
def test_an_english_question_finds_what_it_is_about(world: World, question: str, entry: str) -> None:
    assert entry in ids(asked(world, Search(question, language="en")))[:5]


def test_an_ending_makes_no_difference(world: World) -> None:
    once, again = (ids(asked(world, Search(word))) for word in ("ondersteuner", "ondersteuning"))
    assert once == again != []


def test_an_accent_makes_no_difference(world: World) -> None:
    assert ids(asked(world, Search("patiënten"))) == ids(asked(world, Search("patienten"))) != []


def test_a_word_nobody_knows_says_what_was_looked_for_instead(world: World) -> None:
    found = asked(world, Search("agresie"))
    assert found.meant == (("agresie", "agressie"),)
    assert "aggression-protocol" in ids(found)


def test_a_word_that_looks_like_nothing_finds_nothing(world: World) -> None:
    found = asked(world, Search("xyzzyqwrt"))
    assert (found.total, found.cards, found.meant) == (0, (), ())


def test_what_has_not_all_words_says_so(world: World) -> None:
    assert asked(world, Search("hoe houden we nachtdiensten vol")).is_loose
    assert not asked(world, Search("pauze")).is_loose


@pytest.mark.parametrize(
    "text", ["", "   ", "'", "a' | b:*", "%", "\\", "&&", "<b>", ":*", "-- ;", "de het een", "é" * 400]
)
def test_whatever_is_typed_gets_an_answer(world: World, text: str) -> None:
    assert asked(world, Search(text)).pages >= 1


def test_counts_are_what_choosing_would_leave(world: World) -> None:
    """Every count of every facet, against a search that makes the choice."""
    start = Search("werkdruk", {Facet.LEVEL: frozenset({"team"})})
    for counted in asked(world, start).counted:
        if counted.facet is Facet.LEVEL:
            chosen = {Facet.LEVEL: frozenset({counted.value})}
        else:
            chosen = {**start.chosen, counted.facet: frozenset({counted.value})}
        assert asked(world, Search("werkdruk", chosen)).total == counted.count, counted


def test_values_of_a_facet_widen_and_facets_together_narrow(world: World) -> None:
    def total(**chosen: str) -> int:
        wanted = {Facet(name): frozenset(values.split()) for name, values in chosen.items()}
        return asked(world, Search(chosen=wanted)).total

    assert total(theme="social tasks") == total(theme="social") + total(theme="tasks")
    assert 0 < total(theme="social", level="team") < total(theme="social")


def test_every_page_together_is_everything_once(world: World) -> None:
    first = asked(world, Search("werk"))
    everything = [one for page in range(1, first.pages + 1) for one in ids(asked(world, Search("werk", page=page)))]
    assert len(everything) == len(set(everything)) == first.total > 20
    assert (
        ids(asked(world, Search("werk", page=999))) == everything[-len(ids(asked(world, Search("werk", page=999)))) :]
    )
