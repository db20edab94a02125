from django.db import migrations

# Whoever asks may leave a coordinator out (decision 15), so their names stand on the page: no other column, no one else.
COORDINATORS = """
create function private.coordinators() returns table (id uuid, name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select person.id, person.name
    from public.people_person person
    join public.people_personrole held on held.person_id = person.id
    where person.organisation_id = private.org()
        and held.role = 'coordinator' and held.confirmed_by is not null
        and (person.left_on is null or person.left_on > private.clock()::date)
    order by person.name, person.id
$$;
revoke all on function private.coordinators() from public;
grant execute on function private.coordinators() to kring_web;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("support", "0001_initial"),
        ("people", "0001_initial"),
    ]
    operations = [migrations.RunSQL(COORDINATORS, "drop function private.coordinators()")]
