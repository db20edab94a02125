from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("compliance", "0001_initial")]

    operations = [
        migrations.AddField(
            "answer", "asked_before", models.CharField(blank=True, db_default="", default="", max_length=12)
        ),
        migrations.AddField(
            "answer", "carried_to", models.CharField(blank=True, db_default="", default="", max_length=12)
        ),
        migrations.RunSQL(
            "grant update (asked_before, carried_to) on compliance_answer to kring_web",
            "revoke update (asked_before, carried_to) on compliance_answer from kring_web",
        ),
    ]
