"""The link with which the owner of a new login chooses a password."""

from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.urls import reverse

from kring.foundation.accounts.models import Account


def waits_for_password(account_id: UUID) -> bool:
    """Whether nobody chose a password for this login yet."""
    return not Account.objects.get(pk=account_id).has_usable_password()


def invitation_link(account_id: UUID) -> str:
    """The path of a link that works once, for seven days at most, and not any more once there is a password."""
    account = Account.objects.get(pk=account_id)
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(account), "key": default_token_generator.make_token(account)},
    )
