from django.db import migrations, models


class Migration(migrations.Migration):
    """Experiences that come from a questionnaire to advisers, also for other organisations (ADR 17)."""

    dependencies = [("experiences", "0001_initial")]

    operations = [
        migrations.AddField("experience", "house", models.CharField(max_length=120, blank=True, default="", db_default="")),
        migrations.AddField("experience", "inquiry_id", models.UUIDField(null=True, blank=True)),
        migrations.AddField("experience", "is_fed", models.BooleanField(default=False, db_default=False)),
        migrations.RemoveConstraint("experience", "experience_once"),
        migrations.AddConstraint(
            "experience",
            models.UniqueConstraint(
                fields=["organisation", "entry", "group", "situation", "half_year", "house"], name="experience_once"
            ),
        ),
    ]
