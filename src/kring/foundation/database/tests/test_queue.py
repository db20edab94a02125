"""A job that is deferred by a job stands and falls with the transaction, as one deferred by a request does."""

import asyncio
from collections.abc import Callable
from uuid import UUID

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from procrastinate.connector import BaseAsyncConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

from kring.foundation.mail import outbox
from kring.foundation.testing import World, as_, jobs_of

SEND = "kring.foundation.mail.jobs.send"


class Undone(Exception):
    """Something went wrong after the mail was posted."""


def as_a_job(work: Callable[[], list[str]], connector: BaseAsyncConnector) -> list[str]:
    """Do this as the worker's process does a job: in a thread beside the open pool of the worker."""

    def in_its_thread() -> list[str]:
        try:
            return work()
        finally:
            connections.close_all()

    async def working() -> list[str]:
        async with app.open_async():
            return await sync_to_async(in_its_thread, thread_sensitive=False)()

    with app.replace_connector(connector):
        return asyncio.run(working())


def workers_own() -> BaseAsyncConnector:
    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    return connector.get_worker_connector()


def post(world: World, at: object) -> UUID:
    values = {"to": "yara@thuis.test", "language": "nl", "site": "http://voorbeeld.test"}
    return outbox.post("support/mail/found.txt", organisation_id=world.organisation_id, at=at, **values)  # type: ignore[arg-type]


def seen_before_it_stands(world: World) -> list[str]:
    with as_(world.public) as at:
        post(world, at)
        return jobs_of(world.organisation_id)


def test_no_worker_sees_the_job_before_the_mail_stands(world: World) -> None:
    assert as_a_job(lambda: seen_before_it_stands(world), workers_own()) == []
    assert jobs_of(world.organisation_id) == [SEND]


def test_what_is_undone_leaves_no_job(world: World) -> None:
    def undone() -> list[str]:
        with pytest.raises(Undone), as_(world.public) as at:
            post(world, at)
            raise Undone
        return jobs_of(world.organisation_id)

    assert as_a_job(undone, workers_own()) == []


def test_the_usual_connector_of_a_worker_would_be_noticed(world: World) -> None:
    """The fault itself: the job stands while its mail does not, and another worker would start it."""
    usual = PsycopgConnector(kwargs=connector_params("default"))
    assert as_a_job(lambda: seen_before_it_stands(world), usual) == [SEND]
