from django.db import migrations, models


# An administrator changes what its organisation decides for itself, and nothing else of it.
POLICY = r"""
create policy organisation_administrator_update on tenancy_organisation for update to kring_web using (
    id = (select private.org()) and (select private.kind()) = 'web' and (select private.has('administrator')))
with check (
    id = (select private.org()) and (select private.kind()) = 'web' and (select private.has('administrator')));
grant update (timing_template, accept_within_hours, service_from, service_until, load_cap, cool_down_days,
    on_call_phone, on_call_from, on_call_until, confidential_adviser, outside_help, occupational_health, extension,
    closes_after_days, event_kept_days, log_kept_months, welcome_nl, welcome_en, brand_light, brand_dark)
    on tenancy_organisation to kring_web;
"""

NO_POLICY = r"""
revoke update on tenancy_organisation from kring_web;
drop policy organisation_administrator_update on tenancy_organisation;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('tenancy', '0002_extension'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation',
            name='brand_dark',
            field=models.CharField(blank=True, db_default='', default='', max_length=7),
        ),
        migrations.AddField(
            model_name='organisation',
            name='brand_light',
            field=models.CharField(blank=True, db_default='', default='', max_length=7),
        ),
        migrations.AddField(
            model_name='organisation',
            name='closes_after_days',
            field=models.PositiveSmallIntegerField(db_default=14, default=14),
        ),
        migrations.AddField(
            model_name='organisation',
            name='event_kept_days',
            field=models.PositiveSmallIntegerField(db_default=90, default=90),
        ),
        migrations.AddField(
            model_name='organisation',
            name='log_kept_months',
            field=models.PositiveSmallIntegerField(db_default=12, default=12),
        ),
        migrations.AddField(
            model_name='organisation',
            name='welcome_en',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AddField(
            model_name='organisation',
            name='welcome_nl',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('cool_down_days__gte', 7)), name='organisation_cool_down'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('closes_after_days__range', (5, 14))), name='organisation_closes_after'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('event_kept_days__range', (45, 90))), name='organisation_event_kept'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('log_kept_months__range', (3, 12))), name='organisation_log_kept'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('brand_light__regex', '^(#[0-9a-f]{6})?$'), ('brand_dark__regex', '^(#[0-9a-f]{6})?$')), name='organisation_brand'),
        ),
        migrations.RunSQL(POLICY, NO_POLICY),
    ]
