from django.db import migrations, models


class Migration(migrations.Migration):
    """What people hear after a restore: to which moment everything was put back, and until when pages say so."""

    dependencies = [("tenancy", "0004_offer_kept")]
    operations = [
        migrations.AddField("organisation", "restored_to", models.DateTimeField(null=True, blank=True)),
        migrations.AddField("organisation", "restored_until", models.DateTimeField(null=True, blank=True)),
    ]
