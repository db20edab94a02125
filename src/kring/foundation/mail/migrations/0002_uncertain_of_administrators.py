"""Whether a message that administrators themselves started is uncertain; of support, no administrator learns anything."""

from django.db import migrations

ASKED = r"""
create function private.own_mail_uncertain() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select private.kind() = 'web' and private.has('administrator') and exists(
        select from public.mail_outboxmail
        where organisation_id = private.org() and state = 'uncertain' and template in (
            'people/mail/invitation.txt', 'people/mail/new_role.txt', 'people/mail/new_colleague.txt',
            'compliance/mail/review.txt', 'referral/mail/look_again.txt'))
$$;
revoke all on function private.own_mail_uncertain() from public;
grant execute on function private.own_mail_uncertain() to kring_web;
"""


class Migration(migrations.Migration):
    dependencies = [("mail", "0001_initial")]
    operations = [migrations.RunSQL(ASKED, "drop function private.own_mail_uncertain()")]
