"""Kring does not start on a database that does not guard itself."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connections

from kring.foundation.database.checks import guarded, refuse_unguarded, same_keyring


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


def test_another_keyring_than_that_of_the_database_stops_the_start(settings: Any, tmp_path: Path) -> None:
    assert same_keyring(databases=["default"]) == []
    settings.KRING_KEYRING = tmp_path / "another.json"
    assert [problem.id for problem in same_keyring(databases=["default"])] == ["kring.E003"]
    with pytest.raises(ImproperlyConfigured, match=r"kring\.E003"):
        refuse_unguarded()


def test_the_preparation_may_bring_a_keyring_that_the_database_does_not_know_yet(
    settings: Any, tmp_path: Path
) -> None:
    settings.KRING_KEYRING, settings.PROCESS = tmp_path / "another.json", "migrate"
    assert same_keyring(databases=["default"]) == []
