"""Kring does not start on a database that does not guard itself."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from kring.foundation.database.checks import guarded, refuse_unguarded


def test_the_roles_of_web_and_worker_may_start() -> None:
    refuse_unguarded()
    assert guarded(databases=["worker"]) == []


def test_a_tenant_table_without_walls_stops_the_start() -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("create table unguarded_for_a_moment (organisation_id uuid)")
        try:
            with pytest.raises(ImproperlyConfigured, match=r"kring\.E002"):
                refuse_unguarded()
        finally:
            cursor.execute("drop table unguarded_for_a_moment")
