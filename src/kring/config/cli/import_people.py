"""The command ``import-people``: bring people and units up to date with a file, without the pages."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from kring.config.cli.screen import Refused, say

if TYPE_CHECKING:
    from kring.foundation.actor import Actor
    from kring.people.actions.import_steps import Outcome

LISTED = 20
"""Lines with a problem that are shown; the pages show all of them."""


def import_people(arguments: Sequence[str]) -> int:
    """
    Compare a file with what is there, say what differs, and with ``--apply`` take it over.

    :raises Refused: if there is no such file or organisation, or the file cannot be used as it is
    """
    parser = argparse.ArgumentParser(prog="python -m kring import-people")
    parser.add_argument("host", help="the host name of the organisation")
    parser.add_argument("file", type=Path, help="a CSV or XLSX file, see docs/how-to/import-people.md")
    parser.add_argument("--complete", action="store_true", help="whoever is not in the file has left")
    parser.add_argument("--apply", action="store_true", help="take it over; without this nothing is written")
    given = parser.parse_args(arguments)
    if not given.file.is_file():
        raise Refused(f"There is no file {given.file}.")

    import django
    from django.utils.translation import override

    django.setup()
    with override("en"):
        _run(given.host, given.file.read_bytes(), complete=given.complete, apply=given.apply)
    return 0


def _run(host: str, data: bytes, *, complete: bool, apply: bool) -> None:
    from kring.foundation.database.context import acting
    from kring.foundation.database.locking import one_at_a_time
    from kring.people.actions.carry_out import carry_out
    from kring.people.domain.importing.problems import Unreadable
    from kring.people.wording import UNREADABLE

    by = _job_of(host)
    with acting(by) as at:
        one_at_a_time("import", by.organisation_id)
        one_at_a_time("units", by.organisation_id)
        try:
            outcome = _work_out(data, by, complete=complete)
        except Unreadable as problem:
            raise Refused(str(UNREADABLE[problem.why])) from problem
        _tell(outcome)
        if outcome.plan.stops:
            raise Refused("Nothing was written: mend these lines first. It is all or nothing.")
        if apply:
            carry_out(outcome, organisation_id=by.organisation_id, by=by, at=at, report=lambda percent: None)
    say("Written." if apply else "Nothing was written. With --apply it is taken over.")


def _job_of(host: str) -> "Actor":
    from kring.foundation.actor import Actor
    from kring.foundation.database.context import acting
    from kring.foundation.jobs import organisations
    from kring.foundation.tenancy.queries import organisation

    for organisation_id in organisations():
        by = Actor("job", organisation_id, roles=frozenset({"import"}))
        with acting(by):
            if organisation(organisation_id).host == host:
                return by
    raise Refused(f"No organisation has the host name {host}.")


def _work_out(data: bytes, by: "Actor", *, complete: bool) -> "Outcome":
    from kring.foundation import clock
    from kring.foundation.tenancy.queries import local_day
    from kring.people.actions.import_steps import work_out
    from kring.people.domain.importing.columns import lacking, propose
    from kring.people.domain.importing.tables import read_table
    from kring.people.models import ImportMapping

    here: UUID = by.organisation_id
    known = ImportMapping.objects.filter(organisation_id=here).first()
    remembered = dict(zip(known.fields, known.headings, strict=True)) if known else {}
    mapping = propose(read_table(data).headings, remembered)
    if missing := lacking(mapping):
        raise Refused(f"No column was recognised as {' and '.join(missing)}. Choose the columns on the page once.")
    return work_out(data, mapping=mapping, complete=complete, organisation_id=here, today=local_day(here, clock.now()))


def _tell(outcome: "Outcome") -> None:
    from kring.people.actions.import_steps import told
    from kring.people.wording import COLUMNS, REASONS

    for name, number in told(outcome)["counts"].items():
        say(f"  {name.replace('_', ' '):16} {number}")
    for one in outcome.plan.problems[:LISTED]:
        say(f"  line {one.line}, {COLUMNS[one.field]}: {REASONS[one.reason]}")
    if (more := len(outcome.plan.problems) - LISTED) > 0:
        say(f"  and {more} lines more")
