"""
What PostgreSQL's own catalogue says about the walls: who owns, who may, what is guarded.

Row-level security is the net under access.py, so nothing here trusts our own code.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from psycopg import sql

from kring.foundation.testing import World, make_world
from tests.access.probing import WEB, WORKER, Cursor, being, looking

RESTRICTED = [WEB, WORKER]

# Tables with an organisation and no policy for one of the two roles: that role has no business there.
ONE_SIDED = {"audit_accessseal": WORKER}

# Tables without an organisation, and exactly what the two roles may do there. Nobody else may do anything.
WITHOUT_ORGANISATION = {
    "account_emailaddress": "web: SELECT INSERT UPDATE DELETE",
    "account_emailconfirmation": "web: SELECT INSERT UPDATE DELETE",
    "accounts_account": "web: SELECT UPDATE INSERT",
    "accounts_session": "web: SELECT INSERT UPDATE DELETE, worker: SELECT DELETE",
    "auth_group": "",
    "auth_group_permissions": "",
    "auth_permission": "",
    "catalogue_entry": "web: SELECT, worker: SELECT INSERT UPDATE DELETE",
    "catalogue_facet": "web: SELECT, worker: SELECT INSERT UPDATE DELETE",
    "catalogue_word": "web: SELECT, worker: SELECT INSERT UPDATE DELETE",
    "django_content_type": "web: SELECT, worker: SELECT",
    "django_migrations": "web: SELECT, worker: SELECT",
    "experience": "web: SELECT, worker: SELECT INSERT UPDATE DELETE",
    "experience_estimate": "web: SELECT, worker: SELECT INSERT UPDATE DELETE",
    "guide_edition": "web: SELECT, worker: SELECT INSERT",
    "guide_item": "web: SELECT, worker: SELECT INSERT",
    "guide_order": "web: SELECT INSERT, worker: SELECT INSERT",
    "guide_paper": "web: SELECT, worker: SELECT INSERT UPDATE",
    "kring_cache": "web: SELECT INSERT UPDATE DELETE, worker: SELECT INSERT UPDATE DELETE",
    "mfa_authenticator": "web: SELECT INSERT UPDATE DELETE",
    "procrastinate_events": "web: INSERT, worker: SELECT INSERT UPDATE DELETE",
    "procrastinate_jobs": "web: INSERT, worker: SELECT INSERT UPDATE DELETE",
    "procrastinate_periodic_defers": "worker: SELECT INSERT UPDATE DELETE",
    "procrastinate_workers": "web: SELECT, worker: SELECT INSERT UPDATE DELETE",
    "tenancy_organisation": "web: SELECT, worker: SELECT",
}

IN_USE = "n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')"
TABLES = f"""
select c.relname, c.relrowsecurity,
    exists(select from pg_attribute a
        where a.attrelid = c.oid and a.attname = 'organisation_id' and not a.attisdropped)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and {IN_USE} and n.nspname <> 'private' order by 1
"""
GRANTS = """
select c.relname, acl.grantee::regrole::text, acl.privilege_type
from pg_class c join pg_namespace n on n.oid = c.relnamespace
cross join lateral aclexplode(c.relacl) acl
where n.nspname = any(%s) and c.relkind in ('r', 'p', 'v', 'm', 'f') and acl.grantee <> c.relowner
"""


@pytest.fixture
def cursor() -> Iterator[Cursor]:
    """Looks past every wall and leaves nothing behind."""
    with looking() as looker:
        yield looker


@pytest.fixture(scope="module")
def worlds() -> tuple[World, World]:
    """Two organisations."""
    return make_world(), make_world()


def column(cursor: Cursor, question: str, *values: Any) -> list[Any]:
    """The first column of an answer."""
    return [row[0] for row in cursor.execute(question, values or None).fetchall()]  # type: ignore[call-overload]


def unguarded(cursor: Cursor) -> list[str]:
    """Tenant tables that are not guarded as they should be, each with what is missing."""
    found = []
    policies = set(cursor.execute("select tablename, roles[1]::text from pg_policies").fetchall())
    for table, guarded, tenant in cursor.execute(TABLES).fetchall():
        if not tenant:
            continue
        if not guarded:
            found.append(f"{table}: row-level security is off")
        needed = [ONE_SIDED[table]] if table in ONE_SIDED else RESTRICTED
        found += [f"{table}: no policy for {role}" for role in needed if (table, role) not in policies]
    return found


def test_every_tenant_table_is_guarded_for_both_roles(cursor: Cursor) -> None:
    assert unguarded(cursor) == []


@pytest.mark.parametrize(
    "harm",
    [
        "alter table support_trajectory disable row level security",
        "do $$ declare p record; begin for p in select policyname from pg_policies"
        " where tablename = 'support_trajectory' and roles[1] = 'kring_web'"
        " loop execute format('drop policy %I on support_trajectory', p.policyname); end loop; end $$",
        "create table public.fresh (id uuid primary key, organisation_id uuid not null)",
    ],
)
def test_an_unguarded_table_is_noticed(cursor: Cursor, harm: str) -> None:
    cursor.execute(harm)  # type: ignore[call-overload]
    assert unguarded(cursor)


def test_tables_without_an_organisation_are_listed_with_their_grants(cursor: Cursor) -> None:
    tables = [name for name, _guarded, tenant in cursor.execute(TABLES).fetchall() if not tenant]
    granted: dict[str, dict[str, set[str]]] = {name: {} for name in tables}
    for table, grantee, privilege in cursor.execute(GRANTS, [["public", "shared"]]).fetchall():
        if table in granted:
            granted[table].setdefault(str(grantee), set()).add(str(privilege))
    listed = {
        name: {
            f"kring_{part.split(':')[0].strip()}": set(part.split(":")[1].split())
            for part in text.split(",")
            if part.strip()
        }
        for name, text in WITHOUT_ORGANISATION.items()
    }
    assert granted == listed


def policies_without_a_wall(cursor: Cursor) -> list[str]:
    """Policies for everyone, or that never ask for the organisation of the context."""
    question = """
    select policyname from pg_policies where schemaname in ('public', 'shared') and (
        not roles <@ array['kring_web', 'kring_worker']::name[]
        or coalesce(qual, 'private.org()') not like '%private.org()%'
        or coalesce(with_check, 'private.org()') not like '%private.org()%')
    """
    return column(cursor, question)


def test_every_policy_asks_for_the_organisation(cursor: Cursor) -> None:
    assert policies_without_a_wall(cursor) == []


@pytest.mark.parametrize("condition", ["using (true)", "using (id = (select private.subject()))"])
def test_a_policy_without_a_wall_is_noticed(cursor: Cursor, condition: str) -> None:
    name = column(cursor, "select policyname from pg_policies where tablename = 'people_unit' and cmd = 'SELECT'")[0]
    change = sql.SQL("alter policy {} on people_unit " + condition)  # type: ignore[operator]
    cursor.execute(change.format(sql.Identifier(name)))
    assert policies_without_a_wall(cursor) == [name]


def leaks(cursor: Cursor, here: World, elsewhere: World) -> dict[str, int]:
    """How many rows of one organisation somebody with every role in another one sees, by table."""
    somebody = elsewhere["Petra"].actor
    found = {}
    tables = [name for name, _guarded, tenant in cursor.execute(TABLES).fetchall() if tenant]
    for role, actor in ((WEB, somebody), (WORKER, elsewhere.job())):
        for table in tables:
            question = sql.SQL("select count(*) from {} where organisation_id = %s").format(sql.Identifier(table))
            with being(cursor, role, actor):
                may = cursor.execute("select has_table_privilege(%s, 'select')", [table]).fetchone()
                row = cursor.execute(question, [here.organisation_id]).fetchone() if may == (True,) else None
            if row and row[0]:
                found[f"{role} {table}"] = int(row[0])
    return found


def test_nobody_sees_rows_of_another_organisation(cursor: Cursor, worlds: tuple[World, World]) -> None:
    assert leaks(cursor, *worlds) == {}


@pytest.mark.parametrize("table", ["people_unit", "people_person", "supporters_supporter"])
def test_without_its_policy_a_table_leaks(cursor: Cursor, worlds: tuple[World, World], table: str) -> None:
    """The negative control: the same question, with one policy opened, finds rows."""
    question = "select policyname from pg_policies where tablename = %s and cmd = 'SELECT' and roles[1] = 'kring_web'"
    for name in column(cursor, question, table):
        change = sql.SQL("alter policy {} on {} using (true)")
        cursor.execute(change.format(sql.Identifier(name), sql.Identifier(table)))
    assert set(leaks(cursor, *worlds)) == {f"{WEB} {table}"}


def test_the_two_roles_own_nothing(cursor: Cursor) -> None:
    question = "select classid::regclass::text from pg_shdepend where refobjid = any(%s::regrole[]) and deptype = 'o'"
    assert column(cursor, question, RESTRICTED) == []


def test_the_two_roles_have_no_powers(cursor: Cursor) -> None:
    powers = """
    select rolname from pg_roles where rolname = any(%s)
    and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
    """
    members = "select roleid::regrole::text from pg_auth_members where member = any(%s::regrole[])"
    assert column(cursor, powers, RESTRICTED) == []
    assert column(cursor, members, RESTRICTED) == []


def test_the_owner_cannot_log_in(cursor: Cursor) -> None:
    assert column(cursor, "select rolcanlogin from pg_roles where rolname = 'kring_owner'") == [False]


def test_the_two_roles_make_nothing(cursor: Cursor) -> None:
    for role in RESTRICTED:
        schemas = f"select nspname from pg_namespace n where {IN_USE} and has_schema_privilege(%s, oid, 'create')"
        assert column(cursor, schemas, role) == []
        database = "select has_database_privilege(%s, current_database(), 'create, temporary')"
        assert column(cursor, database, role) == [False]


def test_nobody_may_empty_refer_or_hang_triggers(cursor: Cursor) -> None:
    harmless = {"SELECT", "INSERT", "UPDATE", "DELETE"}
    grants = cursor.execute(GRANTS, [["public", "shared", "private"]]).fetchall()
    assert [grant for grant in grants if grant[2] not in harmless] == []


def test_everyone_may_nothing(cursor: Cursor) -> None:
    """PUBLIC is every role there will ever be; a grant to it stands as '-'."""
    grants = cursor.execute(GRANTS, [["public", "shared", "private"]]).fetchall()
    assert [grant for grant in grants if grant[1] == "-"] == []


def test_nobody_may_touch_a_private_table(cursor: Cursor) -> None:
    assert cursor.execute(GRANTS, [["private"]]).fetchall() == []
    columns = """
    select attrelid::regclass::text from pg_attribute a join pg_class c on c.oid = a.attrelid
    join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'private' and a.attacl is not null
    """
    assert column(cursor, columns) == []


def loose_functions(cursor: Cursor) -> list[str]:
    """Functions of ours that run with the owner's rights, or stand in `private`, and are not closed as they should."""
    question = """
    select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'shared', 'private') and (n.nspname = 'private' or p.prosecdef) and (
        not coalesce(array_to_string(p.proconfig, ',') like '%search_path=pg_catalog, pg_temp%', false)
        or p.proacl is null
        or exists(select from aclexplode(p.proacl) acl where acl.grantee = 0))
    """
    return column(cursor, question)


def test_functions_with_borrowed_rights_are_closed(cursor: Cursor) -> None:
    assert loose_functions(cursor) == []


@pytest.mark.parametrize(
    "harm",
    [
        "alter function private.org() reset search_path",
        "grant execute on function private.organisations() to public",
        "create function public.open() returns int language sql security definer as 'select 1'",
    ],
)
def test_an_open_function_is_noticed(cursor: Cursor, harm: str) -> None:
    cursor.execute(harm)  # type: ignore[call-overload]
    assert len(loose_functions(cursor)) == 1


def test_there_are_no_views_that_borrow_rights(cursor: Cursor) -> None:
    question = f"""
    select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where {IN_USE} and (
        c.relkind in ('m', 'f')
        or c.relkind = 'v' and not coalesce(array_to_string(c.reloptions, ',') like '%security_invoker=%', false))
    """
    assert column(cursor, question) == []
