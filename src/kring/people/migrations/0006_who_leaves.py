"""The rounds look every five minutes who leaves, and every night who is to be forgotten: a handful among thousands."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0005_adviser_and_occupational")]
    operations = [
        migrations.AddIndex(
            "person",
            models.Index(
                fields=["organisation", "leaves_on"],
                condition=models.Q(leaves_on__isnull=False, left_on__isnull=True),
                name="person_to_leave",
            ),
        ),
        migrations.AddIndex(
            "person",
            models.Index(
                fields=["organisation", "left_on"], condition=models.Q(left_on__isnull=False), name="person_gone"
            ),
        ),
    ]
