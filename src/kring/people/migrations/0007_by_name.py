"""
Looking somebody up reads names by the alphabet from an index, and no rows, until there are enough.

The policies of a table come before a condition such as "has this in the name", so an index cannot answer that one
(its operator is not leakproof). It can hold all that is asked: then every name is looked at, but no row is fetched.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0006_who_leaves")]
    operations = [
        migrations.AddIndex(
            "person",
            models.Index(
                fields=["organisation", "name", "id"],
                include=["unit"],
                condition=models.Q(left_on__isnull=True),
                name="person_by_name",
            ),
        ),
    ]
