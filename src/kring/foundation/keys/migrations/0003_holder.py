"""A key can only be destroyed with authority over what it seals, not by anyone in the organisation."""

from django.db import migrations, models

NARROW = """
drop policy datakey_2_web_delete on keys_datakey;
create policy datakey_holder_web_delete on keys_datakey for delete to kring_web using (
    organisation_id = (select private.org())
    and (select private.kind()) in ('process', 'code', 'guest')
    and holder = (select private.subject())
);
"""
WIDEN = """
drop policy datakey_holder_web_delete on keys_datakey;
create policy datakey_2_web_delete on keys_datakey for delete to kring_web using (
    organisation_id = (select private.org()) and (select private.kind()) <> 'public'
);
"""


class Migration(migrations.Migration):
    dependencies = [("keys", "0002_oldest_epoch")]
    operations = [
        migrations.AddField("datakey", "holder", models.UUIDField(default="00000000-0000-0000-0000-000000000000"), False),
        migrations.RunSQL(NARROW, WIDEN),
    ]
