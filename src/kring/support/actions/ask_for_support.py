"""Ask for a colleague to talk with (om een collega vragen): without signing in, in under a minute (decision 1)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, connection

from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.inserting import insert_unless_there
from kring.foundation.facts import announce
from kring.foundation.keys.lookup import code_of_form, lookup_hash
from kring.foundation.keys.sealing import unkept_key
from kring.foundation.tenancy.queries import local_day
from kring.guideline import queries as guideline
from kring.support.domain.card import Card
from kring.support.domain.spoken_names import fresh_spoken_name
from kring.support.facts import SupportAsked
from kring.support.models import Trajectory
from kring.support.queries import form_hash


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What somebody asks. Only `card` names, channel and windows are needed; the rest is a choice.

    :param hidden_from: coordinators who should not see this request
    """

    card: Card
    windows: tuple[str, ...]
    language: str
    craft: str = ""
    unit_id: UUID | None = None
    unit_name: str = ""
    division_id: UUID | None = None
    hidden_from: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the person gets: the code to come back with, and the two words to phone about it."""

    trajectory_id: UUID
    code: str
    spoken_name: str


def ask_for_support(*, asked: Asked, form_token: str, by: Actor, at: datetime) -> Receipt:
    """
    Keep the request, sealed, and let the matching begin.

    The same form sent twice gives the same receipt: the code follows from the form's token.
    """
    code = code_of_form("receipt", f"{by.organisation_id}:{form_token}")
    form = form_hash(by.organisation_id, form_token)
    return _keep(asked, form, code, by, at) or Receipt(_first_of(form), code, "")


def _first_of(form: bytes) -> UUID:
    """The request that this form made when it was sent before."""
    with connection.cursor() as cursor:
        cursor.execute("select private.trajectory_by_form(%s)", [form])
        first: UUID | None = cursor.fetchone()[0]
    if first is None:
        raise IntegrityError
    return first


def _keep(asked: Asked, form: bytes, code: str, by: Actor, at: datetime) -> Receipt | None:
    """The kept request; None if this form was sent before. In two statements: many may ask at once."""
    trajectory_id = uuid4()
    key, kept_key = unkept_key(by.organisation_id, holder=trajectory_id, at=at)
    trajectory = Trajectory(
        id=trajectory_id,
        organisation_id=by.organisation_id,
        person_tag=by.tag if by.kind == "web" else "",
        code_hash=lookup_hash("code", code),
        form_hash=form,
        spoken_name=fresh_spoken_name(),
        craft=asked.craft,
        windows=list(asked.windows),
        language=asked.language,
        unit_id=asked.unit_id,
        unit_name=asked.unit_name,
        division_id=asked.division_id,
        asked_at=at,
        data_key_id=key.id,
        hidden_from=list(asked.hidden_from),
        hard_stop_on=guideline.hard_stop_on(local_day(by.organisation_id, at)),
    )
    trajectory.card = key.seal("card", trajectory.id, asked.card.packed())
    if not insert_unless_there(trajectory):
        return None
    log.record(
        "request.created",
        "C",
        by=Actor("public", by.organisation_id),  # not even the log says who asked
        at=at,
        object_tag=key.tag("object"),
        subject_tag=key.tag("subject"),
        beside=[kept_key],
    )
    announce(SupportAsked(by.organisation_id))
    return Receipt(trajectory.id, code, trajectory.spoken_name)
