from django.db import migrations, models

# Who looked at what belongs to one tag, by day. Knowing the tag is the authority: it is derived from the key of the
# thing itself, or from the keyring for a person, and cannot be guessed. The time of day stays here.
ABOUT_ME = """
create function private.lines_about(about text)
returns table (on_day date, actor text, roles text, event text, fields_seen text[], reason text, emergency boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select (line.at at time zone house.zone)::date, line.actor, line.roles, line.event, line.fields_seen::text[],
        line.reason, line.emergency
    from public.audit_accessline line
    join public.tenancy_organisation house on house.id = line.organisation_id
    where line.organisation_id = private.org() and line.subject_tag = about and length(about) = 64
    order by line.at desc, line.id
$$;
revoke all on function private.lines_about(text) from public;
grant execute on function private.lines_about(text) to kring_web;
"""


class Migration(migrations.Migration):
    """Emergencies stand out in the log, and whoever a line is about can read it (decisions 8 and 29)."""

    dependencies = [("audit", "0001_initial"), ("tenancy", "0002_extension")]
    operations = [
        migrations.AddField("accessline", "emergency", models.BooleanField(default=False)),
        migrations.RunSQL(
            "alter table audit_accessline alter emergency set default false",
            "alter table audit_accessline alter emergency drop default",
        ),
        migrations.RunSQL(ABOUT_ME, "drop function private.lines_about(text)"),
    ]
