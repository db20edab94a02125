from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("tenancy", "0003_settings")]

    operations = [
        migrations.AddField(
            "organisation", "offer_kept_days", models.PositiveSmallIntegerField(db_default=14, default=14)
        ),
        migrations.AddConstraint(
            "organisation",
            models.CheckConstraint(
                condition=models.Q(("offer_kept_days__range", (7, 14))), name="organisation_offer_kept"
            ),
        ),
        migrations.RunSQL(
            "grant update (offer_kept_days) on tenancy_organisation to kring_web",
            "revoke update (offer_kept_days) on tenancy_organisation from kring_web",
        ),
    ]
