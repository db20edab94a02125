"""What the data of the current edition must always be."""

import re

import pytest

from kring.guideline import queries
from kring.guideline.domain.content import CircleMember, Edition, TimingStep
from kring.guideline.domain.extension import PREFIX
from kring.guideline.domain.readers import PARTS
from kring.guideline.domain.sources import SourceBook
from kring.guideline.queries import Source, Text
from kring.guideline.queries.requirements import requirements
from kring.guideline.tests.walking import texts, walk

ALL_TEXTS = texts(queries.edition()) + texts(requirements())

NEVER_IN_DUTCH = [
    r"dossiers?",
    r"cases?",
    r"casus(sen)?",
    r"zaa?k(en)?",
    r"(?<!vim-)melding(en)?",
    r"slachtoffers?",
    r"getroffenen?",
    r"traject(en)?",
    r"signa(al|len)",
    r"u|uw",
]
NEVER_IN_ENGLISH = [r"dossiers?", r"cases?", r"victims?", r"trajector(y|ies)", r"signals?"]

MAY_SPEAK_OF_PATIENTS = {
    "edition.event_kinds[aggression_external].label",
    "edition.event_kinds[aggression_external].hint",
}


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"[.?:;]\s*", text) if sentence]


def test_there_is_much_to_say() -> None:
    assert len(ALL_TEXTS) > 250


@pytest.mark.parametrize("word", NEVER_IN_DUTCH)
def test_no_dutch_text_holds_a_word_that_labels_people_or_makes_them_a_file(word: str) -> None:
    found = [path for path, text in ALL_TEXTS if re.search(rf"\b({word})\b", text.nl.lower())]
    assert found == []


@pytest.mark.parametrize("word", NEVER_IN_ENGLISH)
def test_no_english_text_holds_a_word_that_labels_people_or_makes_them_a_file(word: str) -> None:
    found = [path for path, text in ALL_TEXTS if re.search(rf"\b({word})\b", text.en.lower())]
    assert found == []


def test_no_text_shouts() -> None:
    assert [path for path, text in ALL_TEXTS if "!" in text.nl + text.en] == []


def test_patients_are_named_only_where_care_is_meant_and_never_an_employee() -> None:
    speaking = {path for path, text in ALL_TEXTS if re.search(r"patiënt|client|cliënt|patient", text.nl.lower())}
    elsewhere = {path for path in speaking - MAY_SPEAK_OF_PATIENTS if "reactions_of_others" not in path}
    assert elsewhere == set()


def test_dutch_sentences_are_short_enough_to_read_at_three_in_the_morning() -> None:
    long = [s for _, text in ALL_TEXTS for s in _sentences(text.nl) if len(s.split()) > 20]
    assert long == []


def test_dutch_and_english_both_end_as_a_sentence_or_both_do_not() -> None:
    uneven = [path for path, text in ALL_TEXTS if (text.nl[-1] in ".?") != (text.en[-1] in ".?")]
    assert uneven == []


def test_no_text_was_left_in_the_other_language() -> None:
    same = {text.nl for _, text in ALL_TEXTS if text.nl == text.en}
    assert same == set()


def test_every_rule_names_its_source() -> None:
    without = (Text, Source, SourceBook, Edition, TimingStep, CircleMember)
    rules = [(path, thing) for path, thing in walk(queries.edition()) if not isinstance(thing, without)]
    assert len(rules) > 100
    sources = {path: getattr(rule, "source", None) for path, rule in rules}
    assert [path for path, source in sources.items() if not isinstance(source, Source) or not source.codes] == []


def test_nothing_of_the_guideline_looks_like_an_item_of_one_organisation() -> None:
    lists = (queries.event_kinds(), queries.criteria(), queries.timing_templates(), queries.topics())
    assert [item.key for items in lists for item in items if item.key.startswith(PREFIX)] == []
    sources = [thing for _, thing in walk(queries.edition()) if isinstance(thing, Source)]
    assert [source for source in sources if "E" in source.codes] == []


def test_the_thirteen_signs_are_there_and_all_come_from_recommendation_29() -> None:
    assert len(queries.topics()) == 13
    assert {str(topic.source) for topic in queries.topics()} == {"A29"}


def test_there_are_exactly_three_conditions_of_confidentiality_and_each_is_one_sentence() -> None:
    conditions = queries.conditions_of_confidentiality()
    assert [condition.key for condition in conditions] == [
        "no_legal_privilege",
        "protection",
        "blameworthy_acts",
    ]
    assert all(len(_sentences(condition.text.nl)) == 1 for condition in conditions)
    assert all("RPOG 36" in condition.source.codes for condition in conditions)


def test_only_unwanted_behaviour_at_work_goes_its_own_way() -> None:
    assert [kind.key for kind in queries.event_kinds() if kind.own_way] == ["misconduct_internal"]


def test_the_core_criteria_are_those_of_the_guideline() -> None:
    core = {criterion.key for criterion in queries.criteria() if criterion.core}
    assert core == {"violence_or_threat", "serious_injury", "child", "someone_known", "child_resuscitation"}


def test_no_criterion_asks_how_anyone_felt() -> None:
    feeling = re.compile(r"voel|gevoel|machteloos|onmacht|bang|behoefte|feel|felt|powerless|afraid|need")
    asked = [texts(criterion) for criterion in queries.criteria()]
    assert [p for found in asked for p, text in found if feeling.search((text.nl + text.en).lower())] == []


def test_powerlessness_and_plain_need_and_piling_up_are_good_reasons_on_the_reading_page() -> None:
    sections = queries.reading_page("what_is_normal").sections
    bullets = " ".join(bullet.nl for section in sections for bullet in section.bullets)
    assert all(reason in bullets for reason in ("machteloos", "Je hebt er behoefte aan", "Het stapelt zich op"))


def test_every_conversation_has_every_part_and_warns_against_digging() -> None:
    guides = [queries.conversation_guide(number) for number in (1, 2, 3)]
    assert all(tuple(part.key for part in guide.parts) == PARTS for guide in guides)
    assert "A6" in guides[0].part("leave_out").source.codes
    assert "RPOG 36" in guides[0].part("opening").source.codes


def test_no_shared_sentence_says_what_someone_cannot_do() -> None:
    limits = re.compile(r"\b(niet|geen|kan niet|minder|beperk\w*|ziek\w*|nachtdienst\w*|cannot|ill|sick|unable)\b")
    told = [s.key for s in queries.sharing_sentences() if limits.search((s.told.nl + " " + s.told.en).lower())]
    assert told == ["rather_not"]


def test_practical_help_can_be_asked_from_manager_and_trainer_but_not_from_the_coordinator() -> None:
    practical = {s.key for s in queries.sharing_sentences("line_manager") if s.practical}
    assert {"replacement_today", "getting_home_today"} <= practical
    assert practical == {s.key for s in queries.sharing_sentences("trainer") if s.practical}
    assert not any(s.practical for s in queries.sharing_sentences("coordinator"))


def test_adviser_and_occupational_professionals_stand_in_ring_two_and_the_physician_also_in_ring_three() -> None:
    rings = {circle.number: {member.key for member in circle.members} for circle in queries.circles()}
    assert {"peer_supporter", "confidential_adviser", "company_social_worker"} <= rings[2]
    assert "occupational_physician" in rings[2] & rings[3]


def test_the_pages_and_cards_that_screens_count_on_are_there() -> None:
    assert [page.key for page in queries.reading_pages()] == [
        "in_the_moment",
        "what_is_normal",
        "what_helps",
        "three_questions",
        "time_for_more",
        "whom_to_call",
        "for_colleagues",
        "for_managers",
        "at_home",
    ]
    assert {card.key for card in queries.cards()} >= {
        "stop_and_explain",
        "acute_danger",
        "own_way",
        "three_questions",
        "topics_aid",
        "advise_help",
        "check_in",
        "check_out",
        "supporter_care",
    }


def test_emergency_numbers_stand_on_every_page_that_speaks_of_danger() -> None:
    for key in ("time_for_more", "whom_to_call", "for_colleagues", "at_home"):
        for language in ("nl", "en"):
            page = " ".join(text.in_language(language) for _, text in texts(queries.reading_page(key)))
            assert "112" in page and "113" in page
