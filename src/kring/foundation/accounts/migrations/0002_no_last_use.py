from django.db import migrations

# No trace of when a second factor was used (decision 30).
FORGET_USE = r"""
create function private.forget_use() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin new.last_used_at := null; return new; end $$;
create trigger forget_use before insert or update on public.mfa_authenticator
for each row execute function private.forget_use();
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial"), ("mfa", "0001_initial")]
    operations = [migrations.RunSQL(FORGET_USE, "drop function private.forget_use() cascade")]
