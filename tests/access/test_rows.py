"""Every guarded table, every kind of context, every command: exactly what rows.toml says, and nothing else."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from psycopg import sql

from kring.foundation.actor import Actor
from tests.access.populated import Populated, actors, populate, workers
from tests.access.probing import WEB, WORKER, Cursor, Row, being, guarded_tables, looking

LISTED: dict[str, dict[str, Any]] = {
    f"{table}.{name}": letters
    for table, rows in tomllib.loads((Path(__file__).parent / "rows.toml").read_text(encoding="utf-8")).items()
    for name, letters in rows.items()
}
SIGNED_IN = """
employee person supporter other_supporter coordinator hidden_coordinator manager hr administrator
adviser occupational
""".split()
HERE = "organisation_id = (select private.org())"
_LETTER = {"SELECT": "s", "INSERT": "i", "UPDATE": "u", "DELETE": "d"}
_POLICIES = """
select tablename, policyname, cmd, roles[1] from pg_policies
where schemaname in ('public', 'shared') order by 1, 2
"""


@pytest.fixture(scope="module")
def it() -> Populated:
    """The organisation in the middle of things; nobody changes it."""
    return populate()


def everyone(it: Populated) -> dict[str, dict[str, Actor | None]]:
    """By role of the database: who could come."""
    return {WEB: actors(it), WORKER: workers(it)}


def expected(name: str, who: str) -> str:
    """The letters for somebody: their own, else those of their group, else none."""
    letters = LISTED[name]
    if who in letters:
        return str(letters[who])
    if who in SIGNED_IN and "signed_in" in letters:
        return str(letters["signed_in"])
    outside = who in {"nobody", "elsewhere", "job"} or who.startswith(("worker_", "job_"))
    return "" if outside else str(letters.get("anyone", ""))


def differences(cursor: Cursor, it: Populated, name: str, role: str, commands: str = "siud") -> Iterator[str]:
    """Where the database does not do what the list says, for one row and one role; looks no further than asked."""
    row = Row(cursor, name.partition(".")[0], it.rows[name])
    for who, actor in everyone(it)[role].items():
        wanted = "".join(letter for letter in expected(name, who) if letter in commands)
        with being(cursor, role, actor):
            allowed = row.allowed(commands)
        if allowed != wanted:
            yield f"{who} may {allowed!r}, the list says {wanted!r}"


def test_every_guarded_table_is_listed(it: Populated) -> None:
    with looking() as cursor:
        tables = set(guarded_tables(cursor))
    assert tables - {name.partition(".")[0] for name in LISTED} == set(), (
        "give these tables a row in populated.py and lines in rows.toml"
    )
    assert set(LISTED) == set(it.rows)


@pytest.mark.parametrize("role", [WEB, WORKER])
@pytest.mark.parametrize("name", LISTED)
def test_rows_do_what_the_list_says(it: Populated, name: str, role: str) -> None:
    with looking() as cursor:
        assert list(differences(cursor, it, name, role)) == []


@pytest.mark.parametrize("name", LISTED)
def test_only_listed_columns_change(it: Populated, name: str) -> None:
    with looking() as cursor:
        row = Row(cursor, name.partition(".")[0], it.rows[name])
        narrowed = {kind: row.changeable(f"kring_{kind}") for kind in ("web", "worker")}
    assert {kind: columns for kind, columns in narrowed.items() if columns} == LISTED[name].get("changes", {})


def test_nobody_of_another_organisation_is_ever_named() -> None:
    outside = {"nobody", "elsewhere", "job_elsewhere", "worker_nobody"}
    assert [name for name, letters in LISTED.items() if outside & set(letters)] == []


@pytest.mark.parametrize("weaker", ["true", HERE])
def test_a_weaker_policy_would_be_noticed(it: Populated, weaker: str) -> None:
    """Each policy is weakened in turn, in a transaction that is rolled back; the list has to see every one."""
    unnoticed = []
    with looking() as cursor:
        for table, policy, command, role in cursor.execute(_POLICIES).fetchall():
            cursor.execute("savepoint policy")
            if _weaken(cursor, table, policy, command, weaker) and not any(
                any(differences(cursor, it, name, role, _LETTER[command]))
                for name in LISTED
                if name.startswith(f"{table}.")
            ):
                unnoticed.append(policy)
            cursor.execute("rollback to savepoint policy")
    assert unnoticed == []


def _weaken(cursor: Cursor, table: str, policy: str, command: str, condition: str) -> bool:
    """Give a policy another condition; says whether that changed anything."""
    if condition == HERE and table == "tenancy_organisation":
        return False  # its own id is its organisation
    before = _conditions(cursor, table, policy)
    parts = {"INSERT": ["with check"], "UPDATE": ["using", "with check"]}.get(command, ["using"])
    clauses = " ".join(f"{part} ({condition})" for part in parts)
    change = sql.SQL("alter policy {} on {} " + clauses)  # type: ignore[operator]
    cursor.execute(change.format(sql.Identifier(policy), sql.Identifier(table)))
    return _conditions(cursor, table, policy) != before


def _conditions(cursor: Cursor, table: str, policy: str) -> tuple[Any, ...] | None:
    question = "select qual, with_check from pg_policies where tablename = %s and policyname = %s"
    return cursor.execute(question, [table, policy]).fetchone()
