from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("support", "0001_initial")]
    operations = [migrations.RunSQL("alter table support_trajectory add column first_step integer")]
