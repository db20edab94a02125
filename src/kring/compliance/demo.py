"""What an invented organisation answers for the guideline: some of it done, some planned, some done otherwise."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from kring.compliance.actions.keep_answer import keep_answer
from kring.compliance.actions.look_up import look_up
from kring.compliance.domain.answering import Content
from kring.compliance.domain.standing import Way
from kring.foundation.actor import Actor
from kring.foundation.tenancy.queries import local_day
from kring.guideline.queries.requirements import requirements

Act = Callable[[Actor], AbstractContextManager[datetime]]


def answer(act: Act, *, by: Actor, answers: Sequence[dict[str, Any]]) -> None:
    """
    Let somebody answer.

    :param answers: each with the key of a requirement, a way, an owner, and days before and after today
    """
    asked = requirements()
    for given in answers:
        one = asked.find(given["requirement"])
        assert one is not None, given["requirement"]
        with act(by) as now:
            today = local_day(by.organisation_id, now)
            content = Content(
                way=Way(given["way"]),
                owner=given["owner"],
                review_on=today + timedelta(days=given.get("review_in", 180)),
                title=given.get("title", ""),
                place=given.get("place", ""),
                dated=today - timedelta(days=given["days_old"]) if "days_old" in given else None,
                valid_until=today + timedelta(days=given["valid_for"]) if "valid_for" in given else None,
                said_by=given.get("said_by", ""),
                argument=given.get("argument", ""),
            )
            keep_answer(requirement=one, content=content, revision=0, by=by, at=now)


def look(act: Act, organisation_id: UUID) -> None:
    """Let the night have been."""
    job = Actor("job", organisation_id, roles=frozenset({"night"}))
    with act(job) as now:
        look_up(organisation_id, job, now)
