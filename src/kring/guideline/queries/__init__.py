"""
The door of the guideline: everything other contexts may ask, and the types they get.

The data files are read once per process. An error in them shows at the first question, naming file and field.

An organisation may add to the guideline. Where it may, a question takes `of`, the organisation whose additions come
along; without it the answer is the guideline as it is for everyone.
"""

import json
import logging
from collections.abc import Collection, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from uuid import UUID

from kring.foundation.tenancy.queries import extension
from kring.guideline.domain import timing
from kring.guideline.domain.clocks import answer_by
from kring.guideline.domain.content import (
    AskingPart,
    Aspect,
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
from kring.guideline.domain.extension import extend
from kring.guideline.domain.half_years import half_year, half_year_bounds
from kring.guideline.domain.table import GuidelineDataError
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
    "AskingPart",
    "Aspect",
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
    "asking_parts",
    "aspects",
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
    "criteria_labels",
    "edition",
    "event_kind",
    "event_kinds",
    "for_organisation",
    "goes_its_own_way",
    "half_year",
    "half_year_bounds",
    "hard_stop_on",
    "help_reminder",
    "help_reminder_on",
    "kind_label",
    "may_add",
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

_DATA = Path(__file__).parents[1] / "data"
_log = logging.getLogger(__name__)


@cache
def edition(version: str = CURRENT_VERSION) -> Edition:
    """
    Return an edition of the guideline.

    :raises GuidelineDataError: if there is no such edition, or its data files are not right
    """
    return load_edition(_DATA / version)


@lru_cache(maxsize=1000)
def for_organisation(document: str) -> Edition:
    """
    Return the edition with what an organisation adds, made once for every content of an extension.

    An extension that was right when it was written may not be so for a later edition. Then its items are left out,
    so that every page still opens, and the log says why.

    :param document: the extension as JSON
    """
    try:
        return extend(edition(), json.loads(document))
    except GuidelineDataError as wrong:
        _log.error("What an organisation adds to the guideline is left out: %s", wrong)
        return edition()


def may_add(document: Mapping[str, object]) -> bool:
    """Tell whether an organisation may add this: every item complete, different from the others, and not too many."""
    try:
        extend(edition(), document)
    except GuidelineDataError:
        return False
    return True


def _edition(of: UUID | None) -> Edition:
    return edition() if of is None else for_organisation(extension(of))


def event_kinds(of: UUID | None = None) -> tuple[EventKind, ...]:
    """Return the kinds of event, in the order of the form."""
    return _edition(of).event_kinds


def event_kind(key: str, of: UUID | None = None) -> EventKind:
    """
    Return one kind of event.

    :raises KeyError: if there is no such kind
    """
    return {kind.key: kind for kind in event_kinds(of)}[key]


def kind_label(key: str, of: UUID | None = None) -> Text:
    """Return the name of a kind of event; of one that was taken away, that it is no longer on the list."""
    return {kind.key: kind.label for kind in event_kinds(of)}.get(key, edition().off_the_list)


def goes_its_own_way(key: str, of: UUID | None = None) -> bool:
    """Tell whether a kind is never offered to a team (decision 4). No kind, or one that was taken away, is not."""
    return any(kind.own_way for kind in event_kinds(of) if kind.key == key)


def criteria(of: UUID | None = None) -> tuple[Criterion, ...]:
    """Return what can be said of an event; never how anyone felt."""
    return _edition(of).criteria


def criteria_labels(keys: Collection[str], of: UUID | None = None) -> tuple[Text, ...]:
    """Return the names of criteria, in the order of the form; what was taken away is named once, at the end."""
    known = tuple(criterion.label for criterion in criteria(of) if criterion.key in keys)
    return known if len(known) == len(set(keys)) else (*known, edition().off_the_list)


def timing_templates(of: UUID | None = None) -> tuple[TimingTemplate, ...]:
    """Return the timing templates an organisation can choose from, the guideline's own first."""
    return _edition(of).timing_templates


def timing_template(key: str, of: UUID | None = None) -> TimingTemplate:
    """Return one timing template; for one that was taken away, the guideline's own, which leaves most free."""
    templates = timing_templates(of)
    return {template.key: template for template in templates}.get(key, templates[0])


def help_reminder() -> HelpReminder:
    """Return when and how both are reminded to talk about professional help (A28)."""
    return edition().help_reminder


def help_reminder_on(event_day: date) -> tuple[date, date]:
    """
    Return the first and last day to talk about professional help, counted from the event (A28).

    Give the day of asking if the event is not known. A window in the past means: now.
    """
    return timing.help_reminder_on(help_reminder(), event_day)


def topics(of: UUID | None = None) -> tuple[Topic, ...]:
    """Return the thirteen signs to walk through aloud (A29), then own topics; never to tick, never to keep."""
    return _edition(of).topics


def conversation_guide(number: int, of: UUID | None = None) -> ConversationGuide:
    """
    Return the guide for conversation 1, 2 or 3.

    :raises KeyError: for any other number
    """
    return {guide.number: guide for guide in _edition(of).conversation_guides}[number]


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
        sentence for sentence in edition().sharing_sentences if recipient is None or recipient in sentence.recipients
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


def reading_pages(of: UUID | None = None) -> tuple[ReadingPage, ...]:
    """Return the pages anyone may read, in their order."""
    return _edition(of).reading_pages


def reading_page(key: str, of: UUID | None = None) -> ReadingPage:
    """
    Return one page.

    :raises KeyError: if there is no such page
    """
    return {page.key: page for page in reading_pages(of)}[key]


def cards() -> tuple[Card, ...]:
    """Return all cards."""
    return edition().cards


def card(key: str) -> Card:
    """
    Return one card.

    :raises KeyError: if there is no such card
    """
    return {card.key: card for card in cards()}[key]


def aspects() -> tuple[Aspect, ...]:
    """Return the thirteen aspects of knowledge and skill of whoever leads or trains people (A20)."""
    return edition().aspects


def asking_parts() -> tuple[AskingPart, ...]:
    """Return how to ask a team how it goes."""
    return edition().asking
