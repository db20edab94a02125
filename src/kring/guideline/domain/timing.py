"""When the three conversations fit, when both are reminded of help, when it ends. Whole days, no clock."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from kring.guideline.domain.content import HelpReminder, TimingTemplate

MAX_CONVERSATIONS = 3
"""Three conversations, no exception (A9)."""

CLOSES_AFTER_DAYS = 14
"""Days between the last planned conversation and closing by itself (K)."""

HARD_STOP_MONTHS = 6
"""Calendar months after which nothing is left, whatever was planned (K)."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a conversation fits, both included. `free`: only a suggestion."""

    conversation: int
    from_day: date
    to_day: date
    free: bool

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the window."""
        return self.from_day <= day <= self.to_day


def reference_day(*, template: TimingTemplate, asked_on: date, event_day: date | None) -> date:
    """
    Choose the day from which the conversations are counted.

    That is the day of the event, unless it is not known or the time for a first conversation was already over
    when someone asked; then it is the day of asking (K).

    :raises ValueError: if the event lies after the day of asking
    """
    if event_day is None:
        return asked_on
    if event_day > asked_on:
        raise ValueError("the event lies after the day of asking")
    first_window_ends = event_day + timedelta(days=template.steps[0].to_day)
    return event_day if asked_on <= first_window_ends else asked_on


def windows_for(template: TimingTemplate, reference_day: date) -> tuple[Window, ...]:
    """Return the windows of conversation 1, 2 and 3, in order (A9)."""
    return tuple(
        Window(
            conversation=step.conversation,
            from_day=reference_day + timedelta(days=step.from_day),
            to_day=reference_day + timedelta(days=step.to_day),
            free=step.free,
        )
        for step in template.steps
    )


def help_reminder_on(reminder: HelpReminder, event_day: date) -> tuple[date, date]:
    """
    Return the first and last day to talk about professional help: four to six weeks after the event (A28).

    Give the day of the event, or the day of asking if the event is not known. A window in the past means that
    the time to talk about it is now.
    """
    return event_day + timedelta(days=reminder.from_day), event_day + timedelta(days=reminder.to_day)


def closes_on(last_planned: date, days: int = CLOSES_AFTER_DAYS) -> date:
    """
    Return the day on which support closes by itself.

    :raises ValueError: for a negative number of days
    """
    if days < 0:
        raise ValueError("support cannot close before its last conversation")
    return last_planned + timedelta(days=days)


def hard_stop_on(opened_on: date) -> date:
    """
    Return the day on which support ends, whatever was planned: six calendar months later.

    A day that this month does not have becomes its last day.
    """
    months = opened_on.month - 1 + HARD_STOP_MONTHS
    year, month = opened_on.year + months // 12, months % 12 + 1
    return date(year, month, min(opened_on.day, calendar.monthrange(year, month)[1]))
