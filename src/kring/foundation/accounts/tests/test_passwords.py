import re
from uuid import UUID

from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from kring.foundation.accounts.tests.pages import LOGIN, log_in, visitor, words
from kring.foundation.actor import Actor
from kring.foundation.mail.models import OutboxMail
from kring.foundation.mail.sending import send
from kring.foundation.testing import PASSWORD, World, as_, fetch, in_the_worker, make_world
from kring.foundation.testing_http import sign_in

ASK = LOGIN + "wachtwoord/vergeten/"
NEW = "nog een lange zin die past"


def letters(organisation_id: UUID) -> list[EmailMessage]:
    """Send what waits, and answer with it."""
    by = Actor("job", organisation_id, roles=frozenset({"mail"}))
    with as_(by):
        waiting = list(OutboxMail.objects.order_by("posted_at").values_list("id", flat=True))
    mail.outbox.clear()
    with in_the_worker():
        for one in waiting:
            send(one, by=by)
    return list(mail.outbox)


def link_for(world: World, name: str) -> str:
    visitor(world).post(ASK, {"email": world[name].mail.upper()})
    letter = letters(world.organisation_id)[-1]
    assert letter.to == [world[name].mail]
    found = re.search(r"http://\S+", letter.body)
    assert found
    return found[0].split(world.host, 1)[1]


def follow(world: World, link: str) -> tuple[Client, str]:
    client = visitor(world)
    return client, client.get(link).headers["Location"]


def test_a_link_comes_by_mail_gives_a_new_password_and_works_once(world: World) -> None:
    link = link_for(world, "Yara")
    client, form = follow(world, link)
    assert link.rstrip("/").rsplit("-", 1)[1] not in form
    assert client.post(form, {"password1": NEW}).headers["Location"] == LOGIN + "wachtwoord/nieuw/"
    assert log_in(visitor(world), world["Yara"], NEW).status_code == 302
    assert log_in(visitor(world), world["Yara"], PASSWORD).status_code == 200
    assert "Deze link werkt niet meer" in words(visitor(world).get(link))
    assert letters(world.organisation_id)[-1].subject == "Inloggen bij Kring is veranderd"


def test_a_new_password_ends_the_other_sessions(world: World) -> None:
    elsewhere = visitor(world)
    sign_in(elsewhere, world["Yara"])
    client, form = follow(world, link_for(world, "Yara"))
    client.post(form, {"password1": NEW})
    assert elsewhere.get(LOGIN + "veilig/").status_code == 302


def test_asking_for_a_link_never_tells_whether_there_is_an_account(world: World) -> None:
    other = make_world(cast=False)
    for place, address in (
        (world, world["Yara"].mail),
        (world, "niemand@voorbeeld.test"),
        (other, world["Yara"].mail),
    ):
        answer = visitor(place).post(ASK, {"email": address})
        assert answer.headers["Location"] == LOGIN + "wachtwoord/verstuurd/"
    assert letters(other.organisation_id) == []
    assert len(letters(world.organisation_id)) == 1


def test_a_short_password_is_refused_in_dutch(world: World) -> None:
    client, form = follow(world, link_for(world, "Yara"))
    page = words(client.post(form, {"password1": "kort"}))
    assert "te kort" in page and "Minstens 12 tekens" in page


def test_changing_the_password_needs_the_one_of_now(world: World) -> None:
    client = visitor(world)
    sign_in(client, world["Yara"])
    path = LOGIN + "wachtwoord/"
    assert "Dit is niet je wachtwoord van nu." in words(client.post(path, {"oldpassword": "x", "password1": NEW}))
    answer = client.post(path, {"oldpassword": PASSWORD, "password1": NEW})
    assert "Je wachtwoord is veranderd" in words(client.get(answer.headers["Location"]))
    assert log_in(visitor(world), world["Yara"], NEW).status_code == 302


def test_asking_for_a_link_leaves_no_second_copy_of_the_address(world: World) -> None:
    link_for(world, "Yara")
    assert fetch("select 1 from account_emailaddress where email = %s", world["Yara"].mail) == []
