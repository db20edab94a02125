"""An offer that one colleague asks for another has no event; a manager can be reminded to ask the team."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

from kring.foundation.database.operations import HERE, JOB, Allow, Guard

KIND = "(select private.kind())"
ANYONE = f"{HERE} and {KIND} in ('public', 'web')"
OWN = f"{HERE} and {KIND} = 'web' and person_id = (select private.subject())"


class Migration(migrations.Migration):

    dependencies = [
        ("events", "0002_asked_twice_at_most"),
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="offeranswer",
            name="event",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, to="events.event"
            ),
        ),
        migrations.CreateModel(
            name="OfferedColleague",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("tag", models.CharField(max_length=64)),
                ("nth", models.PositiveSmallIntegerField(default=1)),
                ("gone_on", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="tenancy.organisation"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "gone_on"], name="offeredcolleague_by_end")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("nth__in", [1, 2])), name="offeredcolleague_never_a_third_time"
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "tag", "nth"), name="offeredcolleague_each_time_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamReminder",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("person_id", models.UUIDField()),
                ("due_on", models.DateField()),
                (
                    "organisation",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="tenancy.organisation"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "due_on"], name="teamreminder_by_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("person_id", "due_on"), name="teamreminder_once_a_day")
                ],
            },
        ),
        Guard("events_offeredcolleague", [Allow("web", "insert", ANYONE), JOB]),
        Guard(
            "events_teamreminder",
            [
                Allow("web", "select delete", OWN),
                Allow("web", "insert", f"{OWN} and (select private.has('manager'))"),
                JOB,
            ],
        ),
    ]
