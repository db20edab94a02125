"""The rules of access by themselves: the database lets everything through here, and still each action is refused."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from kring.foundation.actor import Actor
from kring.foundation.decision import NotAllowed
from kring.foundation.testing import World, as_, make_world, without_walls
from kring.inquiries import queries
from kring.inquiries.actions.invite_adviser import invite_adviser
from kring.inquiries.actions.keep_answer import keep_answer, send_answers, take_back
from kring.inquiries.actions.start_inquiry import remove_inquiry
from kring.inquiries.domain.adviser import Adviser, CannotBe, Craft
from kring.inquiries.tests.making import GIVEN, begun, guest_of, invited

TABLES = ("inquiries_inquiry", "inquiries_invitation", "inquiries_reply", "experiences_experience")


@pytest.fixture
def asked(world: World) -> tuple[UUID, Actor]:
    """A questionnaire, and the adviser who was invited."""
    inquiry = begun(world)
    return inquiry, guest_of(world, invited(world, inquiry))


def test_nobody_else_reads_answers_or_takes_back(world: World, asked: tuple[UUID, Actor]) -> None:
    _inquiry, guest = asked
    elsewhere = make_world().organisation_id
    attempts: list[Any] = [
        lambda by, at: queries.mine(by, at.date(), "nl"),
        lambda by, at: keep_answer(answer_id=uuid4(), entry="code-of-conduct", given=GIVEN, by=by, at=at),
        lambda by, at: send_answers(by=by, at=at),
        lambda by, at: take_back(by=by, at=at),
    ]
    with without_walls(*TABLES):
        for by in (replace(guest, organisation_id=elsewhere), replace(guest, kind="web"), replace(guest, kind="code")):
            for attempt in attempts:
                with pytest.raises(NotAllowed), as_(by) as at:
                    attempt(by, at)
        with as_(guest) as at:
            assert queries.mine(guest, at.date(), "nl")


@pytest.mark.parametrize("who", ["Marco", "Noor", "Yara"])
def test_who_does_not_send_sees_no_questionnaire(world: World, asked: tuple[UUID, Actor], who: str) -> None:
    by = world[who].actor
    with without_walls(*TABLES):
        with as_(by) as at:
            assert queries.inquiries(by, at.date()) == ()
            assert queries.inquiry(asked[0], by, at.date(), "nl") is None
        with pytest.raises(NotAllowed), as_(by) as at:
            remove_inquiry(inquiry_id=asked[0], by=by, at=at)


def test_who_sends_elsewhere_sees_and_reaches_nothing_of_here(world: World, asked: tuple[UUID, Actor]) -> None:
    petra = make_world()["Petra"].actor
    adviser = Adviser("Ilse", Craft.OCCUPATIONAL_HEALTH, "ilse@arbo.test", "")
    with without_walls(*TABLES):
        with as_(petra) as at:
            assert queries.inquiries(petra, at.date()) == ()
        with pytest.raises(CannotBe), as_(petra) as at:
            invite_adviser(inquiry_id=asked[0], adviser=adviser, form_token=uuid4().hex, by=petra, at=at)


def test_what_was_taken_away_is_not_shown(world: World, asked: tuple[UUID, Actor]) -> None:
    petra, guest = world["Petra"].actor, asked[1]
    with as_(petra) as at:
        remove_inquiry(inquiry_id=asked[0], by=petra, at=at)
    with without_walls(*TABLES):
        with as_(petra) as at:
            assert queries.inquiries(petra, at.date()) == ()
        with pytest.raises(NotAllowed), as_(guest) as at:
            keep_answer(answer_id=uuid4(), entry="code-of-conduct", given=GIVEN, by=guest, at=at)
