import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models

from kring.foundation.database.operations import HERE, JOB, Allow, Guard, SameOrganisation

SHARERS = ("administrator", "coordinator")
SENDERS = (*SHARERS, "hr")
GUEST = f"{HERE} and (select private.kind()) = 'guest'"
MINE = f"{GUEST} and id = (select private.subject())"
# The tag of a guest who was invited is the questionnaire (kring.inquiries.access.holder).
MY_INQUIRY = f"{GUEST} and id::text = (select private.tag())"
MY_ANSWERS = f"{GUEST} and invitation_id = (select private.subject())"


def holds(roles: tuple[str, ...]) -> str:
    """Whether who asks is signed in here and holds one of these roles."""
    return f"{HERE} and (select private.kind()) = 'web' and (" + " or ".join(
        f"(select private.has('{role}'))" for role in roles
    ) + ")"


FUNCTIONS = """
create function private.invitation_by_link(asked bytea) returns table (id uuid, inquiry_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select i.id, i.inquiry_id from public.inquiries_invitation i
    where (i.link_hash = asked or i.reminder_hash = asked) and i.organisation_id = private.org() and not i.is_withdrawn
$$;
revoke all on function private.invitation_by_link(bytea) from public;
grant execute on function private.invitation_by_link(bytea) to kring_web;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ("database", "0001_context"),
        ("tenancy", "0004_offer_kept"),
    ]

    operations = [
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("title", models.CharField(max_length=80)),
                ("asked_for", models.CharField(blank=True, max_length=120)),
                ("entries", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), size=None)),
                ("opened_on", models.DateField()),
                ("closes_on", models.DateField()),
                ("is_shared", models.BooleanField()),
                ("is_named", models.BooleanField()),
                ("names_gone", models.BooleanField(default=False)),
                ("is_removed", models.BooleanField(default=False)),
                ("invited", models.PositiveIntegerField(null=True)),
                ("answered", models.PositiveIntegerField(null=True)),
                ("organisation", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="tenancy.organisation")),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=80)),
                ("craft", models.CharField(max_length=20)),
                ("house", models.CharField(blank=True, max_length=120)),
                ("address", models.CharField(max_length=254)),
                ("language", models.CharField(max_length=2)),
                ("form_hash", models.BinaryField(unique=True)),
                ("link_hash", models.BinaryField(unique=True)),
                ("reminder_hash", models.BinaryField(null=True, unique=True)),
                ("mail_id", models.UUIDField(null=True)),
                ("delivery", models.CharField(default="posted", max_length=10)),
                ("invited_on", models.DateField()),
                ("reminded_on", models.DateField(null=True)),
                ("answered_on", models.DateField(null=True)),
                ("is_withdrawn", models.BooleanField(default=False)),
                ("inquiry", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="inquiries.inquiry")),
                ("organisation", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="tenancy.organisation")),
            ],
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("entry", models.CharField(max_length=60)),
                ("group", models.CharField(blank=True, max_length=60)),
                ("situation", models.CharField(blank=True, max_length=60)),
                ("aim", models.CharField(blank=True, max_length=20)),
                ("reach", models.CharField(blank=True, max_length=20)),
                ("helped", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                ("hindered", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None)),
                ("kept", models.CharField(blank=True, max_length=20)),
                ("again", models.CharField(blank=True, max_length=20)),
                ("half_year", models.CharField(blank=True, max_length=6)),
                ("counts", models.BooleanField(default=False)),
                ("invitation", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="inquiries.invitation")),
                ("organisation", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="tenancy.organisation")),
            ],
        ),
        migrations.AddConstraint(
            "inquiry",
            models.CheckConstraint(
                condition=models.Q(closes_on__gt=models.F("opened_on")), name="inquiry_closes_after_opening"
            ),
        ),
        migrations.AddConstraint(
            "inquiry",
            models.CheckConstraint(
                condition=models.Q(is_shared=True) | models.Q(is_named=False), name="inquiry_named_is_shared"
            ),
        ),
        migrations.AddConstraint(
            "invitation",
            models.CheckConstraint(
                condition=models.Q(
                    craft__in=["hr", "occupational_health", "physician", "social_work", "prevention", "other"]
                ),
                name="invitation_craft",
            ),
        ),
        migrations.AddConstraint(
            "invitation",
            models.CheckConstraint(
                condition=models.Q(delivery__in=["posted", "sent", "refused", "uncertain"]), name="invitation_delivery"
            ),
        ),
        migrations.AddConstraint(
            "reply",
            models.CheckConstraint(
                condition=models.Q(counts=False)
                | ~models.Q(
                    models.Q(group="")
                    | models.Q(situation="")
                    | models.Q(aim="")
                    | models.Q(reach="")
                    | models.Q(kept="")
                    | models.Q(again="")
                    | models.Q(half_year="")
                ),
                name="reply_that_counts_is_whole",
            ),
        ),
        migrations.AddConstraint(
            "reply",
            models.UniqueConstraint(
                fields=["invitation", "entry", "group", "situation", "half_year"],
                condition=models.Q(counts=True),
                name="reply_counts_once",
            ),
        ),
        SameOrganisation("inquiries_invitation", "inquiry_id", "inquiries_inquiry"),
        SameOrganisation("inquiries_reply", "invitation_id", "inquiries_invitation"),
        migrations.RunSQL(FUNCTIONS, "drop function private.invitation_by_link(bytea)"),
        Guard(
            "inquiries_inquiry",
            [
                Allow("web", "select", holds(SENDERS)),
                Allow("web", "select", MY_INQUIRY),
                Allow("web", "insert", holds(SENDERS), f"{holds(SENDERS)} and not is_shared"),
                Allow("web", "insert", holds(SHARERS)),
                Allow("web", "update", holds(SENDERS), columns=["is_removed"]),
                JOB,
            ],
        ),
        # What somebody answers is not seen by anybody before it is sent: drafts are the adviser's own.
        Guard(
            "inquiries_invitation",
            [
                Allow("web", "select insert", holds(SENDERS)),
                Allow("web", "update", holds(SENDERS), columns=["is_withdrawn"]),
                Allow("web", "select delete", MINE),
                Allow("web", "update", MINE, columns=["answered_on"]),
                JOB,
            ],
        ),
        Guard(
            "inquiries_reply",
            [
                Allow("web", "select", f"{holds(SENDERS)} and counts"),
                Allow("web", "select insert delete", MY_ANSWERS),
                Allow(
                    "web",
                    "update",
                    MY_ANSWERS,
                    columns=['"group"', "situation", "aim", "reach", "helped", "hindered", "kept", "again", "half_year", "counts"],
                ),
                JOB,
            ],
        ),
    ]
