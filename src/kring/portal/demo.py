"""
The demonstration: two organisations, a cast one can become, a year of published half-years, and work under way.

People, units and supporters are written by the owner of the tables. Everything that happens is done by the real
actions, connected as the web and the worker, behind the walls that always stand.
"""

import json
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import connection, connections, transaction

from kring.catalogue import demo as measures
from kring.compliance import demo as compliance
from kring.events import demo as events
from kring.experiences import demo as experiences
from kring.foundation import clock
from kring.foundation.accounts.models import Account
from kring.foundation.actor import Actor
from kring.foundation.database.addresses import Kind, database_address
from kring.foundation.database.context import acting
from kring.foundation.disclosure.counters import tally
from kring.foundation.tenancy.models import Organisation
from kring.foundation.tenancy.queries import day_in
from kring.guide import demo as guide
from kring.guideline import queries as guideline
from kring.inquiries import demo as inquiries
from kring.people import demo as people
from kring.people.demo import Part, Settled
from kring.portal.actions.publish_figures import publish_figures
from kring.portal.domain.publishing import WAITS, ended_before, first_day_of_half_year
from kring.referral import demo as signposts
from kring.support import demo as support
from kring.support.demo import Wish
from kring.supporters import demo as supporters
from kring.surveys import demo as surveys

Act = Callable[[Actor], AbstractContextManager[datetime]]
Say = Callable[[str], object]
DATA = Path(__file__).parent / "data"
PLANS = DATA / "demo_cast.toml"
HALF_YEARS = 2
DICE = 20261121  # the same people every time
IN_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Made:
    """An organisation of the demonstration, and everybody in it."""

    organisation: Organisation
    settled: Settled
    about: dict[str, Any]


def plans() -> list[dict[str, Any]]:
    """The two organisations as their file describes them."""
    organisations: list[dict[str, Any]] = tomllib.loads(PLANS.read_text(encoding="utf-8"))["organisation"]
    return organisations


@contextmanager
def as_in_daily_use(environ: dict[str, str]) -> Iterator[Act]:
    """Yield a way to act that connects as the web or the worker, as in daily use, and not as the owner."""

    def alias(kind: Kind) -> str:
        name = f"demo_{kind}"
        if name not in connections.settings:
            connections.settings[name] = {**connections.settings["default"], **database_address(kind, environ)}
        return name

    @contextmanager
    def act(actor: Actor) -> Iterator[datetime]:
        owner = connections["default"]
        connections["default"] = connections[alias("worker" if actor.kind == "job" else "web")]
        try:
            with acting(actor) as at:
                yield at
        finally:
            connections["default"] = owner

    try:
        yield act
    finally:
        for name in ("demo_web", "demo_worker"):
            if name in connections.settings:
                connections[name].close()


def fill(plan: dict[str, Any], lot: Random) -> Made:
    """Make one organisation with its units, people and supporters; as the owner."""
    organisation = Organisation.objects.create(
        name=plan["name"],
        host=plan["host"],
        is_demo=True,
        extension=_extension(plan["plan"]),
        accept_within_hours=24,
        on_call_from=time(7),
        on_call_until=time(23),
        **{
            name: plan[name]
            for name in (
                "timing_template",
                "on_call_phone",
                "confidential_adviser",
                "outside_help",
                "occupational_health",
            )
        },
    )
    parts = [
        Part(one["key"], one["name"], one["craft"], one["unit"], tuple(one.get("roles", ())), one.get("leads", False))
        for one in plan["cast"]
    ]
    settled = people.settle(
        organisation.id,
        plan=plan["plan"],
        domain=plan["domain"],
        people=plan["people"],
        supporters=plan["supporters"],
        cast=parts,
        lot=lot,
    )
    supporters.train(
        settled.supporters, cast=list(settled.cast.values()), today=day_in(organisation, clock.now()), lot=lot
    )
    return Made(organisation, settled, plan)


def _extension(plan: str) -> dict[str, Any]:
    """What the invented organisation adds to the guideline, if anything."""
    file = DATA / f"demo_{plan}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def publish_past(made: Made, act: Act, lot: Random) -> list[str]:
    """Count and publish the half-years before this one, and answer with their names; the oldest first."""
    job = Actor("job", made.organisation.id, roles=frozenset({"night"}))
    with act(job) as now:
        last_days = [ended_before(now.astimezone(ZoneInfo(made.organisation.zone)).date())]
    while len(last_days) < HALF_YEARS:
        last_days.insert(0, ended_before(first_day_of_half_year(last_days[0])))
    for number, last_day in enumerate(last_days):
        counts = Counter(support.past_counts(made.settled.divisions, lot, growth=0.85 + 0.2 * number))
        counts.update(events.past_counts(made.settled.divisions, lot, growth=1))
        supported = sum(n for (_, measure), n in counts.items() if measure == "supported")
        counts.update(surveys.past_counts(supported, lot))
        fixed_on = datetime.combine(last_day + WAITS + IN_A_DAY, time(3), ZoneInfo(made.organisation.zone))
        with act(job):
            tally(made.organisation.id, guideline.half_year(last_day), counts)
            publish_figures(made.organisation.id, job, fixed_on)
    return [guideline.half_year(day) for day in last_days]


def let_it_live_in_the_hospital(made: Made, act: Act, site: str) -> None:
    """What is under way in the hospital: a request that is stuck, support, one left lying, a question, and offers."""
    cast, settled = made.settled.cast, made.settled
    noor, sam = cast["noor"], cast["sam"]
    wish = Wish("Robin", "robin@thuis.example", ("evening", "weekend"), "resident")
    support.get_stuck(act, wish, place=settled.somebody_at("Longziekten"))
    _support_yara(made, act)

    ago = timedelta(days=10)
    wish = Wish("Jo", "06 12 00 00 77", ("day", "evening"), "doctor", channel="call")
    left = support.ask(act, wish, place=settled.somebody_at("Neurologie"), ago=ago, choice=sam, by=None)
    support.say_yes(act, left, supporter=sam, ago=ago - timedelta(hours=5))

    wish = Wish("Bo", "06 12 00 00 88", ("day", "night"), "nurse", channel="text")
    support.ask(act, wish, place=settled.somebody_at("Orthopedie"), ago=timedelta(minutes=40), choice=noor, by=None)
    _offer_in_the_hospital(made, act, site)


def _support_yara(made: Made, act: Act) -> None:
    """Yara talks with Noor; the second conversation is to come, and Marco hears two sentences."""
    yara, noor = made.settled.cast["yara"], made.settled.cast["noor"]
    ago = timedelta(days=12)
    wish = Wish("Yara", "yara@thuis.example", ("evening", "weekend"), "nurse")
    own = support.ask(act, wish, place=yara, ago=ago, choice=noor, by=yara.actor)
    support.say_yes(act, own, supporter=noor, ago=ago - timedelta(hours=2))
    support.talk(act, own, supporter=noor, ago=ago, times=1)
    support.let_hear(act, own, person=yara, manager=made.settled.cast["marco"], sentences=("in_contact", "ask_me"))


def _offer_in_the_hospital(made: Made, act: Act, site: str) -> None:
    """Two events: the offers of one are still to be handed on, those of the other are for Noor to make."""
    cast, settled = made.settled.cast, made.settled
    events.happen(
        act,
        kind="aggression_external",
        criteria=("violence_or_threat", "trainees_present"),
        there=settled.at("Spoedeisende hulp")[:4],
        at_unit=cast["yara"],
        ago=timedelta(hours=2),
        site=site,
    )
    event = events.happen(
        act,
        kind="death_or_hard_case",
        criteria=("child",),
        there=settled.at("Neonatologie")[:3],
        at_unit=settled.somebody_at("Neonatologie"),
        ago=timedelta(hours=8),
        site=site,
    )
    events.give(act, event_id=event, supporter=cast["noor"], coordinator=cast["petra"])


def let_it_live_in_the_municipality(made: Made, act: Act, site: str) -> None:
    """What is under way in the municipality: support that is done, a question, a request that is stuck, offers."""
    cast, settled = made.settled.cast, made.settled
    fatima, els = cast["fatima"], cast["els"]
    wish = Wish("Chris", "chris@thuis.example", ("day",), "municipal_front_line")
    support.get_stuck(act, wish, place=settled.somebody_at("Schuldhulp"))

    ago = timedelta(days=30)
    wish = Wish("Fatima", "fatima@thuis.example", ("day", "evening"), "municipal_front_line")
    done = support.ask(act, wish, place=fatima, ago=ago, choice=els, by=fatima.actor)
    support.say_yes(act, done, supporter=els, ago=ago - timedelta(hours=3))
    support.talk(act, done, supporter=els, ago=ago, times=3)

    wish = Wish("Kim", "06 12 00 00 99", ("day", "evening"), "municipal_front_line", channel="call")
    support.ask(act, wish, place=settled.somebody_at("Stadsbeheer"), ago=timedelta(minutes=25), choice=els, by=None)
    events.happen(
        act,
        kind="own_counter_threat",
        criteria=("own_private_address", "working_alone"),
        there=settled.at("Publiekszaken")[:3],
        at_unit=fatima,
        ago=timedelta(hours=3),
        site=site,
    )


def _put_up_a_signpost(made: Made, act: Act) -> None:
    """Who else can help, as the administrator wrote it down."""
    signpost = tomllib.loads((DATA / "demo_signpost.toml").read_text(encoding="utf-8"))[made.about["plan"]]
    by = next(one.actor for one in made.settled.cast.values() if one.actor.has("administrator"))
    signposts.put_up(act, by=by, plan=signpost)


def _add_what_is_own(made: Made, act: Act) -> None:
    """What they added to the measures, the lists they keep, and a page to read in their own words."""
    plan = tomllib.loads((DATA / "demo_measures.toml").read_text(encoding="utf-8"))[made.about["plan"]]
    (coordinator, *_others) = [one.actor for one in made.settled.cast.values() if one.actor.has("coordinator")]
    hr = [one.actor for one in made.settled.cast.values() if one.actor.has("hr")] or [coordinator]
    measures.add_own(act, by=hr[0], coordinator=coordinator, plan=plan)
    signposts.write(act, by=coordinator, texts=plan.get("text", []))


def _answer_for_the_guideline(made: Made, act: Act) -> None:
    """What the administrator answered, and what the night found."""
    answers = tomllib.loads((DATA / "demo_answers.toml").read_text(encoding="utf-8"))[made.about["plan"]]
    by = next(one.actor for one in made.settled.cast.values() if one.actor.has("administrator"))
    compliance.answer(act, by=by, answers=answers)
    compliance.look(act, made.organisation.id)


def tell_of_measures(made: Made, act: Act, lot: Random) -> None:
    """Four half-years of experiences with measures, shared; the municipality puts its name to them."""
    (coordinator, *_others) = [one.actor for one in made.settled.cast.values() if one.actor.has("coordinator")]
    with act(coordinator) as now:
        last_days = [ended_before(now.astimezone(ZoneInfo(made.organisation.zone)).date())]
    while len(last_days) < 4:
        last_days.append(ended_before(first_day_of_half_year(last_days[-1])))
    half_years = [guideline.half_year(day) for day in last_days]
    named = made.about["plan"] == "municipality"
    experiences.tell(act, coordinator=coordinator, half_years=half_years, named=named, lot=lot)
    asked_for = "" if named else "Sectorfonds De Linde (verzonnen)"
    inquiries.ask(act, coordinator=coordinator, half_year=half_years[0], asked_for=asked_for)


LIVES = {"hospital": let_it_live_in_the_hospital, "municipality": let_it_live_in_the_municipality}


def cast_entries(made: Made) -> list[dict[str, str]]:
    """Who one can become, for the page that lets people in."""
    return [
        {
            "key": one["key"],
            "name": one["name"],
            "role_nl": one["role_nl"],
            "role_en": one["role_en"],
            "about_nl": one["about_nl"],
            "about_en": one["about_en"],
            "account_id": str(made.settled.cast[one["key"]].account_id),
            "host": made.organisation.host,
        }
        for one in made.about["cast"]
        if "about_nl" in one
    ]


@transaction.atomic
def clear() -> int:
    """Take away what an interrupted start left behind, all of it; answers how many organisations that were."""
    old = list(Organisation.objects.filter(is_demo=True).values_list("id", flat=True))
    if not old:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "select account_id from people_person where organisation_id = any(%s) and account_id is not null", [old]
        )
        accounts: list[UUID] = [account for (account,) in cursor.fetchall()]
        for table in ("private.counter", "private.spent_token", *_tables_of_organisations()):
            cursor.execute(f"delete from {table} where organisation_id = any(%s)", [old])  # noqa: S608 (our own names)
        cursor.execute("delete from tenancy_organisation where id = any(%s)", [old])
    Account.objects.filter(pk__in=accounts).delete()
    experiences.forget()
    guide.forget()
    return len(old)


def _tables_of_organisations() -> list[str]:
    """Every table with rows of an organisation; the keys between them are checked at the end of the transaction."""
    return [
        model._meta.db_table
        for model in apps.get_models()
        if any(field.column == "organisation_id" for field in model._meta.concrete_fields)
    ]


def make(
    organisations: Sequence[dict[str, Any]], act: Act, say: Say, *, site: Callable[[str], str]
) -> list[dict[str, str]]:
    """
    Make these organisations and answer with the cast.

    :param organisations: as `plans()` gives them
    :param site: the address of an organisation, from its host name
    """
    entries: list[dict[str, str]] = []
    for plan in organisations:
        lot = Random(DICE)  # noqa: S311 (names by lot, no secret)
        say(f"{plan['name']}: {plan['people']} people.")
        made = fill(plan, lot)
        say(f"{plan['name']}: the numbers of {' and '.join(publish_past(made, act, lot))}.")
        LIVES[plan["plan"]](made, act, site(plan["host"]))
        _put_up_a_signpost(made, act)
        _add_what_is_own(made, act)
        _answer_for_the_guideline(made, act)
        tell_of_measures(made, act, lot)
        support.look_round(act, made.organisation.id)
        guide.publish_before(act)
        entries += cast_entries(made)
    guide.publish_now(act)
    return entries


def write_cast(path: Path, entries: list[dict[str, str]]) -> None:
    """Keep the cast for the page that lets people in; this is also the mark that everything was made."""
    path.write_text(json.dumps(entries, ensure_ascii=False, indent=1), encoding="utf-8")


def is_made(path: Path) -> bool:
    """Whether the demonstration is there, whole."""
    if not path.exists():
        return False
    entries = json.loads(path.read_text(encoding="utf-8"))
    accounts = {UUID(entry["account_id"]) for entry in entries}
    return bool(accounts) and Account.objects.filter(pk__in=accounts).count() == len(accounts)
