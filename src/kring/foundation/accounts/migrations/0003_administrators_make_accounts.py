from django.db import migrations

# Administrators make accounts from the web; the action asks who.
GRANTS = "grant insert on accounts_account to kring_web"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_no_last_use")]
    operations = [migrations.RunSQL(GRANTS, "revoke insert on accounts_account from kring_web")]
