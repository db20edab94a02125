"""A migration that is killed halfway and run again, and a web server that starts too early."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import psycopg
import pytest

from kring.config.cli.up import environment_of
from kring.foundation.database.checks import WAITS
from tests.baddays.installation import Installation, empty
from tests.upgrades.release import bring_back, facts_of, releases, rows_per_table

SLOW = {"DJANGO_SETTINGS_MODULE": "tests.baddays.slow_settings"}
COLUMNS = "select column_name from information_schema.columns where table_name = 'support_trajectory'"


@pytest.fixture
def there() -> Iterator[Installation]:
    """The oldest release, in the middle of things, before any migration of now."""
    with empty("migrating") as made:
        bring_back(made, releases()[0], made.environ())
        yield made


def asked(there: Installation, sql: str) -> set[str]:
    with psycopg.connect(there.superuser) as connection:
        return {str(row[0]) for row in connection.execute(sql)}  # type: ignore[call-overload]


def until(condition: Callable[[], bool], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def sleeping(there: Installation) -> bool:
    active = "select 1 from pg_stat_activity where query like 'select pg_sleep%' and datname = current_database()"
    return bool(asked(there, active))


def begin(there: Installation, seconds: int) -> subprocess.Popen[bytes]:
    """Migrate in a process of its own, up to the long step."""
    command = [sys.executable, "-m", "kring", "migrate", "--no-input", "--verbosity=0"]
    running = subprocess.Popen(command, env=there.environ(**SLOW, KRING_SLOW_SECONDS=str(seconds)))
    until(lambda: sleeping(there))
    return running


def test_a_migration_killed_halfway_leaves_nothing_half_and_runs_again(there: Installation) -> None:
    running = begin(there, 2)
    running.send_signal(signal.SIGKILL)
    running.wait()
    until(lambda: not sleeping(there))
    columns = asked(there, COLUMNS)
    assert "first_step" in columns and "second_step" not in columns
    assert asked(there, "select first_step from support_trajectory") == {"None"}, "the update went with its step"

    done = there.kring("migrate", "--no-input", "--verbosity=0", **SLOW)
    assert done.returncode == 0, done.stderr
    assert "second_step" in asked(there, COLUMNS)
    assert asked(there, "select first_step from support_trajectory") == {"1"}
    rows = rows_per_table(there.superuser)
    assert {name for name, was in facts_of(releases()[0]).rows.items() if rows[name] < was} == set()


@pytest.mark.parametrize("kind", ["web", "worker"])
def test_what_starts_while_a_migration_runs_says_so_in_one_sentence(there: Installation, kind: str) -> None:
    running = begin(there, 60)
    granian = [sys.executable, "-m", "granian", "--interface=wsgi", "--host=127.0.0.1", "--port=0", "--workers=1"]
    commands = {
        "web": [*granian, "kring.config.wsgi:application"],
        "worker": [sys.executable, "-m", "kring", "worker"],
    }
    environ = environment_of(kind, there.environ(**SLOW))  # type: ignore[arg-type]
    early = subprocess.run(commands[kind], env=environ, capture_output=True, text=True, check=False, timeout=60)
    said = early.stdout + early.stderr
    assert WAITS in said
    assert "Traceback" not in said
    assert early.returncode != 0
    assert running.poll() is None, "the migration goes on undisturbed"
    running.kill()
    running.wait()
