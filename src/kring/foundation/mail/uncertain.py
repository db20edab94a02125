"""
Messages of which nobody knows whether they arrived, as far as administrators may know of them.

Only what administrators themselves started: invitations, roles, reviews. That a message about support is uncertain
would tell them that there is support.
"""

from django.db import connection


def own_mail_is_uncertain() -> bool:
    """Whether there is such a message now; for anybody but an administrator there never is."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(private.own_mail_uncertain(), false)")
        (found,) = cursor.fetchone()
    return bool(found)
