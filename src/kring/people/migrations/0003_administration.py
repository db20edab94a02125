from django.db import migrations, models

# Administrators see who works here and who holds which role; coordinators see who is proposed as supporter.
# Whoever confirms is another than who proposed, and neither is the one it is about; the database sees to that too.
POLICIES = r"""
create policy person_administrator_select on people_person for select to kring_web using (
    organisation_id = (select private.org()) and (select private.kind()) = 'web'
    and (select private.has('administrator')));
create policy person_administrator_update on people_person for update to kring_web using (
    organisation_id = (select private.org()) and (select private.kind()) = 'web'
    and (select private.has('administrator')) and account_id is null)
with check (
    organisation_id = (select private.org()) and (select private.kind()) = 'web'
    and (select private.has('administrator')) and account_id is not null);
grant update (account_id) on people_person to kring_web;

create policy role_granting_select on people_personrole for select to kring_web using (
    organisation_id = (select private.org()) and (select private.kind()) = 'web'
    and ((select private.has('administrator')) or ((select private.has('coordinator')) and role = 'supporter')));
create policy role_proposing_insert on people_personrole for insert to kring_web with check (
    organisation_id = (select private.org()) and (select private.kind()) = 'web'
    and (select private.has('administrator')) and granted_by = (select private.subject())
    and confirmed_by is null and not is_announced);
create policy role_confirming_update on people_personrole for update to kring_web using (
    organisation_id = (select private.org()) and (select private.kind()) = 'web'
    and ((select private.has('administrator')) or ((select private.has('coordinator')) and role = 'supporter'))
    and confirmed_by is null and granted_by <> (select private.subject())
    and person_id <> (select private.subject()))
with check (
    organisation_id = (select private.org()) and (select private.kind()) = 'web'
    and confirmed_by = (select private.subject()));
create policy role_withdrawing_delete on people_personrole for delete to kring_web using (
    organisation_id = (select private.org()) and (select private.kind()) = 'web'
    and ((select private.has('administrator')) or ((select private.has('coordinator')) and role = 'supporter')));
grant insert, delete, update (confirmed_by) on people_personrole to kring_web;

create policy unit_administrator_insert on people_unit for insert to kring_web with check (
    organisation_id = (select private.org()) and (select private.kind()) = 'web'
    and (select private.has('administrator')));
create policy unit_administrator_update on people_unit for update to kring_web using (
    organisation_id = (select private.org()) and (select private.kind()) = 'web'
    and (select private.has('administrator')))
with check (
    organisation_id = (select private.org()) and (select private.kind()) = 'web'
    and (select private.has('administrator')));
grant insert, update (name, sort_name, level, parent_id, division_id, manager_id, manager_name, is_removed)
    on people_unit to kring_web;
"""

NO_POLICIES = r"""
revoke insert, update on people_unit from kring_web;
revoke update (name, sort_name, level, parent_id, division_id, manager_id, manager_name, is_removed)
    on people_unit from kring_web;
drop policy unit_administrator_insert on people_unit;
drop policy unit_administrator_update on people_unit;
revoke insert, update, delete on people_personrole from kring_web;
revoke update (confirmed_by) on people_personrole from kring_web;
drop policy role_granting_select on people_personrole;
drop policy role_proposing_insert on people_personrole;
drop policy role_confirming_update on people_personrole;
drop policy role_withdrawing_delete on people_personrole;
revoke update (account_id) on people_person from kring_web;
drop policy person_administrator_select on people_person;
drop policy person_administrator_update on people_person;
"""

# What waits for a second person, with names; for whoever may confirm it, who may not read everybody's row.
WAITING = r"""
create function private.waiting_roles() returns table (
    id uuid, role text, person_id uuid, name text, granted_by uuid, granted_by_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select r.id, r.role::text, r.person_id, p.name::text, r.granted_by, coalesce(g.name::text, '')
    from public.people_personrole r
    join public.people_person p on p.id = r.person_id
    left join public.people_person g on g.id = r.granted_by and g.organisation_id = r.organisation_id
    where r.organisation_id = private.org() and private.kind() = 'web' and r.confirmed_by is null
      and (private.has('administrator') or (private.has('coordinator') and r.role = 'supporter'))
    order by p.name, r.role
$$;
revoke all on function private.waiting_roles() from public;
grant execute on function private.waiting_roles() to kring_web;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.AddField("unit", "is_removed", models.BooleanField(db_default=False, default=False)),
        migrations.AddField("personrole", "is_announced", models.BooleanField(db_default=True, default=True)),
        migrations.RunSQL(POLICIES, NO_POLICIES),
        migrations.RunSQL(WAITING, "drop function private.waiting_roles()"),
    ]
