"""
Whether something exists may not be asked in a roundabout way: by a key that is taken, a reference, a number that
counts on, a text, a size, or the work that an answer takes.

Time itself is noise on a shared machine. What is compared is the work behind it: which questions the database was
asked, and how many rows it touched. `bench` measures the time.
"""

import secrets
from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import psycopg
import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from psycopg import sql

from kring.events.tests.making import SITE, YARA, letters_to, name, reported, token_of
from kring.foundation.keys.lookup import fresh_code, fresh_token
from kring.foundation.testing import Clock, World, as_, fetch, make_world
from kring.foundation.testing_http import sign_in
from tests.proof.lives import Life
from tests.proof.watching import counted, plain

# Every unique key that a web role can run into, and why a refusal tells nothing to whoever tries.
UNIQUE = {
    "accounts_account_email_key": "logins are made by administrators only; the page for a new password does not tell",
    "account_emailaddress_user_id_email_": "the login's own",
    "audit_accessseal": "seals are the worker's",
    "events_event_here_hash_key": "an HMAC of 128 random bits",
    "events_event_page_hash_key": "an HMAC of 128 random bits; the same form twice is one event",
    "events_offeranswer_link_hash_key": "an HMAC of 128 random bits",
    "offeredcolleague_each_time_once": "met inside a savepoint; the sender gets the same page (tested below)",
    "offeredonce_each_time_once": "met inside a savepoint; the reporter gets the same page (tested below)",
    "teamreminder_once_a_day": "a manager's own",
    "person_once_per_login": "for administrators, who see every login",
    "personrole_once": "for administrators, who see every role",
    "unit_once_per_source": "the worker's",
    "importmapping": "for administrators, about nobody",
    "importrun": "for administrators, about nobody",
    "conversation_once_per_number": "only with authority over that one trajectory",
    "proposal_one_open_at_a_time": "only with authority over that one trajectory",
    "reveal_asked_once": "two coordinators, who may know it",
    "workitem_once": "only with authority over that one trajectory",
    "support_trajectory_code_hash_key": "an HMAC of 53 random bits with a key outside the database",
    "support_trajectory_form_hash_key": "an HMAC of 128 random bits; the same form twice is one request",
    "tenancy_organisation_host_key": "nobody on the web makes organisations",
    "answer_once_per_requirement": "how the organisation answers, about nobody",
    "experience_once": "one experience for each group, situation and half-year of the house; about nobody",
    "reply_counts_once": "an adviser's own answers, of whoever holds the link only",
    "inquiries_invitation_": "HMACs of a link, a reminder and a form, each random",
    "healthcheck_once": "the house's own, about nobody",
    "owntext_": "the house's own texts, about nobody",
    "providertext_once": "for who keeps the signpost",
    "referral_codepool_provider_id_key": "bought codes, for administrators",
    "referral_contactrequest_": "HMACs of a code, a link and a form, each random",
    "account_emailconfirmation_key_key": "never filled",
    "unique_verified_email": "the login's own",
    "unique_primary_email": "the login's own",
    "unique_authenticator_type": "the login's own",
    "_same_org": "(organisation, id): what a second, composite key refers to",
}
_UNIQUE = """
select c.conname from pg_constraint c join pg_class t on t.oid = c.conrelid
join pg_namespace n on n.oid = t.relnamespace
where c.contype = 'u' and n.nspname in ('public', 'shared')
  and (has_table_privilege('kring_web', t.oid, 'insert') or has_any_column_privilege('kring_web', t.oid, 'update'))
union select i.relname from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
join pg_namespace n on n.oid = t.relnamespace
where x.indisunique and not x.indisprimary and n.nspname in ('public', 'shared')
  and has_table_privilege('kring_web', t.oid, 'insert')
"""


def test_every_unique_key_in_reach_of_the_web_is_listed_with_its_reason() -> None:
    found = {str(key) for (key,) in fetch(_UNIQUE) if not str(key).startswith(("procrastinate", "auth_", "django_"))}
    assert {key for key in found if not any(listed in key for listed in UNIQUE)} == set(), "does it tell anything?"
    assert {listed for listed in UNIQUE if not any(listed in key for key in found)} <= LESS_THAN_ALL


LESS_THAN_ALL = {"audit_accessseal", "importmapping", "importrun", "personrole_once", "_same_org"}
"""Listed for when the web could reach them."""


def test_no_unique_key_and_no_reference_holds_a_person_who_is_supported() -> None:
    """No key of support says anything of a person, and none refers to one."""
    columns = """
    select t.relname, a.attname from pg_constraint c join pg_class t on t.oid = c.conrelid
    join pg_attribute a on a.attrelid = t.oid and a.attnum = any(c.conkey)
    where c.contype in ('u', 'f') and t.relname like 'support\\_%%'
    """
    found = {column for _table, column in fetch(columns)}
    assert found <= {"organisation_id", "trajectory_id", "number", "code_hash", "form_hash", "kind", "id"}


# --- references and identifiers --------------------------------------------------------------------------


def test_no_number_that_counts_on_reaches_a_page_or_a_table_of_people() -> None:
    serial = (
        "select table_name, column_name from information_schema.columns where table_schema in ('public', 'shared')"
    )
    found = fetch(serial + " and (column_default like 'nextval%%' or is_identity = 'YES')")
    assert {table for table, _column in found} <= {
        *(
            "account_emailaddress",
            "account_emailconfirmation",
            "auth_group",
            "auth_group_permissions",
            "auth_permission",
        ),
        *("django_content_type", "django_migrations", "mfa_authenticator"),
        *("procrastinate_events", "procrastinate_jobs", "procrastinate_periodic_defers", "procrastinate_workers"),
    }


@pytest.mark.parametrize("sequence", ["procrastinate_jobs_id_seq", "mfa_authenticator_id_seq"])
def test_how_far_a_counter_is_cannot_be_read(world: World, sequence: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege), as_(world["Hanna"].actor):
        psycopg.Cursor(connection.connection).execute(
            sql.SQL("select last_value from {}").format(sql.Identifier(sequence))
        )


def test_a_row_that_refers_to_somebody_elses_support_is_refused_alike(world: World) -> None:
    """An injection makes a question for a supporter, about a trajectory that is there, and one that never was."""
    life = Life(world)
    life.move("ask")
    said = {_refused(world, trajectory) for trajectory in (life.latest, uuid4())}
    assert len(said) == 1


def _refused(world: World, trajectory: UUID) -> str:
    statement = (
        "insert into support_workitem"
        " (id, organisation_id, trajectory_id, kind, spoken_name, hidden_from, since, due_at)"
        " values (gen_random_uuid(), %s, %s, 'overdue', 'x', '{}', now(), now())"
    )
    with pytest.raises(psycopg.Error) as problem, as_(world["Marco"].actor):
        psycopg.Cursor(connection.connection).execute(statement, [world.organisation_id, trajectory])
    return str(problem.value).replace(str(trajectory), "key")


# --- codes and links: wrong, over, of elsewhere and never there are one and the same ---------------------


def answer(world: World, path: str, typed: dict[str, str] | None, browser: Client | None = None) -> tuple[str, ...]:
    """Everything that comes back, and the work it took."""
    browser = browser or Client(SERVER_NAME=world.host, REMOTE_ADDR=f"192.0.2.{secrets.randbelow(250)}")
    Client(SERVER_NAME=world.host).get("/")  # what a process keeps of an organisation, it asks once
    with counted() as asked:
        response = browser.post(path, typed) if typed is not None else browser.get(path)
    body = response.content.decode()
    for value in (path, *(typed or {}).values()):
        body = body.replace(value, "typed")
    body = plain(body, world)
    shown = {key: value.replace(path, "path") for key, value in response.headers.items()}
    for moving in ("Content-Length", "Expires", "Last-Modified"):
        shown.pop(moving, None)
    cookies = sorted(set(response.cookies) - {django_settings.CSRF_COOKIE_NAME})
    return str(response.status_code), body, str(sorted(shown.items())), str(cookies), "\n".join(asked)


@pytest.fixture
def codes(world: World, clock: Clock) -> Iterator[dict[str, str]]:
    """Codes that open nothing, each for another reason."""
    from kring.support.tests.scenes import asked

    other = make_world()
    found = {"never was": fresh_code(), "of elsewhere": asked(other).code}
    for how in ("erase", "stop"):
        life = Life(world)
        receipt = asked(world)
        life.requests.append(receipt.trajectory_id)
        assert life.move(how)
        found[how] = receipt.code
    life.move("night")
    yield found


def test_a_code_that_is_wrong_over_or_of_elsewhere_gets_one_answer(world: World, codes: dict[str, str]) -> None:
    answers = {how: answer(world, "/mijn/code/", {"code": code}) for how, code in codes.items()}
    assert answers["never was"][0] == "422"
    assert {how for how, one in answers.items() if one != answers["never was"]} == set()


@pytest.mark.parametrize("opens", ["events:offer", "events:event", "events:here"])
def test_a_link_that_is_erased_or_never_was_gets_one_answer(world: World, opens: str) -> None:
    event = reported(world)
    name(event, YARA)
    token = token_of(next(letter for letter in letters_to(world) if "link" in letter["values"]))
    Life(world).move("erase offer")
    tokens = {"erased": token, "never was": fresh_token()}
    if opens != "events:offer":
        other = reported(make_world())
        tokens["erased"] = other.token
    answers = {answer(world, reverse(opens, args=[one]), None) for one in tokens.values()}
    assert len(answers) == 1


def test_guessing_codes_has_an_end_and_ends_alike_for_right_and_wrong(world: World) -> None:
    from kring.support.tests.scenes import asked

    right = asked(world).code
    browser = Client(SERVER_NAME=world.host, REMOTE_ADDR="192.0.2.251")
    for _ in range(10):
        browser.post("/mijn/code/", {"code": fresh_code()})
    late = {answer(world, "/mijn/code/", {"code": code}, browser) for code in (right, fresh_code())}
    assert len(late) == 1 and next(iter(late))[0] == "429"


def test_sixteen_digits_cannot_be_guessed_within_the_budget_of_all() -> None:
    """300 tries in ten minutes from everywhere together, 100,000 open requests, for six months."""
    tries = 300 * 6 * 24 * 184
    assert tries * 100_000 / 10**16 < 0.001


# --- the same answer whether or not somebody was asked before ---------------------------------------------


def test_who_asks_an_offer_cannot_tell_whether_somebody_had_one(world: World) -> None:
    typed = {"name": "Bo", "mail": "bo@voorbeeld.test", "show": "no", "own_name": ""}
    first, second = (answer(world, "/collega/aanbod/", typed)[:4] for _ in range(2))
    assert first == second and first[0] == "302"
    assert len(letters_to(world)) == 1


def test_who_names_colleagues_cannot_tell_whether_somebody_was_named(world: World) -> None:
    event = reported(world)
    page = reverse("events:event", args=[event.token])
    before = answer(world, page, None)[1]
    name(event, YARA)
    once = answer(world, page, None)[1]
    name(event, YARA)
    assert answer(world, page, None)[1] == once
    assert SITE and before


def test_a_login_that_exists_and_one_that_does_not_take_the_same_answer(world: World) -> None:
    """Signing in, and asking for a new password: what comes back is the same."""
    for path, typed in (
        ("/inloggen/", {"login": "{}", "password": "een andere lange zin"}),
        ("/inloggen/wachtwoord/", {"email": "{}"}),
    ):
        real, nobody = world["Yara"].mail, f"niemand-{secrets.token_hex(4)}@voorbeeld.test"
        answers = []
        for address in (real, nobody):
            sent = {key: value.format(address) for key, value in typed.items()}
            answers.append(answer(world, path, sent)[:4])
        assert answers[0] == answers[1], path


# --- counts and sizes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["Marco", "Hanna", "Anton"])
def test_what_the_database_knows_of_its_own_tables_tells_no_number(world: World, who: str) -> None:
    """The planner's guesses are the whole database's, over all organisations; no count of this one can be had."""
    life = Life(world)
    counts: Callable[[], object] = lambda: _count(world, who)  # noqa: E731
    before = counts()
    for move in ["ask", "match", "accept", "ask"]:
        life.move(move)
    assert counts() == before


def _count(world: World, who: str) -> dict[str, int]:
    tables = ("support_trajectory", "support_proposal", "support_conversation", "support_workitem", "keys_datakey")
    with as_(world[who].actor):
        cursor = psycopg.Cursor(connection.connection)
        found = {}
        for table in tables:
            question = sql.SQL("select count(*) from {}").format(sql.Identifier(table))
            row = cursor.execute(question).fetchone()
            found[table] = int(row[0]) if row else -1
        return found


def test_a_coordinator_does_count_what_has_nobody_yet(world: World) -> None:
    """The control: the same count, for somebody who may."""
    before = _count(world, "Petra")
    Life(world).move("ask")
    assert _count(world, "Petra") != before


def test_a_page_that_answers_otherwise_is_noticed(world: World) -> None:
    """The control of `answer`: a code that is right is another answer. Even that takes the same work: one question."""
    from kring.support.tests.scenes import asked

    wrong, right = (answer(world, "/mijn/code/", {"code": code}) for code in (fresh_code(), asked(world).code))
    assert [one != other for one, other in zip(wrong, right, strict=True)] == [True, True, True, True, False]


def test_more_work_is_noticed(world: World) -> None:
    """The control of what `answer` says of work: a page with something on it asks more."""
    from kring.support.tests.scenes import asked

    code, browser = asked(world).code, Client(SERVER_NAME=world.host)
    nothing = answer(world, "/mijn/", None, browser)
    browser.post("/mijn/code/", {"code": code})
    assert answer(world, "/mijn/", None, browser)[4] != nothing[4]


def test_an_address_of_somebody_elses_support_takes_the_work_of_one_that_never_was(world: World) -> None:
    life = Life(world)
    for move in ["ask", "match", "accept"]:
        life.move(move)
    for who in ("Sam", "Marco"):
        browser = Client(SERVER_NAME=world.host)
        sign_in(browser, world[who])
        browser.get("/")
        paths = [f"/gesprekken/{one}/" for one in (life.latest, uuid4())]
        answers = {answer(world, path, None, browser) for path in paths}
        assert len(answers) == 1
