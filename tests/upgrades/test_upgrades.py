"""What people had in an earlier release is there in this one: its dump is restored, migrated and used."""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta

import psycopg
import pytest
from django.conf import settings as loaded
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.test import Client

from kring.foundation.accounts.models import Account
from kring.foundation.accounts.sessions import SessionStore
from kring.foundation.actor import Actor
from kring.foundation.audit import log
from kring.foundation.database.roles import clone_database
from kring.foundation.jobs import NIGHTLY, SWEEPS, run_round
from kring.foundation.testing import as_, fetch, in_the_worker
from tests.baddays.installation import Installation, empty, living_in
from tests.upgrades.release import Facts, bring_back, facts_of, releases, rows_per_table


@pytest.fixture(scope="module", params=releases())
def upgraded(request: pytest.FixtureRequest) -> Iterator[tuple[Installation, Facts]]:
    """A release, restored and migrated by the real command."""
    release = request.param
    with empty("upgraded") as there:
        bring_back(there, release, there.environ())
        done = there.kring("migrate", "--no-input", "--verbosity=0")
        assert done.returncode == 0, done.stderr
        yield there, facts_of(release)


@pytest.fixture
def inside(upgraded: tuple[Installation, Facts]) -> Iterator[Facts]:
    there, facts = upgraded
    with living_in(there, facts.moment + timedelta(minutes=5)):
        yield facts


def as_somebody(facts: Facts, key: str, host: str = "localhost") -> Client:
    """A browser in which somebody of the release is signed in."""
    client = Client(SERVER_NAME=host)
    client.cookies[loaded.SESSION_COOKIE_NAME] = _session(facts.accounts[key])
    return client


def _session(account: str) -> str:
    ((organisation,),) = fetch("select organisation_id from people_person where account_id = %s", account)
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: account,
            BACKEND_SESSION_KEY: loaded.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: Account.objects.get(pk=account).get_session_auth_hash(),
            "organisation": str(organisation),
            "second_factor": True,
        }
    )
    session.save()
    assert session.session_key is not None
    return session.session_key


def text_of(client: Client, path: str) -> str:
    response = client.get(path, follow=True)
    assert response.status_code == 200, path
    return re.sub(r"\s+", " ", response.content.decode())


def test_not_one_row_got_lost(upgraded: tuple[Installation, Facts]) -> None:
    """Migrations may add; what a release held is still there. A table that goes on purpose is named here."""
    there, facts = upgraded
    now = rows_per_table(there.superuser)
    assert {name: rows for name, rows in facts.rows.items() if now.get(name, -1) < rows} == {}


def test_whoever_asked_comes_back_with_the_code(inside: Facts) -> None:
    client = Client(SERVER_NAME="localhost")
    page = client.post("/mijn/code/", {"code": inside.code}, follow=True).content.decode()
    assert inside.spoken_name in page


def test_who_supports_still_reads_name_and_address(inside: Facts) -> None:
    noor = as_somebody(inside, "noor")
    ((trajectory,),) = fetch(
        "select t.id from support_trajectory t join people_person p on p.id = t.supporter_id"
        " where p.account_id = %s and t.state = 'active'",
        inside.accounts["noor"],
    )
    assert "yara@thuis.example" in text_of(noor, f"/gesprekken/{trajectory}/")


@pytest.mark.parametrize(
    ("who", "host", "path", "words"),
    [
        ("yara", "localhost", "/mijn/", "Noor Bakker"),
        ("els", "other.localhost", "/gesprekken/", "Els"),
        ("marco", "localhost", "/mijn-team/", "Yara"),
        ("petra", "localhost", "/coordinatie/", "Petra"),
        ("petra", "localhost", "/coordinatie/", "{stuck}"),
        ("hanna", "localhost", "/cijfers/", "2026"),
        ("anton", "localhost", "/beheer/", "Anton"),
        ("anton", "localhost", "/beheer/mensen/", "Anton"),
        ("yara", "localhost", "/gegevens/", "Noor"),
        ("sam", "localhost", "/gesprekken/", "Sam"),
    ],
)
def test_pages_work_and_know_what_was_there(inside: Facts, who: str, host: str, path: str, words: str) -> None:
    ((stuck,),) = fetch(
        "select w.spoken_name from support_workitem w join tenancy_organisation o on o.id = w.organisation_id"
        " where o.host = %s order by w.since limit 1",
        host,
    )
    assert words.format(stuck=stuck).casefold() in text_of(as_somebody(inside, who, host), path).casefold()


def test_the_log_still_fits_its_seals_and_goes_on(inside: Facts) -> None:
    for (organisation,) in fetch("select id from tenancy_organisation"):
        job = Actor("job", organisation, roles=frozenset({"night"}))
        with in_the_worker():
            run_round(organisation, [*SWEEPS, *NIGHTLY], "night")
        with as_(job):
            assert log.broken_seals(organisation) == []


def test_somebody_asks_and_is_heard(inside: Facts) -> None:
    ((before,),) = fetch("select count(*) from support_trajectory")
    client = Client(SERVER_NAME="localhost")
    form = client.get("/praten/").content.decode()
    token = re.search(r'name="token" value="([^"]+)"', form)
    assert token is not None
    asked = {"name": "Bo", "channel": "call", "address": "06 12 34 56 78", "windows": "day", "token": token[1]}
    assert client.post("/praten/", asked).status_code == 302
    assert fetch("select count(*) from support_trajectory") == [(before + 1,)]


# --- and a migration that breaks something is noticed ------------------------------------------------------------


def test_a_migration_that_only_works_on_an_empty_database_is_noticed() -> None:
    """The mistake that every other test overlooks: on fresh tables it works, on tables with rows it does not."""
    broken = {"DJANGO_SETTINGS_MODULE": "tests.upgrades.broken_settings"}
    with empty("broken") as there:
        bring_back(there, releases()[0], there.environ())
        done = there.kring("migrate", "--no-input", "--verbosity=0", **broken)
        assert done.returncode != 0
        assert "contains null values" in done.stderr


@pytest.mark.parametrize(
    ("harm", "check"),
    [
        ("delete from support_conversation", test_not_one_row_got_lost),
        ("delete from private.counter", test_not_one_row_got_lost),
        ("update support_trajectory set code_hash = sha256(code_hash)", test_whoever_asked_comes_back_with_the_code),
        (
            "update keys_datakey set epoch = 1",
            test_who_supports_still_reads_name_and_address,
        ),
        (
            "update audit_accessline set actor = 'person:moved' where sealed_in is not null",
            test_the_log_still_fits_its_seals_and_goes_on,
        ),
    ],
)
def test_a_migration_that_harms_what_people_had_is_noticed(
    upgraded: tuple[Installation, Facts], harm: str, check: Callable[..., None]
) -> None:
    there, facts = upgraded
    with empty("harmed") as copy:
        clone_database(copy.server.superuser_address(), there.name, copy.name)
        shutil.copyfile(there.home / "keyring.json", copy.home / "keyring.json")
        with psycopg.connect(copy.superuser) as connection:
            connection.execute(harm)  # type: ignore[arg-type]
        moment = facts.moment + timedelta(minutes=5)
        with pytest.raises(AssertionError), living_in(copy, moment):
            check((copy, facts) if check is test_not_one_row_got_lost else facts)
