"""
Whoever opens a key names it: the rows of the keys cannot be listed any more.

A list of keys told, to an injection on any page, how much is sealed in the organisation and since which day. The id
of a key stands in the row it seals; who may read that row may open it.
"""

from django.db import migrations

NARROW = """
drop policy datakey_2_web_select on keys_datakey;
create policy datakey_holder_web_select on keys_datakey for select to kring_web using (
    organisation_id = (select private.org())
    and (select private.kind()) in ('process', 'code', 'guest')
    and holder = (select private.subject())
);

create function private.data_keys(asked uuid[])
returns table (id uuid, organisation_id uuid, epoch integer, wrapped bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select known.id, known.organisation_id, known.epoch, known.wrapped from public.keys_datakey known
    where known.id = any(asked) and known.organisation_id = private.org() and private.kind() <> 'public'
$$;
revoke all on function private.data_keys(uuid[]) from public;
grant execute on function private.data_keys(uuid[]) to kring_web, kring_worker;
"""
WIDEN = """
drop function private.data_keys(uuid[]);
drop policy datakey_holder_web_select on keys_datakey;
create policy datakey_2_web_select on keys_datakey for select to kring_web using (
    organisation_id = (select private.org()) and (select private.kind()) <> 'public'
);
"""


class Migration(migrations.Migration):
    dependencies = [("keys", "0003_holder")]
    operations = [migrations.RunSQL(NARROW, WIDEN)]
