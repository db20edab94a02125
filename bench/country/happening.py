"""Events and offers, and what remains: the access log, published half-years, counters of this one."""

import hashlib
import json
from datetime import date, timedelta
from types import SimpleNamespace
from uuid import UUID

from bench.country.care import DAY, Making, Open
from bench.country.lot import Human
from kring.events.access import hash_for, here_token
from kring.events.domain.asking import Letter
from kring.events.domain.naming import Channel
from kring.foundation.audit.log import _HASHED
from kring.foundation.keys.lookup import address_tag
from kring.guideline.queries import half_year

KINDS = ("aggression_external", "patient_safety", "death_or_hard_case")
MEASURES = ("asked", "supported", "first_in_time", "conversations", "conditions_told")
SEALED_TOGETHER = 400


def events(it: Making, number: int, named: int) -> dict[str, str]:
    """This many events with people named for each; answers the links of the first."""
    links: dict[str, str] = {}
    for _ in range(number):
        row, token, unit = it.lot.key(), it.lot.token(), it.lot.pick(it.house.places)
        reported = it.at.date() - it.lot.between(0, 13) * DAY
        core = it.lot.below() < 0.5
        it.rows.add(
            "events_event",
            *(row, it.house.id, it.lot.pick(KINDS), ["violence_or_threat"] if core else [], _monday(reported)),
            *(unit.id, unit.name, core, hash_for("event_by_page", token)),
            *(hash_for("event_by_here", here_token(token)), reported, reported + 90 * DAY),
        )
        links.setdefault("event_page", token)
        links.setdefault("event", str(row))
        links.setdefault("here", here_token(token))
        for person in it.lot.different(it.house.people, it.lot.between(1, named)):
            links.setdefault("offer_link", _offer(it, person, row, core, reported))
    return links


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _offer(it: Making, person: Human, event: UUID, core: bool, made_on: date) -> str:
    """One person named: the letter on their side, the line on the offering side, and that they were asked."""
    token, row = it.lot.token(), it.lot.key()
    tag = address_tag(it.house.id, person.mail)
    letter = Letter(person.name, Channel.MAIL, person.mail, KINDS[0], _monday(made_on), "x", made_on)
    key = it.data_key(row)
    it.rows.add("events_offeredonce", it.lot.key(), it.house.id, event, tag, 1)
    it.rows.add(
        "events_offeranswer",
        *(row, it.house.id, event, tag, hash_for("answer_by_link", token), key.id),
        *(key.seal("letter", row, letter.packed()), made_on + 14 * DAY, made_on + 42 * DAY),
    )
    _to_make(it, event, core and it.lot.below() < 0.3, made_on, letter)
    return token


def _to_make(it: Making, event: UUID, waits: bool, made_on: date, letter: Letter) -> None:
    row = it.lot.key()
    gone = made_on + 14 * DAY
    if not waits:
        line = (row, it.house.id, event, "message", None, None, None, it.at, made_on, gone)
        it.rows.add("events_offer", *line)
        return
    key = it.data_key(row)
    card = {"name": letter.name, "channel": "mail", "address": letter.address, "kind": letter.kind, "unit": ""}
    sealed = key.seal("approach", row, {**card, "week": letter.week.isoformat()})
    approacher = it.lot.pick(it.house.supporters).id if it.lot.below() < 0.5 else None
    it.rows.add(
        "events_offer",
        *(row, it.house.id, event, "in_person", approacher, key.id, sealed, it.at + DAY, None, gone),
    )


def log_lines(it: Making, per_support: int) -> None:
    """A year of the access log under its chain of seals; the last lines wait for the next one."""
    lines, previous, number = [], "0" * 64, 0
    opened = it.opened
    total = len(opened) * per_support
    for each in range(total):
        lines.append(_line(it, opened[each % len(opened)], each, total))
        if len(lines) == SEALED_TOGETHER:
            previous, number = _seal(it, lines, previous, number + 1), number + 1
            lines = []
    for line in lines[:50]:
        _write(it, line, None)


def _line(it: Making, one: Open, each: int, total: int) -> SimpleNamespace:
    by = one.supporter or it.house.coordinators[0]
    at = it.at - timedelta(seconds=int(360 * 86400 * (1 - each / total)) + 600)
    return SimpleNamespace(
        id=it.lot.key(),
        at=at,
        event="contactcard.read",
        action="R",
        refused=False,
        actor=f"person:{by.id}",
        roles="supporter" if one.supporter else "coordinator",
        object_tag=one.key.tag("object"),
        subject_tag=one.key.tag("subject"),
        fields_seen=["name", "channel", "address"],
        reason="",
    )


def _seal(it: Making, lines: list[SimpleNamespace], previous: str, number: int) -> str:
    lines.sort(key=lambda line: (line.at, line.id))
    digest = hashlib.sha256(previous.encode())
    for line in lines:
        digest.update(json.dumps({name: str(getattr(line, name)) for name in _HASHED}, sort_keys=True).encode())
    row, sealed = it.lot.key(), digest.hexdigest()
    made = lines[-1].at + timedelta(minutes=5)
    it.rows.add("audit_accessseal", row, it.house.id, number, len(lines), previous, sealed, made)
    for line in lines:
        _write(it, line, row)
    return sealed


def _write(it: Making, line: SimpleNamespace, seal: UUID | None) -> None:
    it.rows.add(
        "audit_accessline",
        *(line.id, it.house.id, line.at, line.event, line.action, line.refused, line.actor, line.roles),
        *(line.object_tag, line.subject_tag, line.fields_seen, line.reason, False, seal),
    )


def figures(it: Making, half_years: int) -> None:
    """What was published of past half-years, and the counters of this one."""
    divisions = [place for place in it.house.places if place.level == "division"]
    name = half_year(it.at.date())
    for measure in MEASURES:
        for division in divisions:
            it.rows.add("private.counter", it.house.id, name, division.id, measure, it.lot.between(1, 60))
    for back in range(1, half_years + 1):
        past = half_year(it.at.date() - back * timedelta(days=182))
        for measure in MEASURES:
            total = 5 * it.lot.between(10, 400)
            it.rows.add("disclosure_publishedfigure", it.lot.key(), it.house.id, past, None, "", measure, total)
            for division in divisions:
                part = 5 * it.lot.between(2, 40)
                it.rows.add(
                    "disclosure_publishedfigure",
                    *(it.lot.key(), it.house.id, past, division.id, division.name, measure, part),
                )
