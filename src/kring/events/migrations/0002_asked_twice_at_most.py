"""Nobody is asked a third time: the database counts to two. The offering side keeps no tag of a person."""

from django.db import migrations, models

# Who erases the own side of an offer erases the card of who would come by as well: this one row, for a moment.
ERASING = """
create policy offer_erasing_select on events_offer for select to kring_web using (
    organisation_id = (select private.org()) and (select private.kind()) = 'process'
    and id = (select private.subject()));
create policy offer_erasing_delete on events_offer for delete to kring_web using (
    organisation_id = (select private.org()) and (select private.kind()) = 'process'
    and id = (select private.subject()));
grant delete on events_offer to kring_web;
"""
UNDO = """
drop policy offer_erasing_select on events_offer;
drop policy offer_erasing_delete on events_offer;
revoke delete on events_offer from kring_web;
"""

class Migration(migrations.Migration):

    dependencies = [
        ("events", "0001_initial"),
        ("people", "0001_initial"),
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.RemoveField(model_name="offer", name="tag"),
        migrations.AlterField(
            model_name="offer", name="data_key_id", field=models.UUIDField(blank=True, null=True)
        ),
        migrations.AddField(
            model_name="offeredonce", name="nth", field=models.PositiveSmallIntegerField(default=1)
        ),
        migrations.AddConstraint(
            model_name="offeredonce",
            constraint=models.CheckConstraint(
                condition=models.Q(("nth__in", [1, 2])), name="offeredonce_never_a_third_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="offeredonce",
            constraint=models.UniqueConstraint(
                fields=("event", "tag", "nth"), name="offeredonce_each_time_once"
            ),
        ),
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["organisation", "gone_on"], name="event_by_end"),
        ),
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(fields=["organisation", "gone_on"], name="offer_by_end"),
        ),
        migrations.AddIndex(
            model_name="offeranswer",
            index=models.Index(fields=["organisation", "offer_again_on"], name="answer_by_look"),
        ),
        migrations.AddIndex(
            model_name="offeranswer",
            index=models.Index(fields=["organisation", "gone_on"], name="answer_by_end"),
        ),
        migrations.RunSQL(ERASING, UNDO),
    ]
