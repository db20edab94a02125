"""
The door of the guideline: everything other contexts may ask, and the types they get.

The data files are read once per process. An error in them shows at the first question, naming file and field.
"""

from datetime import date
from functools import cache
from pathlib import Path

from kring.guideline.domain import timing
from kring.guideline.domain.clocks import answer_by
from kring.guideline.domain.content import (
    Card,
    Choice,
    Circle,
    CircleMember,
    Condition,
    ConversationGuide,
    Criterion,
    Edition,
    EventKind,
    GuidePart,
    HelpReminder,
    ReadingPage,
    ReadingSection,
    SharingSentence,
    TimingStep,
    TimingTemplate,
    Topic,
    clashes,
)
from kring.guideline.domain.edition import load_edition
from kring.guideline.domain.half_years import half_year, half_year_bounds
from kring.guideline.domain.text import Source, Text
from kring.guideline.domain.timing import (
    CLOSES_AFTER_DAYS,
    HARD_STOP_MONTHS,
    MAX_CONVERSATIONS,
    Window,
    closes_on,
    hard_stop_on,
    reference_day,
    windows_for,
)

__all__ = [
    "CLOSES_AFTER_DAYS",
    "CURRENT_VERSION",
    "HARD_STOP_MONTHS",
    "MAX_CONVERSATIONS",
    "Card",
    "Choice",
    "Circle",
    "CircleMember",
    "Condition",
    "ConversationGuide",
    "Criterion",
    "Edition",
    "EventKind",
    "GuidePart",
    "HelpReminder",
    "ReadingPage",
    "ReadingSection",
    "SharingSentence",
    "Source",
    "Text",
    "TimingStep",
    "TimingTemplate",
    "Topic",
    "Window",
    "answer_by",
    "card",
    "cards",
    "channels",
    "circles",
    "clashes",
    "closes_on",
    "competences",
    "conditions_of_confidentiality",
    "confidentiality_promise",
    "conversation_guide",
    "crafts",
    "criteria",
    "edition",
    "event_kind",
    "event_kinds",
    "half_year",
    "half_year_bounds",
    "hard_stop_on",
    "help_reminder",
    "help_reminder_on",
    "reading_page",
    "reading_pages",
    "recipients",
    "reference_day",
    "sharing_sentences",
    "time_windows",
    "timing_template",
    "timing_templates",
    "topics",
    "training_topics",
    "windows_for",
]

CURRENT_VERSION = "2022"

_DATA = Path(__file__).parent / "data"


@cache
def edition(version: str = CURRENT_VERSION) -> Edition:
    """
    Return an edition of the guideline.

    :raises GuidelineDataError: if there is no such edition, or its data files are not right
    """
    return load_edition(_DATA / version)


def event_kinds() -> tuple[EventKind, ...]:
    """Return the kinds of event, in the order of the form."""
    return edition().event_kinds


def event_kind(key: str) -> EventKind:
    """
    Return one kind of event.

    :raises KeyError: if there is no such kind
    """
    return {kind.key: kind for kind in event_kinds()}[key]


def criteria() -> tuple[Criterion, ...]:
    """Return what can be said of an event; never how anyone felt."""
    return edition().criteria


def timing_templates() -> tuple[TimingTemplate, ...]:
    """Return the timing templates an organisation can choose from, the guideline's own first."""
    return edition().timing_templates


def timing_template(key: str) -> TimingTemplate:
    """
    Return one timing template.

    :raises KeyError: if there is no such template
    """
    return {template.key: template for template in timing_templates()}[key]


def help_reminder() -> HelpReminder:
    """Return when and how both are reminded to talk about professional help (A28)."""
    return edition().help_reminder


def help_reminder_on(event_day: date) -> tuple[date, date]:
    """
    Return the first and last day to talk about professional help, counted from the event (A28).

    Give the day of asking if the event is not known. A window in the past means: now.
    """
    return timing.help_reminder_on(help_reminder(), event_day)


def topics() -> tuple[Topic, ...]:
    """Return the thirteen signs to walk through aloud (A29); never to tick, never to keep."""
    return edition().topics


def conversation_guide(number: int) -> ConversationGuide:
    """
    Return the guide for conversation 1, 2 or 3.

    :raises KeyError: for any other number
    """
    return {guide.number: guide for guide in edition().conversation_guides}[number]


def confidentiality_promise() -> Text:
    """Return the sentence that goes before the three conditions."""
    return edition().confidentiality_promise


def conditions_of_confidentiality() -> tuple[Condition, ...]:
    """Return the three conditions that are told before anyone talks (RPOG 36)."""
    return edition().conditions


def recipients() -> tuple[Choice, ...]:
    """Return who may hear a sentence, if the professional wants it: manager, trainer, coordinator."""
    return edition().recipients


def sharing_sentences(recipient: str | None = None) -> tuple[SharingSentence, ...]:
    """
    Return the closed list of sentences that may be shared, for one recipient or for all.

    :raises KeyError: for a recipient that does not exist
    """
    if recipient is not None and recipient not in {choice.key for choice in recipients()}:
        raise KeyError(recipient)
    return tuple(
        sentence
        for sentence in edition().sharing_sentences
        if recipient is None or recipient in sentence.recipients
    )


def crafts() -> tuple[Choice, ...]:
    """Return the crafts."""
    return edition().crafts


def time_windows() -> tuple[Choice, ...]:
    """Return the parts of the day and week in which someone can be reached."""
    return edition().time_windows


def channels() -> tuple[Choice, ...]:
    """Return the ways to reach someone."""
    return edition().channels


def circles() -> tuple[Circle, ...]:
    """Return the five rings, from the professional outward (§2.1)."""
    return edition().circles


def competences() -> tuple[Choice, ...]:
    """Return what a supporter is good at (A17)."""
    return edition().competences


def training_topics() -> tuple[Choice, ...]:
    """Return what the training of a supporter covers (A15, A16)."""
    return edition().training_topics


def reading_pages() -> tuple[ReadingPage, ...]:
    """Return the pages anyone may read, in their order."""
    return edition().reading_pages


def reading_page(key: str) -> ReadingPage:
    """
    Return one page.

    :raises KeyError: if there is no such page
    """
    return {page.key: page for page in reading_pages()}[key]


def cards() -> tuple[Card, ...]:
    """Return all cards."""
    return edition().cards


def card(key: str) -> Card:
    """
    Return one card.

    :raises KeyError: if there is no such card
    """
    return {card.key: card for card in cards()}[key]
