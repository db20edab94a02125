"""After a backup was put back (terugzetten): nobody gets a code that somebody else has, and no state is a guess."""

from django.db import connection, transaction

# Which codes were drawn after the backup nobody knows, and that is how it should be (ADR 13). So none is given out
# until an administrator loads a list that the provider says is unused.
_CODES = """
delete from private.pool_code; delete from private.known_code; delete from private.drawn_code;
update referral_codepool set step = 'none', told_step = 'none';
"""
_REQUESTS = "update referral_contactrequest set state = 'uncertain' where state = 'posted'"


@transaction.atomic
def put_back() -> None:
    """For the restore only, as the owner of the tables and before the door opens."""
    with connection.cursor() as cursor:
        cursor.execute(_CODES)
        cursor.execute(_REQUESTS)
