from django.db import migrations

# Whoever chooses that a trainer hears something chooses who that is, so their names stand on the page.
TRAINERS = """
create function private.trainers() returns table (id uuid, name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select person.id, person.name
    from public.people_person person
    join public.people_personrole held on held.person_id = person.id
    where person.organisation_id = private.org()
        and held.role = 'trainer' and held.confirmed_by is not null
        and (person.left_on is null or person.left_on > private.clock()::date)
    order by person.name, person.id
$$;
revoke all on function private.trainers() from public;
grant execute on function private.trainers() to kring_web;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("support", "0004_left_out_coordinators_hear_nothing"),
        ("people", "0001_initial"),
    ]
    operations = [migrations.RunSQL(TRAINERS, "drop function private.trainers()")]
