from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    """Facets of an entry that follow from experiences; filled by who estimates."""

    dependencies = [("catalogue", "0001_initial")]

    operations = [
        migrations.AddField(
            "sharedentry",
            "practice",
            ArrayField(base_field=models.CharField(max_length=80), default=list, db_default=[], size=None),
        ),
    ]
