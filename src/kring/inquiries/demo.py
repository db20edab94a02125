"""The questionnaire of the demonstration: one adviser sent answers, one kept a draft, one is silent."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from uuid import uuid4

from kring.foundation.actor import Actor
from kring.foundation.keys.lookup import fresh_token
from kring.foundation.tenancy.queries import local_day
from kring.inquiries.access import sends
from kring.inquiries.actions.collect_answers import collect_answers
from kring.inquiries.actions.invite_adviser import invite_adviser
from kring.inquiries.actions.keep_answer import keep_answer, send_answers
from kring.inquiries.actions.start_inquiry import start_inquiry
from kring.inquiries.domain.adviser import Adviser, Asked, Craft
from kring.inquiries.models import Invitation

Act = Callable[[Actor], AbstractContextManager[datetime]]
OPEN_FOR = timedelta(days=30)
MEASURES = ("organised-peer-support", "operational-review", "fixed-breaks", "massage", "mindfulness")
ADVISERS = (
    Adviser("Ilse", Craft.OCCUPATIONAL_HEALTH, "ilse@arbo.example"),
    Adviser("Joris", Craft.PHYSICIAN, "joris@arbo.example"),
    Adviser("Kim", Craft.HR, "kim@hr.example"),
)
TOLD = {
    "reach": "10_to_49",
    "helped": ["time", "manager"],
    "hindered": ["roster"],
    "kept": "goes_on",
}
# About groups of which the house told nothing itself: what it told counts, and an answer adds nothing to that.
SENT = (
    (
        "organised-peer-support",
        {"group": "managers", "situation": "shocking-event", "aim": "aftermath", "again": "yes"},
    ),
    ("massage", {"group": "care-professionals", "situation": "recovery-time", "aim": "recover", "again": "no"}),
)
DRAFT = ("fixed-breaks", {"group": "shift-workers", "situation": "recovery-time", "aim": "recover", "again": ""})


def ask(act: Act, *, coordinator: Actor, half_year: str, asked_for: str) -> None:
    """Let a coordinator ask three advisers about five measures: one sends, one kept a draft, one is silent."""
    assert sends(coordinator)
    with act(coordinator) as now:
        asked = Asked(
            title="Wat hielp na een ingrijpende gebeurtenis?",
            asked_for=asked_for,
            entries=MEASURES,
            closes_on=local_day(coordinator.organisation_id, now) + OPEN_FOR,
            is_shared=True,
            is_named=False,
        )
        inquiry = start_inquiry(asked=asked, by=coordinator, at=now)
        for adviser in ADVISERS:
            invite_adviser(inquiry_id=inquiry, adviser=adviser, form_token=fresh_token(), by=coordinator, at=now)
        rows = Invitation.objects.filter(inquiry_id=inquiry, is_withdrawn=False)
        guests = {row.name: Actor("guest", row.organisation_id, row.pk, tag=str(inquiry)) for row in rows}
    _answer(act, guests["Ilse"], half_year, SENT, send=True)
    _answer(act, guests["Joris"], half_year, (DRAFT,), send=False)
    job = Actor("job", coordinator.organisation_id, roles=frozenset({"answers"}))
    with act(job) as now:
        collect_answers(coordinator.organisation_id, job, now)


def _answer(act: Act, guest: Actor, half_year: str, told: Sequence[tuple[str, dict[str, str]]], *, send: bool) -> None:
    for entry, given in told:
        with act(guest) as now:
            whole = {**TOLD, **given, "half_year": half_year}
            keep_answer(answer_id=uuid4(), entry=entry, given=whole, by=guest, at=now)
    if send:
        with act(guest) as now:
            send_answers(by=guest, at=now)
