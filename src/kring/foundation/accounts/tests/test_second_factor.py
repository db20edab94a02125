import re

from django.conf import settings
from django.core import mail
from django.test import Client

from kring.foundation.accounts.actions.make_account import make_account
from kring.foundation.accounts.sessions import SessionStore
from kring.foundation.accounts.tests.pages import code_for, give_app, log_in, visitor, words
from kring.foundation.testing import Somebody, World, fetch, jobs_of
from kring.foundation.testing_http import sign_in

SAFE = "/inloggen/veilig/"


def held(client: Client) -> SessionStore:
    return SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)


def secret_on(page: str) -> str:
    found = re.search(r"<b translate=\"no\">([A-Z2-7=]+)</b>", page)
    assert found, page
    return found[1]


def add_app(client: Client) -> str:
    secret = secret_on(client.get(SAFE + "app/").content.decode())
    answer = client.post(SAFE + "app/", {"code": code_for(secret)})
    assert answer.status_code == 302, words(answer)
    return str(answer.headers["Location"])


def newly_in(world: World, somebody: Somebody) -> Client:
    client = visitor(world)
    log_in(client, somebody)
    return client


def test_a_supporter_without_a_second_factor_reads_why_one_is_needed(world: World) -> None:
    page = newly_in(world, world["Noor"]).get(SAFE)
    assert "Maak eerst een tweede sleutel" in words(page)
    assert words(page).index("Maak een passkey") < words(page).index("Gebruik een app")


def test_an_employee_is_not_asked_for_one(world: World) -> None:
    assert "tweede sleutel" not in words(newly_in(world, world["Yara"]).get(SAFE))


def test_the_square_is_a_picture_in_the_page_itself(world: World) -> None:
    page = newly_in(world, world["Noor"]).get(SAFE + "app/").content.decode()
    assert 'src="data:image/svg+xml;base64,' in page


def test_making_one_counts_at_once_and_shows_recovery_codes_only_once(world: World) -> None:
    client = newly_in(world, world["Noor"])
    assert add_app(client) == SAFE + "codes/"
    assert held(client)["second_factor"] is True
    first, second = client.get(SAFE + "codes/").content.decode(), client.get(SAFE + "codes/").content.decode()
    codes = re.findall(r"<li>(\d{8})</li>", first)
    assert len(codes) == 10
    assert not any(code in second for code in codes)


def test_a_recovery_code_signs_in_once(world: World) -> None:
    client = newly_in(world, world["Noor"])
    add_app(client)
    code = re.findall(r"<li>(\d{8})</li>", client.get(SAFE + "codes/").content.decode())[0]
    answers = []
    for _ in range(2):
        again = newly_in(world, world["Noor"])
        answers.append(again.post("/inloggen/code/", {"code": code}).status_code)
    assert answers == [302, 200]


def test_whoever_made_or_removed_one_gets_a_mail(world: World) -> None:
    client = newly_in(world, world["Noor"])
    add_app(client)
    client.post(SAFE + "app/weg/")
    assert len([job for job in jobs_of(world.organisation_id) if job.endswith("send")]) == 2
    assert "second_factor" not in held(client)
    assert mail.outbox == []


def test_a_session_from_before_the_factor_must_show_that_factor_not_add_another(world: World) -> None:
    client = visitor(world)
    sign_in(client, world["Noor"], second_factor=False)
    secret = give_app(world["Noor"])
    for path in ("app/", "passkey/"):
        assert client.get(SAFE + path).headers["Location"] in {SAFE, SAFE + "app/weg/"}
    assert "Laat eerst je tweede sleutel zien" in words(client.get(SAFE))
    assert client.get("/inloggen/opnieuw/").headers["Location"] == "/inloggen/opnieuw/code/"
    assert client.post("/inloggen/opnieuw/code/", {"code": code_for(secret)}).status_code == 302
    assert held(client)["second_factor"] is True


def test_changing_a_factor_long_after_signing_in_asks_again(world: World) -> None:
    client = visitor(world)
    sign_in(client, world["Yara"])
    session = held(client)
    session["account_authentication_methods"] = [{"method": "password", "at": 1.0, "reauthenticated": True}]
    session.save()
    answer = client.get(SAFE + "app/")
    assert answer.headers["Location"].startswith("/inloggen/opnieuw/?next=")
    back = client.post(answer.headers["Location"], {"password": "verkeerd wachtwoord"})
    assert "Dit is niet je wachtwoord." in words(back)


def test_an_administrator_makes_an_account_that_waits_for_its_password(world: World) -> None:
    from kring.foundation.testing import as_

    with as_(world["Anton"].actor) as at:
        made = make_account(f"{world.host}@Voorbeeld.test", by=world["Anton"].actor, at=at)
    rows = fetch("select email, password from accounts_account where id = %s", made)
    assert rows[0][0] == f"{world.host}@voorbeeld.test" and rows[0][1].startswith("!")


def test_nobody_else_makes_accounts(world: World) -> None:
    import pytest

    from kring.foundation.decision import NotAllowed
    from kring.foundation.testing import as_

    with pytest.raises(NotAllowed), as_(world["Petra"].actor) as at:
        make_account("iemand@voorbeeld.test", by=world["Petra"].actor, at=at)
