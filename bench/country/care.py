"""Open support in every state, with cards sealed by the real keyring, and everything that hangs on it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from cryptography.hazmat.primitives.keywrap import aes_key_wrap

from bench.country.lot import WINDOWS, Human, Lot, Rows
from bench.country.staff import House
from kring.foundation.keys.keyring import keyring
from kring.foundation.keys.lookup import lookup_hash, person_tag
from kring.foundation.keys.sealing import OpenKey, epoch_of
from kring.support.domain.card import Card

KINDS = ("aggression_external", "patient_safety", "death_or_hard_case", "complaint_or_disciplinary", "")
STATES = (("active", 0.62), ("done", 0.26), ("searching", 0.04), ("stuck", 0.03), ("stopped", 0.05))
OFTEN = tuple(state for state, share in STATES for _ in range(round(share * 100)))
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Open:
    """One support that is open, as far as others need to know of it."""

    id: UUID
    state: str
    code: str
    person: Human
    supporter: Human | None
    words: str
    key: OpenKey


@dataclass
class Making:
    """What everything that is made for one organisation needs."""

    house: House
    rows: Rows
    lot: Lot
    at: datetime
    opened: list[Open] = field(default_factory=list)
    proposals: dict[UUID, UUID] = field(default_factory=dict)
    """The supporter who is asked, with the key of the question."""

    def data_key(self, holder: UUID) -> OpenKey:
        """A data key wrapped with the key of yesterday, so that the night has work."""
        key = OpenKey(self.lot.key(), self.house.id, self.lot.key().bytes + self.lot.key().bytes)
        epoch = epoch_of(self.at) - 1
        wrapped = aes_key_wrap(keyring().epoch(epoch), key.secret)
        self.rows.add("keys_datakey", key.id, self.house.id, holder, epoch, wrapped)
        return key


def support(it: Making, number: int) -> None:
    """Make this many trajectories."""
    for each in range(number):
        _one(it, STATES[each][0] if each < len(STATES) else it.lot.pick(OFTEN))


def _one(it: Making, state: str) -> None:
    lot, house = it.lot, it.house
    person, row = lot.pick(house.people), lot.key()
    key = it.data_key(row)
    supporter = lot.pick(house.supporters) if state in {"active", "done", "stopped"} else None
    words, code = lot.words(), f"{lot.between(0, 10**16 - 1):016d}"
    ago = {"searching": 2, "stuck": 5, "active": 40, "done": 70, "stopped": 30}[state]
    asked = it.at - timedelta(minutes=lot.between(30, ago * 24 * 60))
    tag = person_tag(house.id, person.id) if lot.below() < 0.5 else ""
    card = Card(
        name=person.name.split()[0],
        channel=lot.pick(("call", "text", "private_mail")),
        address=f"06{lot.between(0, 10**8 - 1):08d}",
        person_id=person.id if tag else None,
        never=tuple(one.id for one in house.supporters[:1]) if lot.below() < 0.1 else (),
        kind=lot.pick(KINDS),
        day=asked.date(),
    )
    one = Open(row, state, code, person, supporter, words, key)
    it.opened.append(one)
    _trajectory(it, one, tag, asked, key.seal("card", row, card.packed()))
    if supporter:
        _conversations(it, one, tag, asked)
        _sharings(it, one, tag)
    _questions(it, one, asked)
    _work(it, one, asked)


def _trajectory(it: Making, one: Open, tag: str, asked: datetime, card: bytes) -> None:
    house, accepted = it.house, asked.date() + DAY if one.supporter else None
    told = accepted + 2 * DAY if accepted and one.state == "done" else None
    closes = asked.date() + 70 * DAY if one.state == "active" else it.at.date() + it.lot.between(0, 13) * DAY
    place = house.places[one.person.unit]
    seen = lookup_hash("code", one.code), lookup_hash("form", f"{house.id}:{one.id}")
    it.rows.add(
        "support_trajectory",
        *(one.id, house.id, tag, *seen, one.words, one.state, one.person.craft, it.lot.some(WINDOWS, 3), "nl"),
        *(place.id, "", house.division_of(one.person), asked, one.key.id, card, []),
        *(
            (house.id, one.supporter.id, one.supporter.name, one.supporter.craft)
            if one.supporter
            else (None, None, "", "")
        ),
        *(["same_craft"] if one.supporter else [],),
        *(accepted, told, asked.date() + 28 * DAY, asked.date() + 42 * DAY, None),
        *(closes if one.supporter else None, asked.date() + 180 * DAY),
    )


def _by(house: UUID, supporter: Human) -> tuple[object, ...]:
    return house, supporter.id, supporter.name, supporter.craft, ["same_craft"]


def _conversations(it: Making, one: Open, tag: str, asked: datetime) -> None:
    assert one.supporter is not None
    begin, today = asked.date(), it.at.date()
    for number, (low, high) in enumerate(((1, 3), (14, 28), (42, 56)), 1):
        until = begin + high * DAY
        held = until if until < today - 3 * DAY or one.state == "done" else None
        held = None if one.state == "active" and it.lot.below() < 0.03 else held
        it.rows.add(
            "support_conversation",
            *(it.lot.key(), it.house.id, one.id, tag, one.supporter.id, number, begin + low * DAY, until),
            *(None, "", "", min(held, today) if held else None),
        )


def _sharings(it: Making, one: Open, tag: str) -> None:
    if it.lot.below() > 0.15:
        return
    row = it.lot.key()
    names = {"name": one.person.name.split()[0], "recipient_name": ""}
    it.rows.add(
        "support_sharing",
        *(row, it.house.id, one.id, tag, None, "line_manager", one.person.manager_id, [], "in_contact"),
        *(one.person.manager_id is not None, one.key.id, one.key.seal("sharing", row, names)),
        it.at.date() + 60 * DAY,
    )


def _questions(it: Making, one: Open, asked: datetime) -> None:
    """Who was asked: nobody any more, or somebody now."""
    open_now = one.state == "searching" and it.lot.below() < 0.9
    states = ["expired", "passed", "expired"] if one.state == "stuck" else ["open"] if open_now else []
    for state in [*states, *(["accepted"] if one.supporter else [])]:
        asks = one.supporter if state == "accepted" and one.supporter else it.lot.pick(it.house.supporters)
        row = it.lot.key()
        if state == "open":
            it.proposals[asks.id] = row
        it.rows.add(
            "support_proposal",
            *(row, it.house.id, one.id, asks.id, state, one.words, one.person.craft, ["day"], "", ["same_craft"]),
            *(asked, it.at + timedelta(hours=30) if state == "open" else asked + timedelta(hours=4)),
        )


def _work(it: Making, one: Open, asked: datetime) -> None:
    if one.state == "stuck":
        line = (it.house.id, one.id, "no_supporter", one.words)
        it.rows.add("support_workitem", it.lot.key(), *line, [], asked.date(), it.at)
    if one.state == "stopped" and one.supporter:
        it.rows.add("support_notice", it.lot.key(), it.house.id, one.supporter.id, one.words, it.at.date() + 5 * DAY)
