"""What the door of the guideline answers."""

import itertools

import pytest

from kring.guideline import queries
from kring.guideline.queries import Text
from kring.guideline.templatetags.guideline import in_language


def test_a_text_speaks_dutch_and_english_and_their_variants() -> None:
    text = Text(nl="dag", en="day")
    assert [text.in_language(code) for code in ("nl", "en", "nl-nl", "en-GB", "NL")] == [
        "dag",
        "day",
        "dag",
        "day",
        "dag",
    ]


@pytest.mark.parametrize("code", ["de", "", "english", "nld"])
def test_a_text_refuses_any_other_language(code: str) -> None:
    with pytest.raises(ValueError, match="not written in"):
        Text(nl="dag", en="day").in_language(code)


def test_a_source_is_short_by_itself_and_full_in_words() -> None:
    source = queries.help_reminder().source
    assert str(source) == "A28, A34"
    assert source.in_language("nl") == (
        "aanbeveling 28 van de beleidsrichtlijn, aanbeveling 34 van de beleidsrichtlijn"
    )
    assert source.in_language("en").startswith("recommendation 28 of the guideline")


def test_a_template_can_show_a_text_and_a_source() -> None:
    kind = queries.event_kind("patient_safety")
    assert in_language(kind.label, "en") == "Something went wrong in the care"
    assert in_language(kind.source, "nl").startswith("paragraaf 1.2 van de beleidsrichtlijn")


def test_an_edition_is_read_once() -> None:
    assert queries.edition() is queries.edition()


def test_each_thing_is_found_by_its_own_key() -> None:
    assert [queries.event_kind(kind.key) for kind in queries.event_kinds()] == list(queries.event_kinds())
    assert [queries.timing_template(t.key) for t in queries.timing_templates()] == list(queries.timing_templates())
    assert [queries.reading_page(page.key) for page in queries.reading_pages()] == list(queries.reading_pages())
    assert [queries.card(card.key) for card in queries.cards()] == list(queries.cards())
    assert [queries.conversation_guide(n).number for n in (1, 2, 3)] == [1, 2, 3]


def test_what_does_not_exist_is_refused() -> None:
    for ask in (queries.event_kind, queries.reading_page, queries.card):
        with pytest.raises(KeyError):
            ask("nothing")
    with pytest.raises(KeyError):
        queries.conversation_guide(4)
    with pytest.raises(KeyError):
        queries.conversation_guide(1).part("nothing")
    with pytest.raises(KeyError):
        queries.sharing_sentences("neighbour")


def test_closed_lists_have_the_choices_that_forms_count_on() -> None:
    assert [choice.key for choice in queries.time_windows()] == ["day", "evening", "night", "weekend"]
    assert [choice.key for choice in queries.channels()] == ["call", "text", "private_mail"]
    assert [choice.key for choice in queries.recipients()] == ["line_manager", "trainer", "coordinator"]
    assert {"nurse", "doctor", "resident", "other"} <= {choice.key for choice in queries.crafts()}
    assert len(queries.competences()) == 6
    assert len(queries.training_topics()) == 7


def test_a_sentence_is_told_with_a_name_that_is_never_read_as_a_placeholder() -> None:
    sentence = next(s for s in queries.sharing_sentences() if s.key == "i_will_come")
    assert sentence.told_about("Sanne {x}", "nl") == "Sanne {x} komt zelf naar je toe."


def test_sentences_that_contradict_each_other_cannot_go_together() -> None:
    sentences = {sentence.key: sentence for sentence in queries.sharing_sentences()}
    assert queries.clashes([sentences["ask_me"], sentences["rather_not"]]) == (("ask_me", "rather_not"),)
    assert queries.clashes([sentences["rather_not"], sentences["i_will_come"]]) == ()
    assert queries.clashes([sentences["ask_me"], sentences["replacement_today"]]) == ()
    assert queries.clashes(list(sentences.values())) == (("ask_me", "i_will_come"), ("ask_me", "rather_not"))


def test_the_order_in_which_sentences_are_chosen_does_not_matter_for_their_clashes() -> None:
    wanted = [s for s in queries.sharing_sentences() if s.key in {"ask_me", "rather_not", "i_will_come"}]
    answers = {queries.clashes(order) for order in itertools.permutations(wanted)}
    assert answers == {(("ask_me", "i_will_come"), ("ask_me", "rather_not"))}
