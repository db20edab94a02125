"""
The web writes new lines only: a line written under a seal that exists would break that seal.

Through an injection anyone could make the log look changed. Seals are for the worker.
"""

from django.db import migrations

NARROW = """
alter policy accessline_1_web_insert on audit_accessline
    with check (organisation_id = (select private.org()) and sealed_in is null)
"""
WIDEN = "alter policy accessline_1_web_insert on audit_accessline with check (organisation_id = (select private.org()))"


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_about_me")]
    operations = [migrations.RunSQL(NARROW, WIDEN)]
