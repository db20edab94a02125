from django.db import migrations

# The only way to this column from the web: a coordinator, about somebody else here.
SET_TRAINING = r"""
create function private.set_training(supporter uuid, until date) returns boolean
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update public.supporters_supporter set trained_until = until
    where id = supporter and organisation_id = private.org() and private.kind() = 'web'
      and private.has('coordinator') and id <> private.subject();
    return found;
end $$;
revoke all on function private.set_training(uuid, date) from public;
grant execute on function private.set_training(uuid, date) to kring_web;
"""


class Migration(migrations.Migration):
    dependencies = [("supporters", "0001_initial")]
    operations = [migrations.RunSQL(SET_TRAINING, "drop function private.set_training(uuid, date)")]
