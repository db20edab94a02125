"""
A coordinator's pages count the offers of each event of one organisation: this finds them at once.

Without it PostgreSQL combined two indexes for every event, and one of them held all offers of the organisation.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("events", "0004_a_mail_to_the_approacher")]
    operations = [
        migrations.AddIndex("offer", models.Index(fields=["organisation", "event"], name="offer_by_event")),
    ]
