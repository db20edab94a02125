"""
Make the files of a release: `python -m tests.upgrades 0.1`.

The two organisations of the demonstration, smaller, with a round and a night behind them, and one request whose code
is known. Refuses to touch a release that is there already.
"""

import os
import sys
from datetime import timedelta
from typing import Any
from uuid import UUID

from kring.config.cli.screen import say
from kring.foundation.database.testing import SETTINGS, TestDatabase

SIZES = {"hospital": (1200, 30), "municipality": (250, 12)}
LOTTE, KIM = "f" * 22, "e" * 22  # the tokens of two forms, from which their codes follow


def main(release: str) -> None:
    from tests.upgrades.release import HERE, releases

    if release in releases():
        sys.exit(f"Release {release} is there already. A release is made once.")
    database = TestDatabase("release", dict(os.environ))
    os.environ.update(database.environment())
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django

    django.setup()
    with database.made():
        facts = _live()
        from django.conf import settings

        from kring.foundation.database.dumping import write_dump
        from tests.upgrades.release import keep

        write_dump(os.environ["MIGRATE_DATABASE_URL"], HERE / f"{release}.dump", os.environ)
        keep(release, facts, settings.KRING_KEYRING)
    say(f"Release {release}: {(HERE / f'{release}.dump').stat().st_size // 1024} kB.")


def _live() -> Any:
    from django.db import connections

    from kring.foundation.jobs import NIGHTLY, SWEEPS, run_round
    from kring.foundation.testing import fetch, in_the_worker
    from kring.portal import demo
    from tests.upgrades.release import Facts, rows_per_table

    sizes = [(plan, *SIZES[plan["plan"]]) for plan in demo.plans()]
    plans = [{**plan, "people": people, "supporters": supporters} for plan, people, supporters in sizes]
    web, connections["default"] = connections["default"], connections["owner"]
    with demo.as_in_daily_use(dict(os.environ)) as act:
        entries = demo.make(plans, act, say, site=lambda host: f"http://{host}:8000")
    connections["default"] = web
    asked = _ask("localhost", "Lotte", LOTTE)
    _stop(_ask("localhost", "Kim", KIM))
    for (organisation,) in fetch("select id from tenancy_organisation"):
        with in_the_worker():
            run_round(organisation, [*SWEEPS, *NIGHTLY], "night")
    ((made_at,),) = fetch("select now()")
    rows = rows_per_table(os.environ["KRING_TEST_OWNER_URL"])
    connections.close_all()
    accounts = {entry["key"]: entry["account_id"] for entry in entries}
    return Facts(made_at.isoformat(), asked.code, asked.spoken_name, accounts, rows)


def _ask(host: str, name: str, form: str) -> Any:
    from kring.foundation.actor import Actor
    from kring.foundation.testing import as_, fetch
    from kring.support.actions.ask_for_support import Asked, ask_for_support
    from kring.support.domain.card import Card

    organisation: UUID = fetch("select id from tenancy_organisation where host = %s", host)[0][0]
    public = Actor("public", organisation)
    card = Card(name=name, channel="private_mail", address=f"{name.lower()}@thuis.example")
    asked = Asked(card=card, windows=("night",), language="nl", craft="nurse")
    with as_(public) as at:
        return ask_for_support(asked=asked, form_token=form, by=public, at=at - timedelta(hours=2))


def _stop(asked: Any) -> None:
    """Stopped by whoever asked, so that the night has something to dissolve into counters."""
    from kring.foundation.actor import Actor
    from kring.foundation.testing import as_, fetch
    from kring.support.actions.stop_support import stop_support

    ((organisation,),) = fetch("select organisation_id from support_trajectory where id = %s", asked.trajectory_id)
    code = Actor("code", organisation, asked.trajectory_id)
    with as_(code) as at:
        stop_support(trajectory_id=asked.trajectory_id, by=code, at=at)


main(*sys.argv[1:])
