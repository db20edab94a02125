"""Time in Kring never goes back: when the server's clock does, it stands still at the last moment that was kept."""

from django.db import migrations

KEPT = r"""
create table private.time_kept (
    one boolean primary key default true check (one),
    at timestamptz not null
);
insert into private.time_kept (at) values (now());

create or replace function private.clock() returns timestamptz
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select greatest(now(), (select at from private.time_kept)) $$;

-- Every minute, by the worker.
create function private.keep_time() returns void
language sql security definer set search_path = pg_catalog, pg_temp
as $$ update private.time_kept set at = now() where at < now() $$;

-- How far the server's clock is behind the last kept moment, in whole minutes, as seconds; 0 when all is well.
create function private.clock_behind() returns bigint
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select greatest(floor(extract(epoch from at - now()) / 60) * 60, 0)::bigint from private.time_kept $$;

revoke all on function private.keep_time(), private.clock_behind() from public;
grant execute on function private.keep_time() to kring_worker;
grant execute on function private.clock_behind() to kring_web, kring_worker;
"""

UNDO = r"""
drop function private.keep_time(), private.clock_behind();
create or replace function private.clock() returns timestamptz
language sql stable security invoker set search_path = pg_catalog, pg_temp as $$ select now() $$;
drop table private.time_kept;
"""


class Migration(migrations.Migration):
    dependencies = [("database", "0002_attempts_do_not_wait")]
    operations = [migrations.RunSQL(KEPT, UNDO)]
