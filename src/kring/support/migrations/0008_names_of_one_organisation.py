from django.db import migrations

# The same names as before, of the same people. Without the organisation of the role, PostgreSQL looked through the
# roles of every organisation for them: longer for each hospital that joins, on the page of asking among others.
NAMES = """
create or replace function private.{plural}() returns table (id uuid, name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select person.id, person.name
    from public.people_person person
    join public.people_personrole held
        on held.person_id = person.id and held.organisation_id = person.organisation_id
    where person.organisation_id = (select private.org()) and held.organisation_id = (select private.org())
        and held.role = '{role}' and held.confirmed_by is not null
        and (person.left_on is null or person.left_on > private.clock()::date)
    order by person.name, person.id
$$;
"""
BEFORE = """
create or replace function private.{plural}() returns table (id uuid, name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select person.id, person.name
    from public.people_person person
    join public.people_personrole held on held.person_id = person.id
    where person.organisation_id = private.org()
        and held.role = '{role}' and held.confirmed_by is not null
        and (person.left_on is null or person.left_on > private.clock()::date)
    order by person.name, person.id
$$;
"""
BOTH = [{"plural": "coordinators", "role": "coordinator"}, {"plural": "trainers", "role": "trainer"}]


class Migration(migrations.Migration):
    dependencies = [("support", "0007_a_moment_is_told"), ("people", "0001_initial")]
    operations = [migrations.RunSQL(NAMES.format(**one), BEFORE.format(**one)) for one in BOTH]
