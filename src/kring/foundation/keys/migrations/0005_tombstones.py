"""What was deleted is noted in the same transaction, until the worker moved it out of the database (ADR 10)."""

from django.db import migrations

TOMBSTONES = r"""
create table private.tombstone (mark bytea not null);

-- Of each deleted row a mark that says nothing: the name of its table and its random id, hashed.
create function private.bury() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    execute format(
        'insert into private.tombstone select sha256(convert_to(%L || %I::text, ''UTF8'')) from gone',
        'kring|' || tg_table_name || '|', tg_argv[0]
    );
    return null;
end $$;

-- Hand them over; they are gone from here when the caller commits.
create function private.take_tombstones() returns setof bytea
language sql security definer set search_path = pg_catalog, pg_temp as $$
    delete from private.tombstone returning mark
$$;
revoke all on function private.bury(), private.take_tombstones() from public;
grant execute on function private.take_tombstones() to kring_worker;

-- Counts of attempts say nothing after two hours; a round forgets them, also when nobody tries any more.
create function private.forget_attempts() returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
    delete from private.attempt where span < now() - interval '2 hours'
$$;
revoke all on function private.forget_attempts() from public;
grant execute on function private.forget_attempts() to kring_worker;
"""
UNDO = """
drop function private.forget_attempts();
drop function private.take_tombstones();
drop function private.bury() cascade;
drop table private.tombstone;
"""


class Migration(migrations.Migration):
    dependencies = [("keys", "0004_by_id_only")]
    operations = [migrations.RunSQL(TOMBSTONES, UNDO)]
