"""How long a link to choose a password works: an hour, and seven days for whoever was invited."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import base36_to_int

ASKED_FOR = timedelta(hours=1)
"""A login with a password: whoever asks for a link is waiting for it. The setting holds the longer time."""


class PasswordLinks(PasswordResetTokenGenerator):
    """Django's tokens with two terms."""

    def check_token(self, user: Any, token: Any) -> bool:
        """Whether this link still works for this login."""
        if not super().check_token(user, token):
            return False
        age = self._num_seconds(self._now()) - base36_to_int(token.split("-")[0])
        return not user.has_usable_password() or age <= ASKED_FOR.total_seconds()
