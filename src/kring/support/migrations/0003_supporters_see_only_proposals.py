from django.db import migrations

SUPPORTER = (
    "organisation_id = (select private.org()) and (select private.kind()) = 'web'"
    " and supporter_id = (select private.subject())"
)


class Migration(migrations.Migration):
    """What the professional chose is not for the supporter to see: they only see what they proposed themselves."""

    dependencies = [("support", "0002_coordinators")]

    operations = [
        migrations.RunSQL(
            f"alter policy sharing_3_web_select on support_sharing using ({SUPPORTER} and not chosen)",
            f"alter policy sharing_3_web_select on support_sharing using ({SUPPORTER})",
        ),
    ]
