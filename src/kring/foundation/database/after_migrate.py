"""What follows every migration: the context's key, and grants on tables that other packages made."""

from typing import Any

from django.db import connections

from kring.foundation.keys.keyring import keyring

_BLOCK = 64  # bytes; of SHA-256, for HMAC

# Packages make their own tables; what the two roles may do with them is said here, table by table. The web adds jobs
# and cannot read them: which job waits for which organisation tells that somebody asked.
_OF_OTHERS = {
    "django_migrations": {"web": "select", "worker": "select"},
    "django_content_type": {"web": "select", "worker": "select"},
    "account_emailaddress": {"web": "select, insert, update, delete"},
    "account_emailconfirmation": {"web": "select, insert, update, delete"},
    "mfa_authenticator": {"web": "select, insert, update, delete"},
    "procrastinate_jobs": {"web": "select (id), insert", "worker": "select, insert, update, delete"},
    "procrastinate_events": {"web": "insert", "worker": "select, insert, update, delete"},
    "procrastinate_workers": {"worker": "select, insert, update, delete", "web": "select"},
    "procrastinate_periodic_defers": {"worker": "select, insert, update, delete"},
}

# New functions belong to their owner alone. The web adds jobs to the queue, the worker does the rest.
_QUEUE = """
select oid::regprocedure::text, proname like '%%defer_jobs%%' from pg_proc
where pronamespace = 'public'::regnamespace and prorettype <> 'trigger'::regtype
  and proname like 'procrastinate%%'
"""


# Rows with a random id leave a tombstone. Sessions do not: a restore ends them all.
_WITHOUT_TOMBSTONE = """
select c.oid::regclass::text, a.attname from pg_class c
join pg_namespace n on n.oid = c.relnamespace and n.nspname in ('public', 'shared')
join pg_index i on i.indrelid = c.oid and i.indisprimary and i.indnatts = 1
join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] and a.atttypid = 'uuid'::regtype
where c.relkind = 'r' and c.relname <> 'accounts_session'
  and not exists(select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'bury')
"""


def prepare(sender: Any, using: str, **kwargs: Any) -> None:
    """Write the key of the context and grant what is listed; the same every time."""
    key = keyring().secret("context").ljust(_BLOCK, b"\0")
    inner, outer = bytes(b ^ 0x36 for b in key), bytes(b ^ 0x5C for b in key)
    with connections[using].cursor() as cursor:
        cursor.execute("select to_regclass('private.context_key') is not null")
        if not cursor.fetchone()[0]:
            return
        cursor.execute(
            "insert into private.context_key (inner_key, outer_key) values (%s, %s) on conflict (one)"
            " do update set inner_key = excluded.inner_key, outer_key = excluded.outer_key",
            [inner, outer],
        )
        for table, grants in _OF_OTHERS.items():
            cursor.execute("select to_regclass(%s) is not null", [table])
            if cursor.fetchone()[0]:
                cursor.execute(f"revoke all on {table} from kring_web, kring_worker")
                for role, commands in grants.items():
                    cursor.execute(f"grant {commands} on {table} to kring_{role}")
        cursor.execute("grant usage on all sequences in schema public to kring_web, kring_worker")
        _grant_queue(cursor)
        _bury_what_is_deleted(cursor)


def _grant_queue(cursor: Any) -> None:
    cursor.execute(_QUEUE, [])
    for function, adds in cursor.fetchall():
        cursor.execute(f"grant execute on function {function} to kring_worker")
        if adds:
            cursor.execute(f"grant execute on function {function} to kring_web")


def _bury_what_is_deleted(cursor: Any) -> None:
    """Give every table with random ids the trigger that leaves tombstones (ADR 10)."""
    cursor.execute("select to_regprocedure('private.bury()') is not null")
    if not cursor.fetchone()[0]:
        return
    cursor.execute(_WITHOUT_TOMBSTONE)
    for table, column in cursor.fetchall():
        cursor.execute(
            f"create trigger bury after delete on {table} referencing old table as gone"
            f" for each statement execute function private.bury('{column}')"
        )
