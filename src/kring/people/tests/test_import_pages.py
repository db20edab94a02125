"""The pages of the import: an administrator reads before anything changes, and others find nothing there."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kring.foundation.testing import World, as_, fetch, jobs_of
from kring.foundation.testing_http import sign_in
from kring.people.actions.apply_import import apply_import
from kring.people.actions.check_import import check_import
from kring.people.domain.importing.columns import FIELDS
from kring.people.domain.importing.tables import LARGEST
from kring.people.tests.files import person, text_file

PAGE = "people:import"


@pytest.fixture
def anton(world: World) -> Client:
    """The administrator's browser."""
    client = Client(SERVER_NAME=world.host, headers={"accept-language": "nl"})
    sign_in(client, world["Anton"])
    return client


def send(client: Client, data: bytes, name: str = "mensen.csv") -> HttpResponse:
    """Choose a file."""
    answer: HttpResponse = client.post(reverse("people:import_upload"), {"file": SimpleUploadedFile(name, data)})
    return answer


def columns(client: Client, **more: str) -> HttpResponse:
    """Take the columns that were proposed."""
    form = client.get(reverse("people:import_columns")).context["form"]
    chosen = {field: form.initial[field] for field in FIELDS if form.initial[field] >= 0}
    answer: HttpResponse = client.post(reverse("people:import_columns"), {**chosen, **more})
    return answer


def work(world: World) -> None:
    """What the worker does."""
    job = world.job("import")
    for step in (check_import, apply_import):
        with as_(job) as at:
            step(world.organisation_id, job, at)


def words(response: HttpResponse) -> str:
    """What can be read."""
    return response.content.decode()


def test_from_a_file_to_people_on_the_pages(world: World, anton: Client) -> None:
    assert "Kies een bestand" in words(anton.get(reverse(PAGE)))
    rows = [person("1", "Bakker", mail="fout"), person("2", "<b>Vet</b>", lead="1")]
    assert send(anton, text_file(rows, encoding="cp1252"))["Location"] == reverse("people:import_columns")
    assert columns(anton)["Location"] == reverse(PAGE)
    assert "kring.people.jobs.import_people" in jobs_of(world.organisation_id)
    assert "vergeleken" in words(anton.get(reverse(PAGE)))
    work(world)
    read = words(anton.get(reverse(PAGE)))
    assert "Er is nog niets veranderd" in read and "Anna Bakker" in read and "Dit is geen e-mailadres" in read
    assert "<b>Vet</b>" not in read
    assert fetch(
        "select count(*) from people_person where organisation_id = %s and number_tag <> ''", world.organisation_id
    ) == [(0,)]
    anton.post(reverse("people:import_take_over"))
    assert "0 procent" in words(anton.get(reverse(PAGE)))
    work(world)
    assert "Het bestand is doorgevoerd" in words(anton.get(reverse(PAGE)))
    assert fetch(
        "select count(*) from people_person where organisation_id = %s and number_tag <> ''", world.organisation_id
    ) == [(2,)]


def test_a_bad_line_is_named_and_nothing_can_be_taken_over(world: World, anton: Client) -> None:
    send(anton, text_file([person("1", starts="gisteren"), person("2", "=2+5", mail="+31")]))
    columns(anton)
    work(world)
    read = words(anton.get(reverse(PAGE)))
    assert "Dit is geen datum" in read and "gisteren" in read
    assert reverse("people:import_take_over") not in read
    listed = anton.get(reverse("people:import_problems")).content.decode("utf-8-sig").splitlines()
    assert listed[0] == "Regel;Kolom;Wat er staat;Wat er niet klopt;Moet eerst beter;Alle regels"
    assert listed[1] == "2;Eerste werkdag;gisteren;Dit is geen datum.;ja;"
    assert listed[2].startswith("3;E-mailadres van het werk;'+31;")
    anton.post(reverse("people:import_take_over"))
    assert "gisteren" in words(anton.get(reverse(PAGE)))


def test_whoever_leaves_by_not_being_in_the_file_is_not_named(world: World, anton: Client) -> None:
    for rows in ([person("1", "Bakker"), person("2", "Stiekem")], [person("1", "Bakker")]):
        send(anton, text_file(rows))
        columns(anton, is_complete="on")
        work(world)
        read = words(anton.get(reverse(PAGE)))
        anton.post(reverse("people:import_take_over"))
        work(world)
    assert "omdat ze niet in het bestand staan" in read and "Er zouden veel mensen vertrekken" in read
    assert "Stiekem" not in read


def test_without_a_number_the_columns_are_asked_again(world: World, anton: Client) -> None:
    send(anton, text_file([("1", "Anna")], headings=("Zus", "Zo")))
    answer = anton.post(reverse("people:import_columns"), {"name": "1"})
    assert answer.status_code == 422
    assert "Kies de kolom met het personeelsnummer" in words(answer)
    assert "Personeelsnummer</label>" in words(answer), "what has to be chosen is not called optional"
    assert anton.post(reverse("people:import_columns"), {"number": "99", "name": "1"}).status_code == 422


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Er staat niets in dit bestand"),
        (b"%PDF-1.7 x", "Dit is geen tabel"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 100, "oud Excel-bestand"),
        (text_file([person("1")]) + b'"open;' + b"x" * 200_000, "Het ging mis bij regel"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_in_one_sentence(anton: Client, data: bytes, sentence: str) -> None:
    answer = send(anton, data)
    assert answer.status_code == 422
    assert sentence in words(answer)


def test_a_file_that_is_too_large_is_not_kept(anton: Client) -> None:
    answer = send(anton, b"x" * (LARGEST + 100_000))
    assert answer.status_code == 422
    assert "Dit bestand is te groot" in words(answer)


def test_a_forged_upload_is_refused(world: World) -> None:
    client = Client(SERVER_NAME=world.host, enforce_csrf_checks=True)
    sign_in(client, world["Anton"])
    assert send(client, text_file([person("1")])).status_code == 403


def test_the_piece_that_waits_asks_for_the_page_when_it_is_done(world: World, anton: Client) -> None:
    send(anton, text_file([person("1")]))
    columns(anton)
    piece = anton.get(reverse(PAGE), headers={"HX-Request": "true"})
    assert words(piece).lstrip().startswith("<div")
    work(world)
    assert anton.get(reverse(PAGE), headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_a_file_thrown_away_is_gone(world: World, anton: Client) -> None:
    send(anton, text_file([person("1")]))
    anton.post(reverse("people:import_throw_away"))
    assert "Kies een bestand" in words(anton.get(reverse(PAGE)))
    assert anton.get(reverse("people:import_problems")).status_code == 404


@pytest.mark.parametrize("name", ["Petra", "Hanna", "Marco", "Noor", "Yara"])
def test_nobody_else_finds_anything_here(world: World, name: str) -> None:
    client = Client(SERVER_NAME=world.host)
    sign_in(client, world[name])
    assert client.get(reverse(PAGE)).status_code == 404
    assert send(client, text_file([person("1")])).status_code == 404
