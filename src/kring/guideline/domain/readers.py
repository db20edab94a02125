"""How one row of a data file becomes one item. Every reader refuses fields it does not know."""

from itertools import pairwise

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
    EventKind,
    GuidePart,
    HelpReminder,
    ReadingPage,
    ReadingSection,
    SharingSentence,
    TimingStep,
    TimingTemplate,
    Topic,
)
from kring.guideline.domain.table import Table

PARTS = (
    "opening",
    "listening",
    "questions",
    "practical_help",
    "own_network",
    "reactions_of_others",
    "leave_out",
    "closing",
)


def event_kind(row: Table) -> EventKind:
    """Read a kind of event."""
    with row:
        return EventKind(
            key=row.key(),
            label=row.text("label"),
            hint=row.text("hint"),
            own_way=row.flag("own_way"),
            source=row.source(),
        )


def criterion(row: Table) -> Criterion:
    """Read a criterion that describes an event."""
    with row:
        return Criterion(
            key=row.key(),
            label=row.text("label"),
            hint=row.text("hint"),
            core=row.flag("core"),
            source=row.source(),
        )


def timing_template(row: Table) -> TimingTemplate:
    """Read a timing template; its steps are conversation 1, 2 and 3, one after another, without overlap."""
    with row:
        steps = tuple(_timing_step(step, number) for number, step in enumerate(row.tables("steps"), start=1))
        if len(steps) != 3:
            raise row.error("steps", "must be three, one for each conversation")
        if any(earlier.to_day >= later.from_day for earlier, later in pairwise(steps)):
            raise row.error("steps", "must follow each other without overlap")
        return TimingTemplate(
            key=row.key(),
            label=row.text("label"),
            description=row.text("description"),
            steps=steps,
            source=row.source(),
        )


def _timing_step(row: Table, conversation: int) -> TimingStep:
    with row:
        step = TimingStep(
            conversation=conversation,
            from_day=row.number("from_day"),
            to_day=row.number("to_day"),
            free=row.flag("free"),
        )
    if step.from_day > step.to_day:
        raise row.error("to_day", "lies before from_day")
    return step


def help_reminder(row: Table) -> HelpReminder:
    """Read when and how both are reminded to talk about professional help."""
    with row:
        reminder = HelpReminder(
            from_day=row.number("from_day"),
            to_day=row.number("to_day"),
            text_for_person=row.text("text_for_person"),
            text_for_supporter=row.text("text_for_supporter"),
            source=row.source(),
        )
    if reminder.from_day > reminder.to_day:
        raise row.error("to_day", "lies before from_day")
    return reminder


def conversation_guide(row: Table) -> ConversationGuide:
    """Read the guide for one conversation, with all its parts in the agreed order."""
    with row:
        parts = tuple(_guide_part(part) for part in row.tables("parts"))
        if tuple(part.key for part in parts) != PARTS:
            raise row.error("parts", f"must be {', '.join(PARTS)}, in this order")
        return ConversationGuide(
            key=row.key(),
            number=row.number("number"),
            title=row.text("title"),
            intro=row.text("intro"),
            parts=parts,
            source=row.source(),
        )


def _guide_part(row: Table) -> GuidePart:
    with row:
        return GuidePart(key=row.key(), heading=row.text("heading"), points=row.texts("points"), source=row.source())


def topic(row: Table) -> Topic:
    """Read a sign to walk through aloud."""
    with row:
        return Topic(key=row.key(), text=row.text("text"), source=row.source())


def condition(row: Table) -> Condition:
    """Read a condition of confidentiality."""
    with row:
        return Condition(key=row.key(), text=row.text("text"), source=row.source())


def choice(row: Table) -> Choice:
    """Read one possibility of a closed list."""
    with row:
        return Choice(key=row.key(), label=row.text("label"), source=row.source())


def sharing_sentence(row: Table) -> SharingSentence:
    """Read a sentence that may be shared."""
    with row:
        return SharingSentence(
            key=row.key(),
            label=row.text("label"),
            told=row.text("told", ["name"]),
            recipients=row.keys("recipients"),
            practical=row.flag("practical"),
            today=row.flag("today"),
            clashes_with=row.keys("clashes_with"),
            source=row.source(),
        )


def circle(row: Table) -> Circle:
    """Read a circle and who stands in it."""
    with row:
        members = tuple(_circle_member(member) for member in row.tables("members"))
        if len({member.key for member in members}) < len(members):
            raise row.error("members", "names someone twice")
        return Circle(
            number=row.number("number"),
            key=row.key(),
            title=row.text("title"),
            description=row.text("description"),
            members=members,
            source=row.source(),
        )


def _circle_member(row: Table) -> CircleMember:
    with row:
        return CircleMember(key=row.key(), label=row.text("label"))


def reading_page(row: Table) -> ReadingPage:
    """Read a reading page."""
    with row:
        return ReadingPage(
            key=row.key(),
            order=row.number("order"),
            title=row.text("title"),
            intro=row.text("intro"),
            sections=tuple(reading_section(section) for section in row.tables("sections")),
            source=row.source(),
        )


def reading_section(row: Table) -> ReadingSection:
    """Read a part of a reading page."""
    with row:
        section = ReadingSection(
            heading=row.text("heading"),
            paragraphs=row.texts("paragraphs", at_least=0),
            bullets=row.texts("bullets", at_least=0),
            source=row.source(),
        )
    if not section.paragraphs and not section.bullets:
        raise row.error("paragraphs", "are empty, and so are the bullets")
    return section


def card(row: Table) -> Card:
    """Read a card."""
    with row:
        return Card(key=row.key(), title=row.text("title"), lines=row.texts("lines"), source=row.source())


def aspect(row: Table) -> Aspect:
    """Read what a manager or trainer knows or can do."""
    with row:
        return Aspect(
            key=row.key(),
            title=row.text("title"),
            text=row.text("text"),
            skill=row.flag("skill"),
            source=row.source(),
        )


def asking_part(row: Table) -> AskingPart:
    """Read a part of how to ask a team how it goes."""
    with row:
        return AskingPart(key=row.key(), heading=row.text("heading"), points=row.texts("points"), source=row.source())
