"""A forged, swapped or expired context gives no rows."""

import time

import pytest
from django.db import ProgrammingError, connection, transaction

from kring.foundation.database import context
from kring.foundation.keys.keyring import keyring
from kring.foundation.tenancy.models import Organisation
from kring.foundation.testing import World, as_


def rows_with(sealed: str) -> int:
    with transaction.atomic():
        context._set(sealed, "default")
        return Organisation.objects.count()


def test_a_real_context_shows_its_own_organisation_only(world: World) -> None:
    with as_(world.public):
        assert [o.pk for o in Organisation.objects.all()] == [world.organisation_id]


@pytest.mark.parametrize("change", ["kind", "mac", "organisation", "short"])
def test_a_forged_context_gives_no_rows(world: World, change: str) -> None:
    good = context.seal(world.public, key=keyring().secret("context"), expires=int(time.time()) + 60)
    assert rows_with(good) == 1
    parts = good.split("|")
    if change == "kind":
        parts[0] = "job"
    elif change == "mac":
        parts[6] = "0" * 64
    elif change == "organisation":
        parts[1] = "00000000-0000-0000-0000-000000000000"
    else:
        parts.pop()
    assert rows_with("|".join(parts)) == 0


def test_an_expired_context_gives_no_rows(world: World) -> None:
    old = context.seal(world.public, key=keyring().secret("context"), expires=int(time.time()) - 1)
    assert rows_with(old) == 0


def test_without_a_context_there_are_no_rows() -> None:
    assert Organisation.objects.count() == 0


def test_the_web_role_cannot_read_the_key_of_the_context() -> None:
    with pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute("select * from private.context_key")
