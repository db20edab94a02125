from django.db import migrations, models

ROLES = [
    ("supporter", "Supporter"),
    ("coordinator", "Coordinator"),
    ("manager", "Manager"),
    ("trainer", "Trainer"),
    ("administrator", "Administrator"),
    ("hr", "Hr"),
    ("adviser", "Adviser"),
    ("occupational", "Occupational"),
]


class Migration(migrations.Migration):
    dependencies = [("people", "0004_import")]
    operations = [
        migrations.AlterField("personrole", "role", models.CharField(choices=ROLES, max_length=14)),
        migrations.RemoveConstraint("personrole", "personrole_role"),
        migrations.AddConstraint(
            "personrole",
            models.CheckConstraint(
                condition=models.Q(("role__in", [role for role, _label in ROLES])), name="personrole_role"
            ),
        ),
    ]
