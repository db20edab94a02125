"""A mail server that hangs up: whether a mail arrived nobody knows. Whoever it concerns reads so, and what to do."""

import time

from kring.foundation.testing import fetch

from .story import Phone, Site

LOTTE = "lotte.met.een.heel.lange.naam.vol.voornamen@thuis.voorbeeld.test"  # longer than a phone is wide
MAYBE = "Onze mail is misschien niet aangekomen"


def test_a_mail_may_not_have_arrived(site: Site) -> None:
    site.on_a_tuesday(hour=10)
    site.letterbox.hangs_up = 1
    lotte = asks(site)
    code = lotte.code()
    wait_for_unsure(site, 1)
    first = asked_now(site)
    site.clock.forward(minutes=16)
    site.round()

    lotte = comes_back(site, code)
    lotte.sees(MAYBE, "dan vragen we de volgende")
    site.phone(site.world[first]).opens("/gesprekken/").sees("of onze mail over deze vraag bij je is aangekomen")
    for nobody, page in (("Marco", "/mijn-team/"), ("Anton", "/beheer/"), ("Hanna", "/")):
        site.phone(site.world[nobody]).opens(page).never_sees("misschien niet aangekomen")

    petra = site.phone(site.world["Petra"]).opens("/coordinatie/").sees("onze mail is misschien niet aangekomen")
    petra.opens("/coordinatie/aanvragen/").sees("mail onzeker")
    petra.opens("/coordinatie/").taps("Aanvraag:").sees("Wie gevraagd is, weet misschien van niets")
    petra.taps("Laat Kring verder zoeken").opens("/coordinatie/").never_sees("misschien niet aangekomen")
    lotte.opens("/mijn/").never_sees(MAYBE)
    somebody_says_yes(site, other_than=first)

    wait_for_unsure(site, 2)
    site.clock.forward(minutes=16)
    second = supporter_now(site)
    comes_back(site, code).sees(MAYBE, LOTTE, "alles staat op deze pagina")
    noor = site.phone(site.world[second]).opens("/gesprekken/").taps(words(site))
    noor.sees(MAYBE, "Stuur er zelf een", "Stuur een mail")


def asks(site: Site) -> Phone:
    lotte = site.phone().opens("/praten/")
    lotte.fills("Hoe mogen we je noemen", "Lotte").chooses("privémail").fills("Nummer of mailadres", LOTTE)
    return lotte.taps("Vraag een collega")


def comes_back(site: Site, code: str) -> Phone:
    return site.phone().opens("/mijn/code/").fills("Code", code).taps("Open mijn pagina")


def one(site: Site, question: str) -> str:
    ((found,),) = fetch(question, site.world.organisation_id)
    return str(found)


def words(site: Site) -> str:
    return one(site, "select spoken_name from support_trajectory where organisation_id = %s")


def name_of(site: Site, person: str) -> str:
    return next(name for name, somebody in site.world.people.items() if str(somebody.id) == person)


def asked_now(site: Site) -> str:
    open_one = "select supporter_id from support_proposal where organisation_id = %s and state = 'open'"
    return name_of(site, one(site, open_one))


def supporter_now(site: Site) -> str:
    return name_of(site, one(site, "select supporter_id from support_trajectory where organisation_id = %s"))


def somebody_says_yes(site: Site, other_than: str) -> None:
    """Kring asked the other one, by a mail that arrives; the mail about the yes does not."""
    until = time.monotonic() + 60
    while not fetch(
        "select 1 from support_proposal where state = 'open' and organisation_id = %s", site.world.organisation_id
    ):
        assert time.monotonic() < until
        time.sleep(0.2)
    second = asked_now(site)
    assert second != other_than
    site.letterbox.to(site.world[second].mail)
    site.letterbox.hangs_up = 1
    site.phone(site.world[second]).opens("/gesprekken/").taps("Ja, ik doe dit")


def wait_for_unsure(site: Site, number: int) -> None:
    """The worker lost the line to the mail server so many times."""
    until = time.monotonic() + 60
    count = "select count(*) from mail_outboxmail where state = 'uncertain' and organisation_id = %s"
    while one(site, count) != str(number):
        assert time.monotonic() < until
        time.sleep(0.2)
