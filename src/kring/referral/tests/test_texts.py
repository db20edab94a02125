"""Pages to read in an organisation's own words, and PAGO and PMO."""

from datetime import date, timedelta
from typing import Any

import pytest

from kring.foundation.decision import NotAllowed
from kring.foundation.evidence import Situation, reading
from kring.foundation.tenancy.queries import local_day, organisation
from kring.foundation.testing import Clock, World, as_, fetch
from kring.foundation.testing_http import words
from kring.referral.actions.keep_text import keep_text
from kring.referral.actions.watch_signpost import watch_signpost
from kring.referral.domain.cleaning import plain
from kring.referral.domain.markup import Part
from kring.referral.domain.meanwhile import Meanwhile
from kring.referral.queries.texts import due_texts, own_parts
from kring.referral.tests.making import browser, letters, listed, phone

TEXTS = "/wegwijzer/bijhouden/teksten/"
PAGE = f"{TEXTS}what_helps/nl/"
CHECK = "/wegwijzer/bijhouden/gezond-werk/pmo/"
READ = "/wegwijzer/gezond-werk/"
OWN = "## Bij ons\n\nLoop even naar de stilteruimte.\n\n- Die is dag en nacht open."


def today_of(world: World) -> date:
    with as_(world.public) as at:
        return local_day(world.organisation_id, at)


def writes(world: World, who: str = "Petra", **changed: Any) -> Any:
    typed = {"after": "0", "body": OWN, "review_on": (today_of(world) + timedelta(days=90)).isoformat()}
    return browser(world, who).post(PAGE, {**typed, **changed}, follow=True)


def current(world: World) -> tuple[Part, ...] | None:
    with as_(world.public):
        return own_parts("what_helps", "nl")


def night(world: World) -> None:
    job = world.job("night")
    with as_(job) as at:
        watch_signpost(world.organisation_id, job, at)


@pytest.mark.parametrize("who", ["Petra", "Anton"])
def test_a_page_is_written_in_own_words(world: World, who: str) -> None:
    page = words(writes(world, who))
    assert "Bewaard. Iedereen leest nu deze versie." in page
    assert current(world) == (Part("Bij ons", ("Loop even naar de stilteruimte.",), ("Die is dag en nacht open.",)),)


def test_the_difference_says_whose_each_line_is(world: World) -> None:
    page = words(writes(world))
    assert "alleen jullie Loop even naar de stilteruimte." in page
    assert "alleen Kring" in page


def test_the_form_begins_with_what_kring_says(world: World) -> None:
    begun = browser(world, "Petra").get(PAGE).context["form"].initial
    assert begun["body"].startswith("## Nu, op dit moment")
    assert "- Drink iets." in begun["body"]


def test_older_versions_stay_and_can_be_taken_up_again(world: World) -> None:
    writes(world)
    writes(world, after="1", body="Iets anders.")
    older = browser(world, "Petra").get(f"{PAGE}?versie=1").context["form"].initial
    assert older["body"] == OWN
    writes(world, after="2", body=older["body"])
    assert fetch(
        "select number, is_current from referral_owntext where organisation_id = %s order by number",
        world.organisation_id,
    ) == [(1, False), (2, False), (3, True)]


def test_kring_s_own_text_comes_back(world: World) -> None:
    writes(world)
    browser(world, "Petra").post(f"{PAGE}kring/")
    assert current(world) is None


def test_two_who_write_the_same_page_do_not_lose_each_others_work(world: World) -> None:
    writes(world)
    answer = writes(world, "Anton", body="Ook mooi.")
    assert answer.status_code == 422
    assert "Iemand anders schreef intussen een versie." in words(answer)
    assert answer.context["form"]["body"].value() == "Ook mooi."
    again = {"after": answer.context["form"]["after"].value(), "body": "Ook mooi."}
    writes(world, "Anton", **again)
    assert current(world) == (Part("", ("Ook mooi.",), ()),)


@pytest.mark.parametrize(
    ("pasted", "wanted"),
    [
        ("<h2>Nu</h2><p>Rust <b>even</b>.</p><ul><li>water</li></ul>", "## Nu\n\nRust even.\n\n- water"),
        ("<script>alert(1)</script>Hallo<!-- x -->", "Hallo"),
        ('<a href="javascript:alert(1)">Klik</a> hier', "Klik hier"),
        ("<img src=x onerror=alert(1)>Tekst", "Tekst"),
        ("Minder dan < en meer dan > mag & ook", "Minder dan < en meer dan > mag & ook"),
        ("Zicht\u202ebaar\u200b", "Zichtbaar"),
    ],
)
def test_what_is_pasted_becomes_plain_text(world: World, pasted: str, wanted: str) -> None:
    writes(world, body=pasted)
    ((body,),) = fetch("select body from referral_owntext where organisation_id = %s", world.organisation_id)
    assert body == wanted


def test_tags_that_hide_in_entities_stay_text() -> None:
    assert plain("&lt;script&gt;alert(1)&lt;/script&gt;") == "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"body": ""}, "Vul dit in."),
        ({"body": "<p> </p>"}, "Er staat geen tekst in."),
        ({"body": "x" * 8001}, "Maak het korter"),
        ({"review_on": "2020-01-01"}, "Kies een dag na vandaag, binnen twee jaar."),
        ({"review_on": "2999-01-01"}, "Kies een dag na vandaag, binnen twee jaar."),
        ({"review_on": "ooit"}, "Vul een datum in"),
        ({"after": "-1"}, ""),
    ],
)
def test_what_does_not_fit_is_explained_and_not_kept(world: World, wrong: dict[str, str], said: str) -> None:
    answer = writes(world, **wrong)
    assert answer.status_code == 422
    assert said in words(answer)
    assert current(world) is None


@pytest.mark.parametrize("who", ["Yara", "Hanna", "Bas"])
def test_others_write_nothing(world: World, who: str) -> None:
    world.person("Bas", "occupational")
    assert browser(world, who).get(PAGE).status_code == 404
    actor = world[who].actor
    with as_(actor) as at, pytest.raises(NotAllowed):
        keep_text(
            page="what_helps", language="nl", body="x", review_on=at.date() + timedelta(9), after=0, by=actor, at=at
        )


@pytest.mark.parametrize("path", ["bestaat-niet/nl/", "what_helps/fr/"])
def test_a_page_that_is_not_there_is_not_written(world: World, path: str) -> None:
    assert browser(world, "Petra").get(f"{TEXTS}{path}").status_code == 404


def test_a_version_written_meanwhile_is_refused_by_the_action(world: World) -> None:
    writes(world)
    petra = world["Petra"].actor
    with as_(petra) as at, pytest.raises(Meanwhile):
        keep_text(
            page="what_helps", language="nl", body="x", review_on=at.date() + timedelta(9), after=0, by=petra, at=at
        )


def test_an_overdue_review_is_told_once_and_stays_on_the_list(world: World, clock: Clock) -> None:
    writes(world)
    night(world)
    assert letters(world) == []
    clock.forward(days=91)
    night(world)
    night(world)
    assert sorted(letter["to"] for letter in letters(world)) == sorted(
        world[name].mail for name in ("Petra", "Dirk", "Anton")
    )
    page = words(browser(world, "Dirk").get("/wegwijzer/bijhouden/"))
    assert "Wat helpt? nu bekijken" in page


def test_a_change_of_kring_s_text_is_seen(world: World) -> None:
    writes(world)
    fetch(
        "update referral_owntext set based_on = 'before' where organisation_id = %s returning 1",
        world.organisation_id,
    )
    with as_(world.public):
        (due,) = due_texts(today_of_context(world))
    assert (due.is_behind, due.is_overdue) == (True, False)
    assert "De tekst van Kring is veranderd" in words(browser(world, "Petra").get(PAGE))


def today_of_context(world: World) -> date:
    return date(2020, 1, 1)


# --- PAGO and PMO ---------------------------------------------------------------------------------------


def test_what_pago_and_pmo_are_stands_there_before_anybody_said_when(world: World) -> None:
    page = words(phone(world).get(READ))
    assert "Preventief medisch onderzoek." in page
    assert "Wanneer het komt, is nog niet bekend." in page
    assert "Je werkgever niets van iemand, alleen een beeld van grote groepen" in page


@pytest.mark.parametrize(
    ("opens", "closes", "said"),
    [(-3, 3, "Je kunt meedoen tot en met"), (5, 9, "Je kunt meedoen vanaf"), (-9, -5, "De vorige keer eindigde op")],
)
def test_when_it_is_here_is_said(world: World, opens: int, closes: int, said: str) -> None:
    today = today_of(world)
    typed = {
        "opens_on": (today + timedelta(days=opens)).isoformat(),
        "closes_on": (today + timedelta(days=closes)).isoformat(),
        "how_nl": "Meld je aan bij de arbodienst.",
    }
    world.person("Bas", "occupational")
    browser(world, "Bas").post(CHECK, typed)
    page = words(phone(world).get(READ))
    assert said in page
    assert "Meld je aan bij de arbodienst." in page


def test_a_last_day_before_the_first_is_refused(world: World) -> None:
    answer = browser(world, "Anton").post(CHECK, {"opens_on": "2027-05-02", "closes_on": "2027-05-01"})
    assert answer.status_code == 422
    assert "De laatste dag ligt voor de eerste." in words(answer)


def test_an_adviser_does_not_say_when(world: World) -> None:
    world.person("Vera", "adviser")
    assert browser(world, "Vera").get(CHECK).status_code == 404
    assert browser(world, "Anton").get("/wegwijzer/bijhouden/gezond-werk/apk/").status_code == 404


def test_what_the_signpost_shows_can_be_looked_up(world: World) -> None:
    def verdicts() -> tuple[str, str]:
        job = world.job("night")
        with as_(job) as at:
            day = local_day(world.organisation_id, at)
            situation = Situation(organisation(world.organisation_id), day)
            keys = ("routes_with_lead_time", "health_check_offered")
            first, second = (reading(key, situation).verdict.value for key in keys)
            return first, second

    assert verdicts() == ("not_shown", "not_shown")
    fresh: dict[str, Any] = {"lead_days": 3, "checked_on": today_of(world), "checked_how": "phone"}
    listed(world, is_inside=True, **fresh)
    browser(world, "Anton").post(CHECK, {"opens_on": today_of(world).isoformat()})
    assert verdicts() == ("partly", "shown")
    listed(world, contract_until=today_of(world), **fresh)
    assert verdicts() == ("shown", "shown")
