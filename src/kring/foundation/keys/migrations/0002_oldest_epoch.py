from django.db import migrations

OLDEST = r"""
-- The oldest day whose key something live still needs, over all organisations; a number and nothing else.
create function private.oldest_epoch() returns integer
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select min(epoch) from public.keys_datakey
$$;
revoke all on function private.oldest_epoch() from public;
grant execute on function private.oldest_epoch() to kring_worker;
"""


class Migration(migrations.Migration):
    dependencies = [("keys", "0001_initial")]
    operations = [migrations.RunSQL(OLDEST, "drop function private.oldest_epoch()")]
