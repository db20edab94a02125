"""A web process must know whether somebody real is in this database, and may know nothing else of other organisations."""

from django.db import migrations

ONLY = r"""
create function private.only_demonstrations() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select not exists(select from public.tenancy_organisation where not is_demo)
$$;
revoke all on function private.only_demonstrations() from public;
grant execute on function private.only_demonstrations() to kring_web, kring_worker;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = [("tenancy", "0001_initial")]
    operations = [migrations.RunSQL(ONLY, "drop function private.only_demonstrations()")]
