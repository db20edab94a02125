"""Answers go along to a new edition of the guideline, once; what it asks otherwise is to be looked at again."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from kring.compliance.actions.announce_reviews import announce_reviews
from kring.compliance.actions.carry_over import carry_over
from kring.compliance.jobs import take_along
from kring.compliance.tests.answering import browser, filled_in, night, today
from kring.foundation.rounds import NIGHTLY
from kring.foundation.testing import World, as_, fetch
from kring.guideline.tests.drafts import DATA, invented_edition

OURS = """select edition, requirement, asked_before, carried_to from compliance_answer where organisation_id = %s
order by 1, 2"""


def _text(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


@pytest.fixture
def answered(world: World, tmp_path: Path, settings: object) -> Iterator[World]:
    """
    An organisation that answered for 2022, and an invented edition 2027 that is not in use yet.

    Of 2022, A5 is A2 in 2027 and asks something else, A36 is not asked any more, and A1 has no parts any more.
    """
    anton, day = browser(world, world["Anton"]), today(world)
    for slug in ("a5", "a36"):
        assert anton.post(f"/beheer/richtlijn/{slug}/", filled_in(day)).status_code == 302
    explained = filled_in(day, way="explained", title="", place="", dated="", valid_until="", argument="Te klein.")
    assert anton.post("/beheer/richtlijn/a3/", explained).status_code == 302
    invented_edition(tmp_path)
    settings.KRING_EDITIONS = str(tmp_path)  # type: ignore[attr-defined] # pytest-django's fixture
    yield world


def in_use(settings: object, version: str = "2027") -> None:
    settings.KRING_EDITION = version  # type: ignore[attr-defined] # pytest-django's fixture


def test_a_draft_says_what_would_become_of_the_answers_and_moves_none(answered: World) -> None:
    page = _text(browser(answered, answered["Anton"]).get("/richtlijn/uitgaven/2022/2027/").content.decode())
    assert "2 antwoorden gaan mee en moeten opnieuw bekeken worden" in page
    assert "1 antwoord blijft bij de vorige uitgave" in page
    assert "nog niet in gebruik" in page and "Neem ze nu mee" not in page
    assert browser(answered, answered["Anton"]).post("/beheer/richtlijn/meenemen/").status_code == 302
    assert {row[0] for row in fetch(OURS, answered.organisation_id)} == {"2022"}


def test_answers_go_along_and_what_is_asked_otherwise_is_looked_at_again(answered: World, settings: object) -> None:
    in_use(settings)
    anton = browser(answered, answered["Anton"])
    assert "nieuwe uitgave" in _text(anton.get("/richtlijn/").content.decode())
    assert "nieuwe uitgave" not in _text(browser(answered).get("/richtlijn/").content.decode())
    assert "Neem ze nu mee" in anton.get("/richtlijn/uitgaven/2022/2027/").content.decode()
    assert "Neem ze nu mee" not in browser(answered).get("/richtlijn/uitgaven/2022/2027/").content.decode()
    assert "2 antwoorden gingen mee" in _text(anton.post("/beheer/richtlijn/meenemen/", follow=True).content.decode())
    assert fetch(OURS, answered.organisation_id) == [
        ("2022", "A3", "", "2027"),
        ("2022", "A36", "", "2027"),
        ("2022", "A5", "", "2027"),
        ("2027", "A2", "2022", ""),
        ("2027", "A3", "2022", ""),
    ]
    page = _text(browser(answered).get("/richtlijn/a2/").content.decode())
    assert "Protocol doorgeleiding" in page and "De richtlijn vraagt dit nu anders" in page
    assert "Deels aangetoond" in page
    overview = _text(anton.get("/richtlijn/").content.decode())
    assert "Weer aan de beurt" in overview and "nieuwe uitgave" not in overview
    difference = _text(anton.get("/richtlijn/uitgaven/2022/2027/").content.decode())
    assert "geen antwoorden meer om mee te nemen" in difference and "kijk naar jullie antwoord" in difference


def test_what_is_asked_as_before_stays_answered(answered: World, settings: object, tmp_path: Path) -> None:
    path = tmp_path / "2027" / "requirements" / "A02.toml"
    old = (DATA / "2022" / "requirements" / "A05.toml").read_text(encoding="utf-8")
    path.write_text(old.replace('"A5"', '"A2"') + 'was = "A5"\n', encoding="utf-8")
    in_use(settings)
    browser(answered, answered["Petra"]).post("/coordinatie/richtlijn/meenemen/")
    assert ("2027", "A2", "", "") in fetch(OURS, answered.organisation_id)
    page = _text(browser(answered).get("/richtlijn/a2/").content.decode())
    assert "Protocol doorgeleiding" in page and "vraagt dit nu anders" not in page


def test_looking_at_it_settles_it(answered: World, settings: object) -> None:
    in_use(settings)
    anton = browser(answered, answered["Anton"])
    anton.post("/beheer/richtlijn/meenemen/")
    kept = anton.post("/beheer/richtlijn/a2/", filled_in(today(answered), revision="1", title="Nieuw protocol"))
    assert kept.status_code == 302
    assert ("2027", "A2", "", "") in fetch(OURS, answered.organisation_id)
    assert "vraagt dit nu anders" not in _text(browser(answered).get("/richtlijn/a2/").content.decode())


def test_again_brings_nothing_back(answered: World, settings: object) -> None:
    in_use(settings)
    anton = browser(answered, answered["Anton"])
    anton.post("/beheer/richtlijn/meenemen/")
    anton.post("/beheer/richtlijn/a2/weg/", {"revision": "1"})
    before = fetch(OURS, answered.organisation_id)
    assert "niets om mee te nemen" in _text(anton.post("/beheer/richtlijn/meenemen/", follow=True).content.decode())
    assert _at_night(answered) == 0
    assert fetch(OURS, answered.organisation_id) == before
    assert ("2027", "A2", "2022", "") not in before


def test_an_answer_for_the_new_edition_wins_from_the_old_one(answered: World, settings: object) -> None:
    in_use(settings)
    anton = browser(answered, answered["Anton"])
    assert anton.post("/beheer/richtlijn/a2/", filled_in(today(answered), title="Eerder af")).status_code == 302
    anton.post("/beheer/richtlijn/meenemen/")
    assert ("2027", "A2", "", "") in fetch(OURS, answered.organisation_id)
    late = anton.post("/beheer/richtlijn/a3/", filled_in(today(answered)))
    assert late.status_code == 409, "the form was opened before the answers came along"


def test_the_night_does_it_where_nobody_did_and_tells_who_answers(answered: World, settings: object) -> None:
    in_use(settings)
    assert take_along in NIGHTLY
    assert _at_night(answered) == 2
    night(answered)
    job = answered.job("night")
    for expected in (2, 0):
        with as_(job) as at:
            assert announce_reviews(answered.organisation_id, job, at) == expected


def test_two_at_once_take_along_once(answered: World, settings: object) -> None:
    in_use(settings)
    both, came = threading.Barrier(2), []

    def go(name: str) -> None:
        try:
            by = answered[name].actor
            both.wait(timeout=20)
            with as_(by) as at:
                came.append(carry_over(by=by, at=at))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(name,)) for name in ("Anton", "Petra")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(came) == [0, 2]
    assert [row[:2] for row in fetch(OURS, answered.organisation_id)].count(("2027", "A2")) == 1


def _at_night(world: World) -> int:
    job = world.job("night")
    with as_(job) as at:
        return carry_over(by=job, at=at)
