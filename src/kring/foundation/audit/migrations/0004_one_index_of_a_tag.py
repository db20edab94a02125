"""
A tag of the log is only ever looked up whole, so the second index that Django makes beside each text goes.

Every line of the log writes to each index at a random place. The first index stays, under a name of ours.
"""

from django.db import migrations, models

FIRST = "audit_accessline_subject_tag_5ae5e291"
ONE = f"alter index {FIRST} rename to accessline_by_subject; drop index {FIRST}_like"
TWO = (
    f"alter index accessline_by_subject rename to {FIRST};"
    f"create index {FIRST}_like on audit_accessline (subject_tag varchar_pattern_ops)"
)


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_only_unsealed_lines")]
    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunSQL(ONE, TWO)],
            [
                migrations.AlterField("accessline", "subject_tag", models.CharField(blank=True, max_length=64)),
                migrations.AddIndex(
                    "accessline", models.Index(fields=["subject_tag"], name="accessline_by_subject")
                ),
            ],
        )
    ]
