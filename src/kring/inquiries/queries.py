"""What can be asked of questionnaires: how far one is, who answered what, and what an adviser answered so far."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q

from kring.catalogue import queries as catalogue
from kring.experiences import queries as experiences
from kring.foundation.actor import Actor
from kring.foundation.tenancy.queries import organisation
from kring.inquiries import access
from kring.inquiries.domain.adviser import FIELDS, WHOLE, Craft, Delivery
from kring.inquiries.domain.terms import Terms
from kring.inquiries.models import Inquiry, Invitation, Reply

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Line:
    """A questionnaire in the list of whoever sends."""

    id: UUID
    title: str
    closes_on: date
    is_open: bool
    invited: int
    answered: int


@dataclass(frozen=True, slots=True)
class Told:
    """One answer: the measure, and the values of `FIELDS` as they were chosen."""

    id: UUID
    entry: str
    title: str
    group: str
    situation: str
    half_year: str
    given: Mapping[str, object]
    is_whole: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """An adviser as whoever sends sees them, with what they answered."""

    id: UUID
    name: str
    craft: Craft
    house: str
    delivery: Delivery
    invited_on: date
    reminded_on: date | None
    answered_on: date | None
    answers: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure that a questionnaire is about."""

    id: str
    title: str
    summary: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A questionnaire for whoever sends: how far it is, and per measure how many experiences it gave."""

    line: Line
    asked_for: str
    gone_on: date
    is_shared: bool
    is_named: bool
    names_gone: bool
    asked: tuple[Asked, ...]
    measures: tuple[tuple[Measure, int], ...]


@dataclass(frozen=True, slots=True)
class Mine:
    """A questionnaire for the adviser who was invited."""

    title: str
    asked_for: str
    organisation: str
    name: str
    craft: Craft
    address: str
    house: str
    is_open: bool
    closes_on: date
    gone_on: date
    is_shared: bool
    is_named: bool
    answered_on: date | None
    measures: tuple[Measure, ...]
    answers: tuple[Told, ...]


def inquiries(by: Actor, today: date) -> tuple[Line, ...]:
    """The questionnaires of the organisation, the latest first; none for whoever does not send."""
    rows = Inquiry.objects.filter(access.visible(by)).annotate(
        asked=Count("invitation", filter=Q(invitation__is_withdrawn=False)),
        done=Count("invitation", filter=Q(invitation__is_withdrawn=False, invitation__answered_on__isnull=False)),
    )
    return tuple(_line(row, row.asked, row.done, today) for row in rows.order_by("-opened_on", "title", "id"))


def inquiry(inquiry_id: UUID, by: Actor, today: date, language: str) -> Whole | None:
    """One of them, whole."""
    row = Inquiry.objects.filter(access.visible(by), pk=inquiry_id).first()
    if row is None:
        return None
    asked = list(Invitation.objects.filter(inquiry=row, is_withdrawn=False).order_by("name", "id"))
    answers = _told(Reply.objects.filter(invitation__in=asked, counts=True).order_by("entry", "id"), language)
    counted = experiences.of_inquiry(row.pk, by)
    return Whole(
        line=_line(row, len(asked), sum(one.answered_on is not None for one in asked), today),
        asked_for=row.asked_for,
        gone_on=Terms(row.closes_on).gone_on,
        is_shared=row.is_shared,
        is_named=row.is_named,
        names_gone=row.names_gone,
        asked=tuple(_asked(one, answers.get(one.pk, ())) for one in asked),
        measures=tuple(
            (each, counted.get(each.id, 0)) for each in _measures(dict.fromkeys([*row.entries, *counted]), language)
        ),
    )


def mine(by: Actor, today: date, language: str) -> Mine | None:
    """
    The questionnaire behind a link; None if it is gone.

    :raises NotAllowed: for anybody but the adviser
    """
    row = Invitation.objects.select_related("inquiry").filter(pk=by.subject).first()
    if row is None or row.inquiry.is_removed or today >= Terms(row.inquiry.closes_on).gone_on:
        return None
    access.may_read(by, row).enforce()
    asked = row.inquiry
    return Mine(
        title=asked.title,
        asked_for=asked.asked_for,
        organisation=organisation(row.organisation_id).name,
        name=row.name,
        craft=Craft(row.craft),
        address=row.address,
        house=row.house,
        is_open=Terms(asked.closes_on).is_open(today),
        closes_on=asked.closes_on,
        gone_on=Terms(asked.closes_on).gone_on,
        is_shared=asked.is_shared,
        is_named=asked.is_named,
        answered_on=row.answered_on,
        measures=_measures(asked.entries, language),
        answers=_told(Reply.objects.filter(invitation=row).order_by("entry", "id"), language).get(row.pk, ()),
    )


def all_measures(language: str) -> Choices:
    """Every measure and intervention of the guides, by title."""
    return sorted([one for _theme, found in by_theme(language) for one in found], key=lambda one: one[1])


def by_theme(language: str) -> list[tuple[str, Choices]]:
    """The same under the themes of the catalogue; what has none comes last, under an empty one."""
    content = catalogue.content()
    parts: dict[str, Choices] = {theme: [] for theme in [*content.lists.themes, ""]}
    for entry in content.entries.values():
        if not entry.kind.is_awareness:
            parts[entry.theme].append((entry.id, entry.title.in_language(language)))
    labels = {key: term.label.in_language(language) for key, term in content.lists.themes.items()}
    return [(labels.get(theme, ""), sorted(found, key=lambda one: one[1])) for theme, found in parts.items() if found]


def _line(row: Inquiry, asked: int, done: int, today: date) -> Line:
    return Line(
        row.pk,
        row.title,
        row.closes_on,
        Terms(row.closes_on).is_open(today),
        asked if row.invited is None else row.invited,
        done if row.answered is None else row.answered,
    )


def _asked(row: Invitation, answers: tuple[Told, ...]) -> Asked:
    return Asked(
        row.pk,
        row.name,
        Craft(row.craft),
        row.house,
        Delivery(row.delivery),
        row.invited_on,
        row.reminded_on,
        row.answered_on,
        answers,
    )


def _measures(entries: Iterable[str], language: str) -> tuple[Measure, ...]:
    found = catalogue.briefs(list(entries), language)
    return tuple(Measure(one.id, one.title, one.summary) for key in entries if (one := found.get(key)))


def _told(rows: Iterable[Reply], language: str) -> dict[UUID, tuple[Told, ...]]:
    """Answers in words, by the invitation they belong to."""
    rows = list(rows)
    groups, situations = (dict(found) for found in experiences.choices(language))
    titles = {one.id: one.title for one in catalogue.briefs(list({row.entry for row in rows}), language).values()}
    found: dict[UUID, tuple[Told, ...]] = {}
    for row in rows:
        given = {name: getattr(row, name) for name in FIELDS}
        told = Told(
            id=row.pk,
            entry=row.entry,
            title=titles.get(row.entry, row.entry),
            group=groups.get(row.group, ""),
            situation=situations.get(row.situation, ""),
            half_year=row.half_year,
            given=given,
            is_whole=all(given[name] for name in WHOLE),
            counts=row.counts,
        )
        found[row.invitation_id] = (*found.get(row.invitation_id, ()), told)
    return found
