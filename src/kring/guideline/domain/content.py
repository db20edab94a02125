"""What one edition of the guideline holds. Frozen, so that it can be read once and shared."""

from collections.abc import Collection
from dataclasses import dataclass

from kring.guideline.domain.sources import SourceBook
from kring.guideline.domain.text import Source, Text


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of shocking event. `own_way`: never a team offer, the confidential adviser comes first."""

    key: str
    label: Text
    hint: Text
    own_way: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Criterion:
    """Something that was true of the event. `core`: a supporter comes in person or phones."""

    key: str
    label: Text
    hint: Text
    core: bool
    source: Source


@dataclass(frozen=True, slots=True)
class TimingStep:
    """
    When a conversation fits, in whole days since the reference day, both ends included.

    `free`: the source leaves the moment open and the days are only a suggestion.
    """

    conversation: int
    from_day: int
    to_day: int
    free: bool


@dataclass(frozen=True, slots=True)
class TimingTemplate:
    """When the first, second and third conversation fit; always three steps, in order."""

    key: str
    label: Text
    description: Text
    steps: tuple[TimingStep, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class HelpReminder:
    """When both are reminded to talk about professional help, in days since the event, both ends included."""

    from_day: int
    to_day: int
    text_for_person: Text
    text_for_supporter: Text
    source: Source


@dataclass(frozen=True, slots=True)
class GuidePart:
    """One part of a conversation guide, such as "listening" or "practical_help"."""

    key: str
    heading: Text
    points: tuple[Text, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class ConversationGuide:
    """What helps the supporter in conversation 1, 2 or 3. To read, never to fill in."""

    key: str
    number: int
    title: Text
    intro: Text
    parts: tuple[GuidePart, ...]
    source: Source

    def part(self, key: str) -> GuidePart:
        """
        Return one part.

        :raises KeyError: if the guide has no such part
        """
        for part in self.parts:
            if part.key == key:
                return part
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Topic:
    """A sign to walk through aloud; a reminder while talking, never ticked, never kept."""

    key: str
    text: Text
    source: Source


@dataclass(frozen=True, slots=True)
class Condition:
    """A limit to confidentiality, told before the first conversation."""

    key: str
    text: Text
    source: Source


@dataclass(frozen=True, slots=True)
class SharingSentence:
    """
    A sentence the professional may choose to let someone else hear.

    `label` is the choice on their own screen. `told` is what the other reads; it holds `{name}`.
    `recipients` are keys of who may hear it. `practical`: it asks for practical help. `today`: it makes no
    sense any more tomorrow. `clashes_with` are sentences that cannot go to the same recipient.
    """

    key: str
    label: Text
    told: Text
    recipients: tuple[str, ...]
    practical: bool
    today: bool
    clashes_with: tuple[str, ...]
    source: Source

    def told_about(self, name: str, language: str) -> str:
        """
        Say the sentence about someone.

        :raises ValueError: for a language other than Dutch and English
        """
        return self.told.in_language(language).replace("{name}", name)


@dataclass(frozen=True, slots=True)
class Choice:
    """One possibility of a closed list, such as a craft, a channel or a part of the day."""

    key: str
    label: Text
    source: Source


@dataclass(frozen=True, slots=True)
class CircleMember:
    """Someone who stands in a circle; the same key may stand in two circles."""

    key: str
    label: Text


@dataclass(frozen=True, slots=True)
class Circle:
    """A ring around the professional, 0 (you) to 4 (specialist help). Rings open in any order."""

    number: int
    key: str
    title: Text
    description: Text
    members: tuple[CircleMember, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class ReadingSection:
    """A part of a reading page: paragraphs first, then bullets; either may be empty, never both."""

    heading: Text
    paragraphs: tuple[Text, ...]
    bullets: tuple[Text, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """A page anyone may read without signing in."""

    key: str
    order: int
    title: Text
    intro: Text
    sections: tuple[ReadingSection, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Card:
    """A short card to have at hand while talking."""

    key: str
    title: Text
    lines: tuple[Text, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Aspect:
    """Something that whoever leads or trains people knows; with `skill`, something they can do (A20)."""

    key: str
    title: Text
    text: Text
    skill: bool
    source: Source


@dataclass(frozen=True, slots=True)
class AskingPart:
    """A part of how to ask a team how it goes; to read, never to fill in."""

    key: str
    heading: Text
    points: tuple[Text, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Edition:
    """
    One edition of the guideline, read from its data files.

    `off_the_list` stands for an own item of an organisation that was taken away while something still names it.
    """

    version: str
    title: Text
    off_the_list: Text
    sources: SourceBook
    event_kinds: tuple[EventKind, ...]
    criteria: tuple[Criterion, ...]
    timing_templates: tuple[TimingTemplate, ...]
    help_reminder: HelpReminder
    conversation_guides: tuple[ConversationGuide, ...]
    topics: tuple[Topic, ...]
    confidentiality_promise: Text
    conditions: tuple[Condition, ...]
    recipients: tuple[Choice, ...]
    sharing_sentences: tuple[SharingSentence, ...]
    crafts: tuple[Choice, ...]
    time_windows: tuple[Choice, ...]
    channels: tuple[Choice, ...]
    circles: tuple[Circle, ...]
    competences: tuple[Choice, ...]
    training_topics: tuple[Choice, ...]
    reading_pages: tuple[ReadingPage, ...]
    cards: tuple[Card, ...]
    aspects: tuple[Aspect, ...]
    asking: tuple[AskingPart, ...]


def clashes(sentences: Collection[SharingSentence]) -> tuple[tuple[str, str], ...]:
    """Return each pair of keys among these sentences that cannot go to the same recipient."""
    keys = {sentence.key for sentence in sentences}
    return tuple(
        (sentence.key, other)
        for sentence in sorted(sentences, key=lambda sentence: sentence.key)
        for other in sorted(sentence.clashes_with)
        if other in keys and sentence.key < other
    )
