"""
A release as later builds meet it: a dump of a database in the middle of things, its keyring, and what stood in it.

`python -m tests.upgrades 0.1` makes the three files of a release. They are made once and never changed: a release
cannot become another one afterwards. Everybody in them is invented.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from kring.foundation.database.dumping import open_door, read_dump

if TYPE_CHECKING:
    from tests.baddays.installation import Installation

HERE = Path(__file__).parent
TABLES = (
    "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('public', 'private', 'shared')"
    " and tablename <> 'test_clock' order by 1"
)


@dataclass(frozen=True)
class Facts:
    """What a release held: when it was made, a code that opens a page, who is who, and rows per table."""

    made_at: str
    code: str
    spoken_name: str
    accounts: dict[str, str]
    rows: dict[str, int]

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at)


def releases() -> list[str]:
    """The releases that are kept, the oldest first."""
    return sorted(path.stem for path in HERE.glob("*.dump"))


def facts_of(release: str) -> Facts:
    return Facts(**json.loads((HERE / f"{release}.json").read_text(encoding="utf-8")))


def keep(release: str, facts: Facts, keyring: Path) -> None:
    """Put down what a release held, beside its dump."""
    text = json.dumps(asdict(facts), indent=1, ensure_ascii=False) + "\n"
    (HERE / f"{release}.json").write_text(text, encoding="utf-8")
    shutil.copyfile(keyring, HERE / f"{release}.keyring.json")
    (HERE / f"{release}.keyring.json").chmod(0o644)


def rows_per_table(address: str) -> dict[str, int]:
    """How many rows every table holds; nothing is hidden from this address."""
    with psycopg.connect(address) as connection:
        tables = [name for (name,) in connection.execute(TABLES)]
        return {name: _count(connection, name) for name in tables}


def _count(connection: psycopg.Connection[Any], table: str) -> int:
    row = connection.execute(f"select count(*) from {table}").fetchone()  # type: ignore[call-overload]
    assert row is not None
    count: int = row[0]
    return count


def bring_back(there: "Installation", release: str, environ: Mapping[str, str]) -> None:
    """Restore a release, with its keyring, as it was left."""
    file = HERE / f"{release}.dump"
    read_dump(there.addresses.migrate, file, environ)
    open_door(there.addresses.migrate, file, environ)
    shutil.copyfile(HERE / f"{release}.keyring.json", there.home / "keyring.json")
