"""A backup that is put back gives nobody a code that somebody else has."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connections, transaction

from kring.foundation.testing import World, fetch
from kring.referral.actions.put_back import put_back
from kring.referral.tests.making import filled, listed
from kring.referral.tests.test_contact import asks


@contextmanager
def as_the_owner() -> Iterator[None]:
    """As a restore runs; nothing of it remains for the other tests."""
    web = connections["default"]
    connections["default"] = connections["owner"]
    try:
        with transaction.atomic():
            yield
            transaction.set_rollback(True)
    finally:
        connections["default"] = web


def test_after_a_restore_no_code_is_given_out_until_a_list_is_loaded(world: World) -> None:
    provider = listed(world)
    filled(world, provider, "A-1", "A-2")
    asks(world, provider)
    here = world.organisation_id
    with as_the_owner():
        put_back()
        assert fetch("select 1 from private.pool_code where organisation_id = %s", here) == []
        assert fetch("select 1 from private.known_code where organisation_id = %s", here) == []
        assert fetch("select step from referral_codepool where organisation_id = %s", here) == [("none",)]
        assert fetch("select state from referral_contactrequest where organisation_id = %s", here) == [("uncertain",)]


def test_nobody_else_can_do_that(world: World) -> None:
    with pytest.raises(Exception, match="permission denied"):
        put_back()
