"""
Counting an attempt does not wait for the disk, and so does not let the next from the same address wait for it.

A whole hospital may share one address, and its attempts are one row. A crash forgets at most the counts of its last
second, never what somebody asked.
"""

from django.db import migrations

COUNT = r"""
create or replace function private.attempt(tried bytea, budget integer, span_seconds integer) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    this timestamptz := to_timestamp(floor(extract(epoch from now()) / span_seconds) * span_seconds);
    counted integer;
begin
    perform set_config('synchronous_commit', 'off', true);
    delete from private.attempt where span < now() - interval '2 hours';
    insert into private.attempt values (tried, this, 1)
        on conflict (key, span) do update set tries = attempt.tries + 1 returning tries into counted;
    return counted <= budget;
end $$;
"""
UNDO = COUNT.replace("    perform set_config('synchronous_commit', 'off', true);\n", "")


class Migration(migrations.Migration):
    dependencies = [("database", "0001_context")]
    operations = [migrations.RunSQL(COUNT, UNDO)]
