import os

from django.db import migrations

HALF = "update support_trajectory set first_step = 1; alter table support_trajectory add column second_step integer"
SECONDS = float(os.environ.get("KRING_SLOW_SECONDS", "0"))


class Migration(migrations.Migration):
    dependencies = [("slow", "0001_initial")]
    operations = [migrations.RunSQL(HALF), migrations.RunSQL(f"select pg_sleep({SECONDS})")]
