from django.db import migrations, models

# Processes of the release before go on making rows while this one is put in place; see the migration before.
DEFAULT = "alter table support_trajectory alter column reach_to_tell set default false"


class Migration(migrations.Migration):

    dependencies = [
        ('support', '0009_a_mail_is_unsure_until_it_went'),
    ]

    operations = [
        migrations.AddField(
            model_name='trajectory',
            name='reach_to_tell',
            field=models.BooleanField(default=False),
        ),
        migrations.RunSQL(DEFAULT, migrations.RunSQL.noop),
    ]
