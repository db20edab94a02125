"""Which address which process gets."""

from pathlib import Path

import pytest

from kring.foundation.database.addresses import (
    AddressMissing,
    database_address,
    given_addresses,
    read_addresses,
    url,
    write_addresses,
)
from kring.foundation.database.roles import invent_addresses
from kring.foundation.database.state import state_directory


def test_each_kind_of_process_gets_its_own_address() -> None:
    environ = {
        "DATABASE_URL": "postgresql://a:p%40ss@db:5433/ring?sslmode=require",
        "WORKER_DATABASE_URL": "postgresql://b@db/ring",
    }

    web, worker = database_address("web", environ), database_address("worker", environ)

    assert (web["USER"], web["PASSWORD"], web["HOST"], web["PORT"]) == ("a", "p@ss", "db", "5433")
    assert web["OPTIONS"] == {"sslmode": "require"}
    assert worker["USER"] == "b"


def test_an_address_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("postgresql://a@db/ring\n")
    environ = {"DATABASE_URL_FILE": str(tmp_path / "secret")}

    assert given_addresses(environ)
    assert database_address("web", environ)["NAME"] == "ring"


def test_a_migration_works_as_the_owner_and_keeps_its_other_options() -> None:
    environ = {"MIGRATE_DATABASE_URL": "postgresql://m@db/ring?options=-c%20lock_timeout%3D5s"}

    assert database_address("migrate", environ)["OPTIONS"] == {"options": "-c lock_timeout=5s -c role=kring_owner"}


def test_given_addresses_are_never_mixed_with_those_of_the_embedded_server(tmp_path: Path) -> None:
    environ = {"DATABASE_URL": "postgresql://a@db/ring", "KRING_HOME": str(tmp_path)}
    write_addresses(tmp_path, invent_addresses("/run", database="kring"))

    with pytest.raises(AddressMissing, match="WORKER_DATABASE_URL"):
        database_address("worker", environ)


def test_an_address_that_cannot_be_read_is_refused_without_showing_it() -> None:
    with pytest.raises(AddressMissing) as refusal:
        database_address("web", {"DATABASE_URL": "postgresql://a:secret@[db/ring"})

    assert "secret" not in str(refusal.value)


def test_the_addresses_of_the_embedded_server_can_be_read_by_their_owner_alone(tmp_path: Path) -> None:
    addresses = invent_addresses("/a b/run", database="kring")

    write_addresses(tmp_path, addresses)

    assert read_addresses(tmp_path) == addresses
    assert (tmp_path / "addresses.json").stat().st_mode & 0o777 == 0o600
    assert database_address("web", {"KRING_HOME": str(tmp_path)})["HOST"] == "/a b/run"


def test_settings_can_be_loaded_before_a_server_ever_ran(tmp_path: Path) -> None:
    environ = {"KRING_HOME": str(tmp_path)}

    assert not given_addresses(environ)
    assert database_address("web", environ)["HOST"] == str(tmp_path / "run")


def test_a_password_may_hold_any_character() -> None:
    address = url("web", password="a/b@c:d?e%f", host="db")

    assert database_address("web", {"DATABASE_URL": address})["PASSWORD"] == "a/b@c:d?e%f"


def test_two_clones_do_not_share_a_state_directory() -> None:
    one, other = state_directory({}, clone=Path("/a")), state_directory({}, clone=Path("/b"))

    assert one != other
    assert not one.is_relative_to("/a")
    assert state_directory({}, clone=Path("/a"), part="test") != one
