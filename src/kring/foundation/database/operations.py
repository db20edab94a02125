"""
Migration operations; the one module of this project that migrations may import. Frozen: add, never change.

`Guard` gives a table its row-level security and its grants in the migration that makes the table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.migrations.operations.base import Operation


@dataclass(frozen=True)
class Allow:
    """
    One permission: which role may do which commands on which rows.

    `rows` is a condition on existing rows, `new` on rows written; both are SQL. `columns` narrows an update.
    """

    role: str
    commands: str
    rows: str = "true"
    new: str | None = None
    columns: Sequence[str] = ()


HERE = "organisation_id = (select private.org())"
JOB = Allow("worker", "select insert update delete", f"{HERE} and (select private.kind()) = 'job'")


class Guard(Operation):
    """Enable row-level security on a table and allow exactly this, nothing else."""

    reversible = True
    reduces_to_sql = True

    def __init__(self, table: str, allow: Sequence[Allow]) -> None:
        self.table = table
        self.allow = allow

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing changes in Django's own view of the models."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Revoke all, then policy by policy."""
        run = schema_editor.execute
        run(f"revoke all on {self.table} from public, kring_web, kring_worker")
        run(f"alter table {self.table} enable row level security")
        for number, allow in enumerate(self.allow, 1):
            for command in allow.commands.split():
                self._policy(run, number, allow, command)

    def _policy(self, run: Any, number: int, allow: Allow, command: str) -> None:
        name = f"{self.table.split('_', 1)[-1]}_{number}_{allow.role}_{command}"[:63]
        using = f"using ({allow.rows})" if command != "insert" else ""
        check = f"with check ({allow.new or allow.rows})" if command in {"insert", "update"} else ""
        run(f"create policy {name} on {self.table} for {command} to kring_{allow.role} {using} {check}")
        columns = f"({', '.join(allow.columns)})" if allow.columns and command == "update" else ""
        run(f"grant {command}{columns} on {self.table} to kring_{allow.role}")

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Take the walls down again; the table goes in the same migration."""
        schema_editor.execute(f"alter table {self.table} disable row level security")

    def describe(self) -> str:
        """For `migrate --plan`."""
        return f"Guard {self.table}"


class SameOrganisation(Operation):
    """
    A second, composite foreign key beside Django's own, so that a row can never point into another organisation.

    The referred table gets a unique (organisation_id, id) when it has none.
    """

    reversible = True

    def __init__(self, table: str, column: str, refers_to: str) -> None:
        self.table, self.column, self.refers_to = table, column, refers_to

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing changes in Django's own view of the models."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Add the unique and the key."""
        unique = f"{self.refers_to}_same_org"
        schema_editor.execute(
            f"do $$ begin if not exists (select from pg_constraint where conname = '{unique}') then "
            f"alter table {self.refers_to} add constraint {unique} unique (organisation_id, id); end if; end $$"
        )
        schema_editor.execute(
            f"alter table {self.table} add constraint {self.table}_{self.column}_same_org "
            f"foreign key (organisation_id, {self.column}) references {self.refers_to} (organisation_id, id)"
            " deferrable initially deferred"
        )

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Drop the key."""
        schema_editor.execute(f"alter table {self.table} drop constraint {self.table}_{self.column}_same_org")

    def describe(self) -> str:
        """For `migrate --plan`."""
        return f"Keep {self.table}.{self.column} inside its organisation"
