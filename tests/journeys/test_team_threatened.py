"""Case 1 (UV, second usability test): a relative threatens a whole team, and two weeks of fear and doubt follow."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from kring.foundation.testing import fetch

from .story import Phone, Site

KIND = "Agressie of dreiging door een patiënt of naaste"
THREAT = "Geweld of dreiging tegen iemand van ons"
JOKE, ELS = "joke@thuis.test", "els@thuis.test"
BAS = "06 12345678"
HERS = ("support_trajectory", "support_proposal", "support_conversation", "support_sharing", "support_workitem")
THEIRS = ("events_event", "events_offer", "events_offeranswer", "events_offeredonce", "keys_datakey")


def test_a_whole_team_is_threatened(site: Site) -> None:
    site.on_a_tuesday()
    marco = site.phone(site.world["Marco"])
    let_it_be_known(marco)
    names(marco, ("Joke", JOKE), ("Bas", BAS), ("Els", ELS))
    page, kept = marco.page.url, marco.sees("3 collega’s krijgen een aanbod").text()
    marco.taps("Print de code").sees("Was jij erbij?", "Niemand ziet wie er scant")
    somebody_nobody_named_talks_once(site, square=marco.page.locator(".k-qr a").inner_text())

    joke_says_later(site)
    assert marco.opens(page).text() == kept
    petra_offers_and_hears_no_answer(site)
    assert marco.opens(page).text() == kept

    site.later(days=14)
    kept = site.phone(site.world["Marco"]).opens(page).text()
    code = joke_is_asked_once_more_and_says_yes(site)
    assert site.phone(site.world["Marco"]).opens(page).text() == kept
    sam_says_yes(site)
    assert [table for table in HERS[:3] if rows(site, table)] == list(HERS[:3])
    nobody_else_sees_anything(site)

    talks(site, "Eerste gesprek")
    site.later(days=12)
    talks(site, "Tweede gesprek")
    site.later(days=2)
    both_are_reminded_of_help(site, code)
    the_silent_are_asked_once_more(site)
    site.later(days=30)
    talks(site, "Derde gesprek").sees("Drie is drie")
    comes_back(site, code).sees("Jullie zijn klaar", "verdwijnt deze pagina vanzelf")

    site.later(days=14)
    it_let_go(site, code)
    site.later(days=40)
    nobody_was_asked_a_third_time(site, page)


def let_it_be_known(marco: Phone) -> None:
    marco.opens("/").taps("Er is iets gebeurd op de afdeling").sees("Geen VIM-melding", "Schrijf geen verhaal op")
    marco.chooses(KIND).chooses(THREAT).selects("Wanneer was het?", "vandaag").fills("Waar was het?", "Spoedeisende")
    marco.taps("Laat het weten").sees("Wie waren erbij?")


def names(marco: Phone, *colleagues: tuple[str, str]) -> None:
    for number, (who, how) in enumerate(colleagues, 1):
        marco.fills(f"Naam van collega {number}", who).fills(f"Mail of telefoon van collega {number}", how)
    marco.taps("Bied een gesprek aan")


def somebody_nobody_named_talks_once(site: Site, square: str) -> None:
    """Yara scans the poster in the coffee room, and talks with Noor the same evening. Once is enough."""
    yara = site.phone().opens(square).sees("Je staat er niet alleen voor")
    yara.taps("Ik wil met een collega praten").sees("We vragen niemand die er zelf ook bij was")
    yara.fills("Hoe mogen we je noemen?", "Yara").fills("Nummer of mailadres", "0611111111")
    yara.unfolds("Heb je een voorkeur?").selects("Wat is je vak?", "Verpleegkundige").taps("Vraag een collega")
    yara.sees("Goed dat je het vraagt, Yara").taps("Ik heb hem bewaard, ga verder")

    noor = site.phone(site.world["Noor"])
    noor.opens(site.letterbox.to(site.world["Noor"].mail)[0].link("/gesprekken/")).never_sees("Yara")
    noor.taps("Ja, ik doe dit").sees("Leid of beoordeel je deze persoon, of was je erbij?")
    noor.taps("Nee, ik kan dit doen").sees("Yara", "06 11 11 11 11").taps("Ik heb deze drie verteld")
    noor.unfolds("Het gesprek is geweest").taps("Gesprek gevoerd")
    noor.unfolds("Was het genoeg?").taps("Het was genoeg").sees("Het was genoeg").never_sees("Drie is drie")
    yara.waits_to_see("Jullie zijn klaar")


def joke_says_later(site: Site) -> None:
    letter = site.letterbox.to(JOKE)[0]
    assert "Joke" not in letter.subject + letter.body
    joke = site.phone().opens(letter.link("/aanbod/")).sees("Wil je met een collega praten?", "Dit is een aanbod")
    joke.chooses("Nu niet, vraag het later nog eens").taps("Geef dit antwoord")
    joke.sees("Over twee weken vragen we het nog één keer")


def petra_offers_and_hears_no_answer(site: Site) -> None:
    petra = site.phone(site.world["Petra"]).opens("/coordinatie/").sees("Eén ding vraagt aandacht")
    petra.taps("Aanbod", exact=True).sees("nog 3 te benaderen")
    petra.taps(KIND).sees("Bas", BAS, "Joke", "Els").never_sees("later", "Nu niet")
    for who in ("Bas", "Joke", "Els"):
        petra.taps(f"Benaderd {who}").never_sees(f"Benaderd {who}")
    petra.sees("Iedereen heeft een aanbod").taps("Terug").never_sees("Joke", "Els", "Bas")
    expect(petra.page.get_by_role("cell")).to_have_text([KIND, "Spoedeisende hulp", re.compile("week"), "0", "3"])


def joke_is_asked_once_more_and_says_yes(site: Site) -> str:
    assert len(site.letterbox.to(ELS)) == 1
    again = site.letterbox.to(JOKE, count=2)[-1]
    assert "Dit is het laatste bericht hierover" in again.body
    joke = site.phone().opens(again.link("/aanbod/")).chooses("Ja, ik wil praten")
    joke.never_sees("vraag het later").taps("Geef dit antwoord").sees("Dit hoort bij het aanbod dat je kreeg")
    assert joke.page.get_by_label("Nummer of mailadres").input_value() == JOKE
    two_weeks_ago = site.clock.now().date() - timedelta(days=14)
    joke.unfolds("Heb je een voorkeur?").fills("Wanneer was het?", two_weeks_ago.isoformat())
    joke.taps("Vraag een collega").sees("Goed dat je het vraagt, Joke")
    return joke.code()


def sam_says_yes(site: Site) -> None:
    """Noor rests after the conversation with Yara, so Kring asks Sam."""
    sam = site.phone(site.world["Sam"])
    sam.opens(site.letterbox.to(site.world["Sam"].mail)[0].link("/gesprekken/")).never_sees("Joke")
    sam.taps("Ja, ik doe dit").taps("Nee, ik kan dit doen").sees("Joke", JOKE)
    sam.taps("Ik heb deze drie verteld").sees("Eerste gesprek")


def nobody_else_sees_anything(site: Site) -> None:
    for name in ("Marco", "Hanna"):
        phone = site.phone(site.world[name])
        for path in ("/", "/kring/", "/mijn/", "/cijfers/"):
            phone.opens(path).never_sees("Joke", JOKE, "Yara", "Sam")
        for path in ("/coordinatie/", "/coordinatie/aanbod/", "/gesprekken/"):
            phone.finds_nothing_at(path)
    site.phone(site.world["Petra"]).opens("/coordinatie/").sees("Niets vraagt aandacht").never_sees("Joke", "Yara")


def talks(site: Site, which: str) -> Phone:
    """Sam and Joke meet in the days of the timing template; only the day is kept."""
    sam = site.phone(site.world["Sam"]).opens("/gesprekken/").sees(which)
    sam.page.locator("main .k-item__title").first.click()
    sam.page.wait_for_url("**/gesprekken/*-*/")
    return sam.sees("Joke", which).unfolds("Het gesprek is geweest").taps("Gesprek gevoerd").sees("Genoteerd")


def comes_back(site: Site, code: str) -> Phone:
    return site.phone().opens("/mijn/code/").fills("Je code", code).taps("Open mijn pagina")


def both_are_reminded_of_help(site: Site, code: str) -> None:
    """Four weeks after it happened."""
    for address, letters in ((site.world["Sam"].mail, 2), (JOKE, 4)):
        last = site.letterbox.to(address, count=letters)[-1]
        assert "Er staat iets voor je klaar in Kring" in last.subject
        assert "hulp" not in last.subject + last.body
    site.phone(site.world["Sam"]).opens("/gesprekken/").sees("Praat over hulp", "Twijfel je? Raad het dan aan")
    comes_back(site, code).sees("Tijd om samen naar andere hulp te kijken", "Je beslist zelf", "Derde gesprek")


def the_silent_are_asked_once_more(site: Site) -> None:
    assert "Dit is het laatste bericht" in site.letterbox.to(ELS, count=2)[-1].body
    petra = site.phone(site.world["Petra"]).opens("/coordinatie/").sees("nog één te benaderen").taps(KIND)
    petra.sees("Bas", BAS).never_sees("Els", "Joke").taps("Benaderd Bas").sees("Iedereen heeft een aanbod")


def it_let_go(site: Site, code: str) -> None:
    comes_back(site, code).sees("Deze code opent niets")
    site.phone(site.world["Sam"]).opens("/gesprekken/").sees("Er is nu niets te doen").never_sees("Joke")
    assert [table for table in HERS if rows(site, table)] == []
    assert site.holding(JOKE) == []


def nobody_was_asked_a_third_time(site: Site, page: str) -> None:
    assert [len(site.letterbox.to(address)) for address in (JOKE, ELS)] == [4, 2]
    site.phone(site.world["Petra"]).opens("/coordinatie/aanbod/").sees("Er is nu niets aan te bieden").never_sees(
        "Bas"
    )
    site.phone(site.world["Marco"]).finds_nothing_at(page)
    assert [table for table in (*HERS, *THEIRS) if rows(site, table)] == []
    assert [site.holding(address) for address in (ELS, BAS)] == [[], []]


def rows(site: Site, table: str) -> int:
    """How many rows this organisation has."""
    return len(fetch(f"select 1 from {table} where organisation_id = %s", site.world.organisation_id))
