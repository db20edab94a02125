from django.contrib.auth import get_user
from django.http import HttpRequest

from kring.foundation.accounts.sessions import SessionStore
from kring.foundation.testing import World
from kring.foundation.testing_http import session_cookie


def test_the_helper_makes_a_session_that_django_trusts(world: World) -> None:
    request = HttpRequest()
    request.session = SessionStore(session_cookie(world["Noor"]))
    assert get_user(request).pk == world["Noor"].account_id
    assert request.session["second_factor"] is True
