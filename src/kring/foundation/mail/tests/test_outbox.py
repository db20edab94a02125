"""No message twice, none lost; what is uncertain is called so and never sent again. Real SMTP."""

import smtplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
from aiosmtpd.controller import Controller

from kring.foundation import facts
from kring.foundation.facts import on
from kring.foundation.mail import jobs, outbox, sending
from kring.foundation.mail.facts import MailSettled, Settlement
from kring.foundation.testing import Clock, World, args_of, as_, fetch, in_the_worker


class Letterbox:
    """A mail server that keeps what it gets, or misbehaves on request."""

    def __init__(self) -> None:
        self.got: list[bytes] = []
        self.answer = "250 OK"
        self.refuses = False

    async def handle_RCPT(self, server: object, session: object, envelope: Any, address: str, options: object) -> str:
        if self.refuses:
            return "550 Nobody here by that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:
        self.got.append(envelope.original_content)  # type: ignore[attr-defined]
        return self.answer


@pytest.fixture
def letterbox(settings: Any) -> Iterator[Letterbox]:
    box = Letterbox()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    controller.stop()


def post(world: World) -> UUID:
    with as_(world.public) as at:
        return outbox.post(
            "support/mail/found.txt",
            to="yara@thuis.test",
            language="nl",
            organisation_id=world.organisation_id,
            at=at,
            site="http://voorbeeld.test",
        )


def send(world: World, mail: UUID) -> None:
    with in_the_worker():
        sending.send(mail, by=world.job("mail"))


def states(world: World) -> list[str]:
    return [s for (s,) in fetch("select state from mail_outboxmail where organisation_id = %s", world.organisation_id)]


def test_a_message_is_sent_once_and_leaves_nothing(world: World, letterbox: Letterbox) -> None:
    mail = post(world)
    send(world, mail)
    send(world, mail)
    assert len(letterbox.got) == 1
    assert states(world) == []
    assert fetch("select id from keys_datakey where organisation_id = %s", world.organisation_id) == []


def test_recipient_and_words_are_sealed_until_then(world: World) -> None:
    mail = post(world)
    (row,) = fetch("select template, sealed from mail_outboxmail where id = %s", mail)
    assert b"yara" not in bytes(row[1])


def test_a_server_that_is_away_loses_nothing(world: World, letterbox: Letterbox, settings: Any) -> None:
    mail, port = post(world), settings.EMAIL_PORT
    settings.EMAIL_PORT = 1
    with pytest.raises(OSError):
        send(world, mail)
    assert states(world) == ["waiting"]
    settings.EMAIL_PORT = port
    send(world, mail)
    assert len(letterbox.got) == 1


def test_a_refusal_for_now_is_tried_again(world: World, letterbox: Letterbox) -> None:
    mail = post(world)
    letterbox.answer = "451 later"
    with pytest.raises(smtplib.SMTPException):
        send(world, mail)
    assert states(world) == ["waiting"]


def test_dying_between_claim_and_sending_is_uncertain_and_never_sent_again(
    world: World, letterbox: Letterbox, clock: Clock
) -> None:
    mail = post(world)
    with in_the_worker():
        assert sending._claim(mail, world.job("mail")) is not None  # and here the process dies
    clock.forward(minutes=11)
    with as_(world.job()) as at:
        assert sending.sweep(world.organisation_id, at=at) == []
    assert states(world) == ["uncertain"]
    send(world, mail)
    assert letterbox.got == []


def test_a_message_whose_job_got_lost_is_found_by_the_sweep(world: World, clock: Clock) -> None:
    mail = post(world)
    clock.forward(minutes=11)
    with as_(world.job()) as at:
        assert sending.sweep(world.organisation_id, at=at) == [mail]


def test_a_mail_server_that_is_away_for_a_day_loses_nothing_doubles_nothing_and_floods_nothing(
    world: World, letterbox: Letterbox, settings: Any, clock: Clock
) -> None:
    mails, port = [post(world) for _ in range(5)], settings.EMAIL_PORT
    settings.EMAIL_PORT = 1
    for _ in range(24 * 12):
        clock.forward(minutes=5)
        with as_(world.job()) as at:
            jobs.tidy(world.organisation_id, world.job(), at)
    assert sorted(UUID(args["mail_id"]) for args in args_of(world.organisation_id, jobs.send.name)) == sorted(mails)
    with pytest.raises(OSError):
        send(world, mails[0])
    settings.EMAIL_PORT = port
    for args in args_of(world.organisation_id, jobs.send.name):
        send(world, UUID(args["mail_id"]))
    assert len(letterbox.got) == len(mails)
    assert states(world) == []


def test_a_waiting_message_whose_job_is_gone_gets_one_new_job(world: World, clock: Clock) -> None:
    mail = post(world)
    fetch("delete from procrastinate_jobs where args->>'mail_id' = %s returning 1", str(mail))
    for minutes in (11, 5, 5):
        clock.forward(minutes=minutes)
        with as_(world.job()) as at:
            jobs.tidy(world.organisation_id, world.job(), at)
    assert len(args_of(world.organisation_id, jobs.send.name)) == 1


def test_a_message_has_one_id_however_often_it_is_tried(world: World, letterbox: Letterbox) -> None:
    mail = post(world)
    letterbox.answer = "451 later"
    for _ in range(2):
        with pytest.raises(smtplib.SMTPException):
            send(world, mail)
    ids = {line for message in letterbox.got for line in message.splitlines() if line.startswith(b"Message-ID")}
    assert ids == {f"Message-ID: <{mail}@localhost>".encode()}


@contextmanager
def settled() -> Iterator[list[MailSettled]]:
    """What whoever waits for a message hears of it."""
    heard: list[MailSettled] = []
    listener = heard.append
    on(MailSettled)(listener)
    yield heard
    facts._listeners[MailSettled].remove(listener)


def test_a_message_that_nobody_can_open_any_more_does_not_vanish_in_silence(
    world: World, letterbox: Letterbox
) -> None:
    mail = post(world)
    fetch("delete from keys_datakey where holder = %s returning 1", mail)
    with settled() as heard:
        send(world, mail)
    assert [(fact.mail_id, fact.settlement) for fact in heard] == [(mail, Settlement.REFUSED)]
    assert letterbox.got == [] and states(world) == []


def test_a_message_that_could_not_leave_in_two_weeks_does_not_vanish_in_silence(world: World, clock: Clock) -> None:
    mail = post(world)
    clock.forward(days=15)
    with settled() as heard, as_(world.job()) as at:
        sending.sweep(world.organisation_id, at=at)
    assert [(fact.mail_id, fact.settlement) for fact in heard] == [(mail, Settlement.REFUSED)]
    assert states(world) == []
