import re
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.test import Client

from kring.foundation.accounts.tests.test_passwords import letters
from kring.foundation.testing import Clock, Somebody, World, as_, fetch, insert
from kring.foundation.testing_http import sign_in
from kring.people.actions.clear_units import clear_units
from kring.people.views import units
from kring.ui import forms

NEW = "een zin die nergens anders staat"


def browser(somebody: Somebody) -> Client:
    client = Client(SERVER_NAME=somebody.world.host)
    sign_in(client, somebody)
    return client


def said(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def anton(world: World) -> Client:
    world.person("Bram", "administrator")
    return browser(world["Anton"])


@pytest.fixture
def newcomer(world: World) -> UUID:
    """Somebody from the HR system: no login."""
    key = uuid4()
    insert(
        "people_person",
        id=key,
        organisation_id=world.organisation_id,
        name="Lies de Wit",
        work_mail=f"lies-{key.hex[:8]}@voorbeeld.test",
        craft="nurse",
        unit_id=world.ward,
        language="nl",
    )
    return key


def test_a_search_by_part_of_a_name_finds_people_and_leaves_a_line_without_the_name(
    world: World, anton: Client, newcomer: UUID
) -> None:
    assert "Lies de Wit" in said(anton, "/beheer/mensen/?q=wit")
    assert "Niemand gevonden" in said(anton, "/beheer/mensen/?q=zzz")
    assert anton.get("/beheer/mensen/?q=w").status_code == 422
    lines = fetch("select event, fields_seen from audit_accessline where organisation_id = %s", world.organisation_id)
    assert lines == [("person.searched", [])] * 2


def test_nobody_of_another_organisation_is_found(world: World, anton: Client) -> None:
    (stranger,) = fetch("select id from people_person where organisation_id <> %s limit 1", world.organisation_id) or [
        (uuid4(),)
    ]
    assert anton.get(f"/beheer/mensen/{stranger[0]}/").status_code == 404


def test_a_role_takes_two_administrators_who_each_press_a_button(world: World, anton: Client, newcomer: UUID) -> None:
    page = f"/beheer/mensen/{newcomer}/"
    assert anton.post(f"{page}rol/", {"role": "trainer"}, follow=True).status_code == 200
    anton.post(f"{page}rol/", {"role": "trainer"})
    assert "wacht op een tweede persoon" in said(anton, page)
    waiting = said(anton, "/beheer/rollen/")
    assert "Iemand anders moet dit bevestigen" in waiting and "/ja/" not in waiting
    bram = browser(world["Bram"])
    (confirm,) = re.findall(r'action="([^"]+/ja/)"', said(bram, "/beheer/rollen/"))
    assert "Bevestigd: opleider" in bram.post(confirm, follow=True).content.decode()
    assert "intussen" in bram.post(confirm, follow=True).content.decode()
    assert "wacht op een tweede persoon" not in said(anton, page)


def test_what_does_not_go_together_says_why(world: World, anton: Client) -> None:
    answer = anton.post(f"/beheer/mensen/{world['Hanna'].id}/rol/", {"role": "coordinator"}, follow=True)
    assert "Dat gaat niet samen met coördinator" in answer.content.decode()


@pytest.mark.parametrize("role", ["", "queen", "x" * 5000])
def test_a_role_that_is_none_is_refused(world: World, anton: Client, newcomer: UUID, role: str) -> None:
    assert anton.post(f"/beheer/mensen/{newcomer}/rol/", {"role": role}).status_code == 422


def test_your_own_page_has_no_form_for_a_role(world: World, anton: Client) -> None:
    page = said(anton, f"/beheer/mensen/{world['Anton'].id}/")
    assert "Niemand geeft zichzelf een rol" in page and 'name="role"' not in page


def test_the_last_administrator_cannot_stop(world: World) -> None:
    client = browser(world["Anton"])
    ((key,),) = fetch("select id from people_personrole where person_id = %s", world["Anton"].id)
    assert "laatste beheerder" in client.post(f"/beheer/rollen/{key}/weg/", follow=True).content.decode()


def test_a_coordinator_confirms_a_new_supporter(world: World, anton: Client, newcomer: UUID) -> None:
    for role in ("supporter", "trainer"):
        anton.post(f"/beheer/mensen/{newcomer}/rol/", {"role": role})
    petra = browser(world["Petra"])
    page = said(petra, "/coordinatie/rollen/")
    assert "collegiaal ondersteuner" in page and "opleider" not in page
    (confirm,) = re.findall(r'action="([^"]+/ja/)"', page)
    assert "Bevestigd" in petra.post(confirm, follow=True).content.decode()


def invited(world: World) -> str:
    letter = letters(world.organisation_id)[-1]
    found = re.search(r"http://\S+", str(letter.body))
    assert found
    return found[0].split(world.host, 1)[1]


def test_an_invitation_lets_somebody_choose_a_password_once(world: World, anton: Client, newcomer: UUID) -> None:
    anton.post(f"/beheer/mensen/{newcomer}/uitnodigen/")
    link = invited(world)
    anton.post(f"/beheer/mensen/{newcomer}/uitnodigen/")
    assert fetch("select count(*) from accounts_account a join people_person p on a.id = account_id") != []
    visitor = Client(SERVER_NAME=world.host)
    form = visitor.get(link).headers["Location"]
    assert visitor.post(form, {"password1": NEW}).status_code == 302
    ((address,),) = fetch("select work_mail from people_person where id = %s", newcomer)
    assert Client(SERVER_NAME=world.host).post("/inloggen/", {"login": address, "password": NEW}).status_code == 302
    assert "Deze link werkt niet meer" in said(Client(SERVER_NAME=world.host), link)
    mail.outbox.clear()
    assert "al een wachtwoord" in anton.post(f"/beheer/mensen/{newcomer}/uitnodigen/", follow=True).content.decode()


@pytest.mark.parametrize(("days", "works"), [(6, True), (8, False)])
def test_an_invitation_works_for_seven_days(
    world: World, anton: Client, newcomer: UUID, days: int, works: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import datetime, timedelta

    from kring.foundation.accounts.links import PasswordLinks

    anton.post(f"/beheer/mensen/{newcomer}/uitnodigen/")
    link = invited(world)
    later = datetime.now() + timedelta(days=days)  # noqa: TID251 (the links of Django count on the machine)
    monkeypatch.setattr(PasswordLinks, "_now", lambda self: later)
    answer = Client(SERVER_NAME=world.host).get(link)
    assert (answer.status_code == 302) is works


def test_an_address_of_another_login_is_not_invited(world: World, anton: Client) -> None:
    key = uuid4()
    insert(
        "people_person",
        id=key,
        organisation_id=world.organisation_id,
        name="Lies",
        work_mail=world["Yara"].mail,
        craft="nurse",
        language="nl",
    )
    assert "kan niet worden verstuurd" in anton.post(f"/beheer/mensen/{key}/uitnodigen/", follow=True).content.decode()
    assert fetch("select account_id from people_person where id = %s", key) == [(None,)]


def unit_named(world: World, name: str) -> tuple[UUID, UUID | None, UUID | None, str]:
    ((*row,),) = fetch(
        "select id, parent_id, division_id, manager_name from people_unit where organisation_id = %s and name = %s",
        world.organisation_id,
        name,
    )
    return tuple(row)  # type: ignore[return-value]


def test_units_are_added_renamed_moved_and_led(world: World, anton: Client) -> None:
    new = {"name": "Divisie Snij", "level": "division", "parent": "", "manager": ""}
    assert anton.post("/beheer/afdelingen/nieuw/", new).status_code == 302
    division, *_ = unit_named(world, "Divisie Snij")
    moved = {"name": "SEH", "level": "department", "parent": str(division), "manager": str(world["Marco"].id)}
    assert anton.post(f"/beheer/afdelingen/{world.ward}/", moved).status_code == 302
    assert unit_named(world, "SEH") == (world.ward, division, division, "Marco")
    assert "SEH" in said(anton, "/beheer/afdelingen/")


def test_who_leads_by_the_file_of_the_hr_system_stays_when_the_unit_is_renamed(
    world: World, anton: Client, newcomer: UUID
) -> None:
    """Without the role of manager somebody leads too; losing that would let a lead support their own people."""
    lead = {"manager_name": "Lies de Wit", "manager_id": newcomer}
    fetch(
        "update people_unit set manager_name = %s, manager_id = %s where id = %s returning 1",
        *lead.values(),
        world.ward,
    )
    address = f"/beheer/afdelingen/{world.ward}/"
    assert f'<option value="{newcomer}" selected>Lies de Wit</option>' in said(anton, address)
    renamed = {"name": "SEH Oost", "level": "department", "parent": str(world.division), "manager": str(newcomer)}
    assert anton.post(address, renamed).status_code == 302
    assert unit_named(world, "SEH Oost")[3] == "Lies de Wit"
    other = {**renamed, "name": "Elders"}
    assert anton.post(f"/beheer/afdelingen/{world.other_ward}/", other).status_code == 422


@pytest.mark.parametrize(
    "wrong",
    [
        {"parent": ""},
        {"level": "division"},
        {"name": ""},
        {"name": "x" * 121},
        {"manager": "marco"},
        {"manager": str(uuid4())},
        {"parent": str(uuid4())},
    ],
)
def test_a_unit_that_cannot_be_is_refused(world: World, anton: Client, wrong: dict[str, str]) -> None:
    right = {"name": "SEH", "level": "department", "parent": str(world.division), "manager": ""}
    assert anton.post(f"/beheer/afdelingen/{world.ward}/", {**right, **wrong}).status_code == 422


def test_a_unit_never_stands_under_itself(world: World, anton: Client) -> None:
    below = {"name": "Team A", "level": "department", "parent": str(world.ward), "manager": ""}
    anton.post("/beheer/afdelingen/nieuw/", below)
    team, *_ = unit_named(world, "Team A")
    circle = {"name": "SEH", "level": "department", "parent": str(team), "manager": ""}
    answer = anton.post(f"/beheer/afdelingen/{world.ward}/", circle)
    assert answer.status_code == 422
    assert "niet onder zichzelf staan" in answer.content.decode()


def test_of_many_units_those_under_one_come_at_a_time_or_those_with_a_word(
    world: World, anton: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(units, "FEW", 1)
    top = said(anton, "/beheer/afdelingen/")
    assert "Divisie Acuut" in top and "Spoedeisende hulp" not in top
    assert f'href="?onder={world.division}"' in top
    under = said(anton, f"/beheer/afdelingen/?onder={world.division}")
    assert "Spoedeisende hulp" in under and "Alle divisies" in under
    found = said(anton, "/beheer/afdelingen/?q=SPOED")
    assert "Spoedeisende hulp" in found and "Divisie Acuut" not in found
    assert "Niets gevonden" in said(anton, "/beheer/afdelingen/?q=kernreactor")
    assert "Divisie Acuut" in said(anton, "/beheer/afdelingen/?onder=x")


def test_of_many_managers_and_units_the_right_one_is_looked_up(
    world: World, anton: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.person("Marcella", "manager", craft="nurse", unit=world.other_ward)
    monkeypatch.setattr(forms, "FEW", 1)
    address = f"/beheer/afdelingen/{world.ward}/"
    assert "Marcella" not in said(anton, address) and "Zoek wie leiding geeft" in said(anton, address)
    wish = {"name": "SEH", "level": "department", "parent": str(world.division), "manager": ""}
    assert "Typ meer van de naam." in anton.post(address, {**wish, "manager_like": "marc"}).content.decode()
    monkeypatch.setattr(forms, "FEW", 2)
    world.person("Wim", "manager", craft="nurse", unit=world.other_ward)
    several = anton.post(address, {**wish, "manager_like": "marc"})
    assert several.status_code == 422 and "Marcella</option>" in several.content.decode()
    assert "Dit staat in meer dan één naam." in several.content.decode()
    unknown = anton.post(address, {**wish, "parent": "", "parent_like": "kernreactor"}).content.decode()
    assert "Dit staat in geen enkele naam." in unknown and "Kies waar dit bij hoort" not in unknown
    chosen = {**wish, "manager_like": "marc", "manager": str(world["Marco"].id)}
    assert anton.post(address, chosen).status_code == 302
    assert unit_named(world, "SEH")[3] == "Marco"
    assert anton.post(address, {**wish, "manager_like": "marcel"}).status_code == 302
    assert unit_named(world, "SEH")[3] == "Marcella"
    page = said(anton, address)
    assert "selected>Marcella<" in page and "Marco<" not in page and "Wim<" not in page, "who leads it now, no more"


def test_a_lead_without_the_role_stays_a_choice_among_many(
    world: World, anton: Client, newcomer: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "FEW", 0)
    fetch(
        "update people_unit set manager_id = %s, manager_name = 'Lies de Wit' where id = %s returning name",
        newcomer,
        world.ward,
    )
    address = f"/beheer/afdelingen/{world.ward}/"
    page = said(anton, address)
    assert "selected>Lies de Wit<" in page and "Zoek wie leiding geeft" in page
    kept = {"name": "SEH", "level": "department", "parent": str(world.division), "manager": str(newcomer)}
    assert anton.post(address, kept).status_code == 302
    assert unit_named(world, "SEH")[3] == "Lies de Wit"


def test_a_unit_with_people_stays_and_an_empty_one_goes(world: World, anton: Client) -> None:
    weg = f"/beheer/afdelingen/{world.ward}/weg/"
    assert "Hier werken mensen" in anton.post(weg, follow=True).content.decode()
    anton.post(
        "/beheer/afdelingen/nieuw/",
        {"name": "Leeg", "level": "department", "parent": str(world.division), "manager": ""},
    )
    empty, *_ = unit_named(world, "Leeg")
    for _again in range(2):
        assert anton.post(f"/beheer/afdelingen/{empty}/weg/").status_code == 302
    assert "Leeg" not in said(anton, "/beheer/afdelingen/")
    assert anton.get(f"/beheer/afdelingen/{empty}/").status_code == 404
    job = world.job()
    with as_(job) as at:
        clear_units(world.organisation_id, job, at)
    assert fetch("select 1 from people_unit where id = %s", empty) == []


def test_the_clock_does_not_matter_to_a_role(world: World, anton: Client, clock: Clock) -> None:
    """A proposal does not run out; somebody takes it back or confirms it."""
    anton.post(f"/beheer/mensen/{world['Yara'].id}/rol/", {"role": "trainer"})
    clock.forward(days=400)
    assert "opleider" in said(browser(world["Bram"]), "/beheer/rollen/")
