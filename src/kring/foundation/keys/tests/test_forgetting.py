"""Crypto-shredding: what was closed cannot be read, also not from an older copy of the rows."""

import uuid
from datetime import datetime

import pytest
from django.conf import settings as kring
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from kring.foundation.keys.keyring import KeyGone, Keyring
from kring.foundation.keys.models import DataKey
from kring.foundation.keys.sealing import (
    BLOCK,
    OpenKey,
    SealBroken,
    epoch_of,
    forget,
    new_key,
    open_key,
    wrap_anew,
)
from kring.foundation.testing import Clock, World, as_, insert
from kring.foundation.testing_races import Turn, meet

KEY = OpenKey(uuid.uuid4(), uuid.uuid4(), b"k" * 32)


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=200), max_size=5))
@settings(max_examples=50, deadline=None)
def test_what_is_sealed_opens_in_its_place_and_only_there(value: dict[str, str]) -> None:
    row = uuid.uuid4()
    blob = KEY.seal("card", row, value)
    assert KEY.open("card", row, blob) == value
    for purpose, other in (("mail", row), ("card", uuid.uuid4())):
        with pytest.raises(SealBroken):
            KEY.open(purpose, other, blob)
    elsewhere = OpenKey(KEY.id, uuid.uuid4(), KEY.secret)
    with pytest.raises(SealBroken):
        elsewhere.open("card", row, blob)


@given(st.text(max_size=100), st.text(max_size=100))
@settings(max_examples=50, deadline=None)
def test_length_tells_nothing(one: str, other: str) -> None:
    lengths = {len(KEY.seal("card", KEY.id, {"name": name})) - 12 - 16 for name in (one, other)}
    assert all(length % BLOCK == 0 for length in lengths)


def test_a_forgotten_key_is_gone(world: World) -> None:
    with as_(world.job()) as at:
        key = new_key(world.organisation_id, holder=world.ward, at=at)
        assert open_key(key.id).secret == key.secret
        forget(key.id)
        with pytest.raises(KeyGone):
            open_key(key.id)


def test_a_restored_row_cannot_be_opened_once_its_day_is_destroyed(world: World, clock: Clock) -> None:
    """A trajectory closed today stands in last night's backup; after seven nights the backup cannot be read."""
    from kring.foundation.keys.keyring import KEPT_DAYS, keyring

    with as_(world.job()) as at:
        key = new_key(world.organisation_id, holder=world.ward, at=at)
        row = DataKey.objects.get(pk=key.id)
        backup = {
            "id": row.id,
            "organisation_id": row.organisation_id,
            "holder": row.holder,
            "epoch": row.epoch,
            "wrapped": bytes(row.wrapped),
        }
        forget(key.id)
    clock.forward(days=KEPT_DAYS)
    copy = kring.KRING_KEYRING.with_name("copy-for-this-test.json")
    copy.write_text(kring.KRING_KEYRING.read_text())
    ring = Keyring(copy)
    ring.destroy_epochs_before(epoch_of(clock.now()) - KEPT_DAYS + 1)
    with pytest.raises(KeyGone):
        ring.epoch(int(str(backup["epoch"])))
    assert keyring().epoch(int(str(backup["epoch"])))  # the control: before destroying, it opens
    insert("keys_datakey", **backup)
    with as_(world.job()):
        assert open_key(key.id).secret == key.secret


def test_what_lives_is_wrapped_anew_every_night(world: World, clock: Clock) -> None:
    with as_(world.job()) as at:
        key = new_key(world.organisation_id, holder=world.ward, at=at)
    clock.forward(days=3)
    with as_(world.job()) as at:
        assert wrap_anew(world.organisation_id, at=at) == 1
        assert DataKey.objects.get(pk=key.id).epoch == epoch_of(at)
        assert open_key(key.id).secret == key.secret


@pytest.mark.parametrize("first", [0, 1])
def test_a_night_that_wraps_and_a_round_that_forgets_do_not_wait_for_each_other(
    world: World, clock: Clock, first: int
) -> None:
    job, night = world.job(), world.job("night")
    with as_(job) as at:
        keys = [new_key(world.organisation_id, holder=world.ward, at=at).id for _ in range(3)]
    clock.forward(days=1)

    def forget_two(at: datetime) -> None:
        forget(keys[first])
        with connection.cursor() as cursor:
            cursor.execute("select 'halfway'")
        forget(keys[1 - first])

    wraps = Turn(night, lambda at: wrap_anew(world.organisation_id, at=at))
    assert meet(Turn(job, forget_two, stands_still="halfway"), wraps) == (None, None)
    with as_(job) as at:
        assert [row.epoch for row in DataKey.objects.filter(pk__in=keys)] == [epoch_of(at)]
