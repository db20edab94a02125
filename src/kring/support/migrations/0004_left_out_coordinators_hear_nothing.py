from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models

HEARS = (
    "organisation_id = (select private.org()) and (select private.kind()) = 'web' and chosen"
    " and (recipient_id = (select private.subject())"
    " or (recipient = 'coordinator' and (select private.has('coordinator')){}))"
)


class Migration(migrations.Migration):
    """A coordinator whom the person left out does not hear what is meant for the coordinator (decision 15)."""

    dependencies = [("support", "0003_supporters_see_only_proposals")]

    operations = [
        migrations.AddField("sharing", "hidden_from", ArrayField(models.UUIDField(), default=list)),
        migrations.RunSQL(
            "alter policy sharing_5_web_select on support_sharing using ("
            + HEARS.format(" and not (select private.subject()) = any(hidden_from)")
            + ")",
            "alter policy sharing_5_web_select on support_sharing using (" + HEARS.format("") + ")",
        ),
    ]
