"""
Sealing: AES-256-GCM with a data key per trajectory, bound to its place.

The associated data is version, purpose, organisation and row, so that a sealed value copied elsewhere does not
open. Values are padded to a multiple of 256 bytes, so that length tells nothing.
"""

import hmac
import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap, aes_key_wrap
from django.db import connection

from kring.foundation.keys import tombstones
from kring.foundation.keys.keyring import KeyGone, keyring
from kring.foundation.keys.models import DataKey

BLOCK = 256
DAY = 24 * 3600


class SealBroken(Exception):
    """What was sealed does not belong here, was changed, or has another key."""


@dataclass(frozen=True, slots=True)
class OpenKey:
    """An unwrapped data key."""

    id: UUID
    organisation_id: UUID
    secret: bytes

    def seal(self, purpose: str, row: UUID, value: dict[str, Any]) -> bytes:
        """Seal a JSON value for one purpose and row."""
        plain = json.dumps(value, ensure_ascii=False).encode()
        padded = plain + b" " * (-len(plain) % BLOCK)
        nonce = secrets.token_bytes(12)
        return nonce + AESGCM(self.secret).encrypt(nonce, padded, self._place(purpose, row))

    def open(self, purpose: str, row: UUID, sealed: bytes | memoryview) -> dict[str, Any]:
        """
        Open what was sealed for this purpose and row.

        :raises SealBroken: if it was sealed for another place or changed
        """
        blob = bytes(sealed)
        try:
            plain = AESGCM(self.secret).decrypt(blob[:12], blob[12:], self._place(purpose, row))
        except InvalidTag:
            raise SealBroken from None
        value: dict[str, Any] = json.loads(plain)
        return value

    def tag(self, label: str) -> str:
        """A pseudonym that dies with this key: 64 hex digits."""
        return hmac.digest(self.secret, label.encode(), "sha256").hex()

    def _place(self, purpose: str, row: UUID) -> bytes:
        return f"1|{purpose}|{self.organisation_id}|{row}".encode()


def epoch_of(at: datetime) -> int:
    """The day since 1970 whose key wraps data keys at this time."""
    return int(at.timestamp()) // DAY


def new_key(organisation_id: UUID, *, holder: UUID, at: datetime) -> OpenKey:
    """
    Make and keep a data key.

    :param holder: the row whose contents it seals; only with authority over that row it can be destroyed
    """
    (key,) = new_keys(organisation_id, holders=[holder], at=at)
    return key


def new_keys(organisation_id: UUID, *, holders: Sequence[UUID], at: datetime) -> list[OpenKey]:
    """Make and keep a data key for each of these rows, in their order, with one statement."""
    made = [unkept_key(organisation_id, holder=holder, at=at) for holder in holders]
    DataKey.objects.bulk_create(row for _key, row in made)
    return [key for key, _row in made]


def unkept_key(organisation_id: UUID, *, holder: UUID, at: datetime) -> tuple[OpenKey, DataKey]:
    """Make a data key, and the row that keeps it: for an action that inserts it together with others."""
    epoch = epoch_of(at)
    key = OpenKey(uuid4(), organisation_id, secrets.token_bytes(32))
    wrapped = aes_key_wrap(keyring().ensure_epoch(epoch), key.secret)
    return key, DataKey(id=key.id, organisation_id=organisation_id, holder=holder, epoch=epoch, wrapped=wrapped)


def open_key(key_id: UUID) -> OpenKey:
    """
    Unwrap a data key that the current context may read.

    :raises KeyGone: if the row or the key of its day is gone
    """
    for row in _known([key_id]):
        return _unwrap(row)
    raise KeyGone


def open_keys(key_ids: list[UUID]) -> dict[UUID, OpenKey]:
    """Unwrap many at once; those that are gone are missing from the answer."""
    found = {}
    for row in _known(key_ids):
        try:
            found[row.id] = _unwrap(row)
        except KeyGone:
            continue
    return found


def _known(key_ids: list[UUID]) -> Iterable[DataKey]:
    """The rows of keys that are asked by name; on the web nobody can list them."""
    return DataKey.objects.raw("select * from private.data_keys(%s::uuid[])", [key_ids])


def forget(key_id: UUID) -> None:
    """Destroy a data key: what it sealed is gone, also where copies of the rows remain."""
    forget_all([key_id])


def forget_all(key_ids: Iterable[UUID]) -> None:
    """Destroy many data keys. Their tombstones are on disk before anything commits (ADR 10)."""
    gone = list(key_ids)
    if gone:
        tombstones.ahead(DataKey._meta.db_table, gone)
        DataKey.objects.filter(pk__in=gone).delete()


def _unwrap(row: DataKey) -> OpenKey:
    secret = aes_key_unwrap(keyring().epoch(row.epoch), bytes(row.wrapped))
    return OpenKey(row.id, row.organisation_id, secret)


REWRAP = """
with free as materialized (select id from keys_datakey where id = any(%s::uuid[]) for update skip locked)
update keys_datakey set wrapped = fresh.wrapped, epoch = %s
from unnest(%s::uuid[], %s::bytea[]) as fresh (id, wrapped) join free using (id)
where keys_datakey.id = fresh.id and keys_datakey.epoch <> %s
"""
AT_ONCE = 2000


def wrap_anew(organisation_id: UUID, *, at: datetime) -> int:
    """
    Wrap all live data keys of an organisation with the key of today; answers how many changed.

    Also what has a day to come: the clock was wrong then. In a statement per two thousand: a night has all of them.
    One that somebody holds is passed over, because it is being destroyed: waiting could be waiting for each other.
    """
    epoch = epoch_of(at)
    fresh = keyring().ensure_epoch(epoch)
    wrapped: dict[UUID, bytes] = {}
    for row in DataKey.objects.filter(organisation_id=organisation_id).exclude(epoch=epoch).iterator(AT_ONCE):
        try:
            wrapped[row.id] = aes_key_wrap(fresh, _unwrap(row).secret)
        except KeyGone:
            continue
    keys = list(wrapped)
    with connection.cursor() as cursor:
        for begin in range(0, len(keys), AT_ONCE):
            these = keys[begin : begin + AT_ONCE]
            cursor.execute(REWRAP, [these, epoch, these, [wrapped[key] for key in these], epoch])
    return len(wrapped)
