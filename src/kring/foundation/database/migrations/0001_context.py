"""The schema `private`: the sealed context, the clock, the budget of attempts, and the cache table."""

from django.db import migrations

CONTEXT = r"""
create table private.context_key (
    one boolean primary key default true check (one),
    inner_key bytea not null,
    outer_key bytea not null
);

-- The context of this transaction, or null when there is none, it is forged, or it is over.
create function private.ctx() returns text[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    parts text[] := string_to_array(nullif(current_setting('kring.ctx', true), ''), '|');
    sealing private.context_key;
begin
    if parts is null or cardinality(parts) <> 7 then return null; end if;
    select * into sealing from private.context_key;
    if not found then return null; end if;
    if encode(sha256(sealing.outer_key || sha256(sealing.inner_key
        || convert_to(array_to_string(parts[1:6], '|'), 'UTF8'))), 'hex') <> parts[7] then
        return null;
    end if;
    if parts[6]::bigint < extract(epoch from clock_timestamp()) then return null; end if;
    return parts;
end $$;

create function private.kind() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select (private.ctx())[1] $$;

create function private.org() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select (private.ctx())[2]::uuid $$;

create function private.subject() returns uuid
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select (private.ctx())[3]::uuid $$;

-- Null instead of empty, so that a missing tag equals nothing.
create function private.tag() returns text
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select nullif((private.ctx())[4], '') $$;

create function private.has(role text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp
as $$ select role = any(string_to_array((private.ctx())[5], ',')) $$;

-- The one clock. Test databases put another function in its place.
create function private.clock() returns timestamptz
language sql stable set search_path = pg_catalog, pg_temp as $$ select now() $$;
"""

ATTEMPTS = r"""
create table private.attempt (
    key bytea not null,
    span timestamptz not null,
    tries integer not null,
    primary key (key, span)
);

-- Count one try and say whether it is within the budget of this span. The key is an HMAC, never an address.
create function private.attempt(tried bytea, budget integer, span_seconds integer) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    this timestamptz := to_timestamp(floor(extract(epoch from now()) / span_seconds) * span_seconds);
    counted integer;
begin
    delete from private.attempt where span < now() - interval '2 hours';
    insert into private.attempt values (tried, this, 1)
        on conflict (key, span) do update set tries = attempt.tries + 1 returning tries into counted;
    return counted <= budget;
end $$;
"""

CACHE = """
create table kring_cache (
    cache_key varchar(255) primary key, value text not null, expires timestamptz not null
);
create index kring_cache_expires on kring_cache (expires);
revoke all on kring_cache from public;
grant select, insert, update, delete on kring_cache to kring_web, kring_worker;
"""

GRANTS = """
revoke all on all functions in schema private from public;
grant usage on schema private to kring_web, kring_worker;
grant execute on function private.kind(), private.org(), private.subject(), private.tag(), private.has(text),
    private.clock() to kring_web, kring_worker;
grant execute on function private.attempt(bytea, integer, integer) to kring_web;
"""

UNDO = "drop table kring_cache; drop schema private cascade; create schema private"


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(CONTEXT, UNDO),
        migrations.RunSQL(ATTEMPTS, migrations.RunSQL.noop),
        migrations.RunSQL(CACHE, migrations.RunSQL.noop),
        migrations.RunSQL(GRANTS, migrations.RunSQL.noop),
    ]
