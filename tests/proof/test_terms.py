"""
The clock goes forward over every term: what a table promises to be gone is gone, table by table.

An organisation in which everything happened once; then night after night, for five years and a half. The terms are
those of each model's `Privacy`: a table without a term here fails, and so does a term that its text does not name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from kring.events.actions.remind_team import remind_team
from kring.events.tests.making import BO, YARA, name, reported
from kring.foundation.audit import log
from kring.foundation.disclosure.counters import tally
from kring.foundation.jobs import NIGHTLY, SWEEPS, run_round
from kring.foundation.testing import Clock, World, as_, fetch, in_the_worker, insert, make_world
from kring.foundation.testing_http import session_cookie
from kring.guideline.queries import half_year
from kring.inquiries.tests import test_answers as inquiries
from kring.referral.tests import test_codes as referral_codes
from kring.referral.tests import test_contact as referral_contact
from kring.support.actions.plan_conversation import plan_conversation
from kring.support.actions.share import share
from tests.architecture.test_privacy import ours
from tests.proof.lives import Life

MORNING = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)
NIGHTS = [*range(1, 9), *range(10, 46, 2), 60, 75, 90, 91, 92, 106, 150, 184, 185, 240, 300, 366, 368, 5 * 366 + 190]


@dataclass(frozen=True)
class Term:
    """After how many days what was there is gone, and the words of the promise that say so."""

    days: int
    says: str


TERMS = {
    "accounts_account": Term(32, "30 days after leaving"),
    "accounts_session": Term(1, "8 hours"),
    "audit_accessline": Term(366, "12 months"),
    "audit_accessseal": Term(368, "12 months"),
    "disclosure_publishedfigure": Term(5 * 366 + 190, "5 years"),
    "events_event": Term(92, "90 days"),
    "events_offer": Term(14, "14 days"),
    "events_offeranswer": Term(44, "14 days after the second offer"),
    "events_offeredcolleague": Term(91, "90 days"),
    "events_offeredonce": Term(92, "90 days"),
    "events_teamreminder": Term(44, "until the reminder was sent"),
    "keys_datakey": Term(185, "as long as what it locks"),
    "mail_outboxmail": Term(16, "14 days"),
    "people_importrun": Term(1, "24 hours"),
    "people_person": Term(32, "30 days after leaving"),
    "people_personrole": Term(1, "while somebody has the role"),
    "support_conversation": Term(184, "as long as the request"),
    "support_notice": Term(8, "7 days"),
    "support_proposal": Term(184, "as long as the request"),
    "support_reveal": Term(184, "the line with the request"),
    "support_sharing": Term(92, "3 months"),
    "support_trajectory": Term(184, "6 months"),
    "support_workitem": Term(184, "until the work is done"),
    "supporters_availability": Term(2, "until the end of the role"),
    "supporters_supporter": Term(2, "until the end of the role"),
}
LASTING = {
    '"shared"."catalogue_entry"': "until it leaves the catalogue",
    '"shared"."catalogue_facet"': "until it leaves the catalogue",
    '"shared"."catalogue_word"': "until it leaves the catalogue",
    '"shared"."guide_edition"': "as long as Kring exists",
    '"shared"."guide_item"': "as long as Kring exists",
    '"shared"."guide_order"': "as long as Kring exists",
    '"shared"."guide_paper"': "as long as Kring exists",
    "catalogue_namedlist": "until somebody takes the list away",
    "catalogue_ownentry": "until it leaves the catalogue",
    "compliance_answer": "until the organisation changes or removes it, for two editions at most",
    "compliance_finding": "a day, then there is a new one",
    "referral_healthcheck": "while the organisation uses Kring",
    "referral_owntext": "while the organisation uses Kring",
    "referral_provider": "while it stands in the signpost",
    "referral_providertext": "while it stands in the signpost",
    "inquiries_inquiry": "until the organisation takes it away",
    "experiences_experience": "until the organisation takes it away",
    '"shared"."experience"': "until the organisation stops sharing",
    '"shared"."experience_estimate"': "as long as there are shared experiences",
    "people_importmapping": "while the organisation uses Kring",
    "people_unit": "while the organisation uses Kring",
    "tenancy_organisation": "while the organisation uses Kring",
}
AT_HOME = {
    "inquiries_invitation": (
        "90 days after the last day",
        inquiries.test_names_go_and_the_experience_stays,
    ),
    "inquiries_reply": ("90 days after the last day", inquiries.test_names_go_and_the_experience_stays),
    "referral_codepool": ("until somebody draws it", referral_codes.test_a_drawn_code_is_gone_and_not_marked),
    "referral_contactrequest": ("72 hours", referral_contact.test_after_three_days_everything_is_gone),
}
"""Tables whose term is tried by a test of their own context."""
OF_OTHERS = {"account_emailaddress": 32, "mfa_authenticator": 32, "private.counter": 92, "private.spent_token": 92}
"""Tables of packages and of the database itself, of which tables.toml in the portal says how long."""

Rows = dict[str, set[str]]


def rows(world: World) -> Rows:
    """Every row of this organisation and of its leaver's login, by table, as text of its key."""
    found: Rows = {}
    account = world["Lies"].account_id
    for table in [*TERMS, *OF_OTHERS]:
        own = f"select t::text from {table} t where organisation_id = '{world.organisation_id}'"
        if table == "accounts_account":
            own = f"select id::text from {table} where id = '{account}'"
        elif table == "accounts_session":
            own = f"select key_hash from {table} where seen_at < '{MORNING + timedelta(minutes=1)}'"
        elif table in ("account_emailaddress", "mfa_authenticator"):
            own = f"select id::text from {table} where user_id = '{account}'"
        elif table in ("people_person", "people_personrole"):
            key = "id" if table == "people_person" else "person_id"
            own = f"select id::text from {table} where {key} = '{world['Lies'].id}'"
        elif table.startswith("supporters_"):
            key = "id" if table == "supporters_supporter" else "supporter_id"
            own = f"select {key}::text from {table} where {key} = '{world['Lies'].id}'"
        elif not table.startswith("private."):
            own = f"select id::text from {table} where organisation_id = '{world.organisation_id}'"
        found[table] = {str(key) for (key,) in fetch(own)}
    return found


def everything(world: World) -> Life:
    """Everything happens once: support that goes on, support that stops, events, a file, somebody who leaves."""
    world.person("Lies", "supporter")
    world.person("Tess", "supporter", unit=world.other_ward)
    life = Life(world)
    for move in ["ask signed in", "match", "accept", "tell", "hold", "call along", "ask to open"]:
        assert life.move(move), move
    _chosen(world, life.latest)
    for move in ["ask", "match", "accept", "stop", "offer"]:
        assert life.move(move), move
    name(reported(world, "child", reporter="Eva"), YARA, BO)
    with as_(world["Marco"].actor) as at:
        remind_team(by=world["Marco"].actor, at=at)
    _others(world)
    return life


def _chosen(world: World, trajectory: UUID) -> None:
    """A sentence is chosen, and a conversation planned so late that nothing but the hard stop ends it."""
    code = world.code(trajectory)
    with as_(code) as at:
        late = at.date() + timedelta(days=175)
        plan_conversation(trajectory_id=trajectory, number=2, day=late, part="day", by=code, at=at)
        marco = {"recipient_id": world["Marco"].id, "recipient_name": "Marco"}
        share(trajectory_id=trajectory, recipient="line_manager", sentences=("in_contact",), by=code, at=at, **marco)


def _others(world: World) -> None:
    """What no move makes: a file at hand, a session, figures, counts; and Lies leaves tomorrow."""
    here, lies = world.organisation_id, world["Lies"]
    session_cookie(world["Yara"])
    run = {"state": "uploaded", "progress": 0, "columns": [], "is_complete": False, "refusal": "", "sealed": b"x"}
    insert("people_importrun", id=uuid4(), organisation_id=here, data_key_id=uuid4(), gone_at=MORNING, **run)
    insert("account_emailaddress", email=lies.mail, verified=True, **{'"primary"': True}, user_id=lies.account_id)
    factor = {"type": "totp", "data": "{}", "created_at": MORNING}
    insert("mfa_authenticator", user_id=lies.account_id, **factor)
    figure = {"half_year": "2026H1", "division_name": "", "measure": "asked", "rounded": 10}
    insert("disclosure_publishedfigure", id=uuid4(), organisation_id=here, **figure)
    insert("private.spent_token", token=uuid4().bytes, organisation_id=here, half_year="2026H2")
    with as_(world.job("night")):
        tally(here, half_year(MORNING.date()), {(None, "asked"): 1})
    with as_(world.job()) as at:
        log.seal(here, at=at)
    fetch("update people_person set leaves_on = %s where id = %s returning 1", MORNING.date(), lies.id)


@dataclass(frozen=True)
class Years:
    """What there was at first, and what was still there after so many nights."""

    at_first: Rows
    after: dict[int, Rows]


@pytest.fixture(scope="module")
def years() -> Iterator[Years]:
    """Five and a half years, night by night where something ends."""
    clock = Clock()
    clock.stand_at(MORNING)
    world = make_world()
    everything(world)
    at_first, after = rows(world), {}
    for days in NIGHTS:
        clock.stand_at(MORNING + timedelta(days=days))
        night(world)
        after[days] = {table: kept & at_first[table] for table, kept in rows(world).items()}
    yield Years(at_first, after)
    clock.reset()


def night(world: World) -> None:
    """The round of a night, as the worker does it."""
    with in_the_worker():
        run_round(world.organisation_id, [*SWEEPS, *NIGHTLY], "night")


def test_every_table_has_a_term_or_lasts_as_its_model_says() -> None:
    said = {model._meta.db_table: model.Privacy.retention.en for model in ours()}
    assert set(said) == {*TERMS, *LASTING, *AT_HOME}, "give a new table a term, and rows in `everything`"
    terms = {table: term.says for table, term in TERMS.items()} | LASTING
    terms |= {table: words for table, (words, _test) in AT_HOME.items()}
    assert {table: text for table, text in said.items() if terms[table] not in text} == {}


@pytest.mark.parametrize("table", [*TERMS, *OF_OTHERS])
def test_what_is_promised_to_be_gone_is_gone(years: Years, table: str) -> None:
    """The control is the first line: it was there, so its absence says something."""
    assert years.at_first[table], f"nothing in {table} at first: this would prove nothing"
    term = TERMS[table].days if table in TERMS else OF_OTHERS[table]
    assert years.after[term][table] == set()


def test_what_may_still_be_there_is_still_there(years: Years) -> None:
    """A clock that goes too fast would empty everything and prove nothing."""
    assert years.after[12]["mail_outboxmail"] and years.after[90]["support_sharing"]
    assert years.after[150]["support_trajectory"]
    assert years.after[300]["audit_accessline"] and years.after[368]["disclosure_publishedfigure"]


def test_within_a_day_after_stopping_the_request_and_its_key_are_gone(clock: Clock) -> None:
    clock.stand_at(MORNING)
    world = make_world()
    life = Life(world)
    for move in ["ask", "match", "accept", "hold", "stop"]:
        life.move(move)
    here = "where organisation_id = %s"
    assert fetch(f"select 1 from keys_datakey {here} and holder = %s", world.organisation_id, life.latest)
    clock.stand_at(MORNING + timedelta(days=1))
    night(world)
    assert fetch(f"select 1 from support_trajectory {here}", world.organisation_id) == []
    assert fetch(f"select 1 from keys_datakey {here} and holder = %s", world.organisation_id, life.latest) == []


def test_a_table_that_keeps_its_rows_is_noticed(clock: Clock) -> None:
    """The control: without the work of its context, what is over stays, and the same look sees it."""
    clock.stand_at(MORNING)
    world = make_world()
    insert(
        "support_notice",
        id=uuid4(),
        organisation_id=world.organisation_id,
        supporter_id=world["Noor"].id,
        spoken_name="stille appel",
        gone_on=MORNING.date(),
    )
    clock.stand_at(MORNING + timedelta(days=9))
    without = [work for work in SWEEPS if work.__module__ != "kring.support.actions.sweep_support"]
    with in_the_worker():
        run_round(world.organisation_id, without, "night")
    kept = "select 1 from support_notice where organisation_id = %s"
    assert fetch(kept, world.organisation_id)
    night(world)
    assert fetch(kept, world.organisation_id) == []
