"""Case 9: a complaint, then a disciplinary case, for months. No privilege in law, so nothing is written anywhere."""

import re

from kring.foundation.testing import fetch

from .story import Phone, Site, trajectory_of

KIND = "Een klacht of tuchtklacht"
NUMBER = "06 12 34 56 78"
CONDITIONS = (
    "geen wettelijk beroepsgeheim en moet een rechter antwoord geven",
    "mag je ondersteuner ingrijpen",
    "ernstig verwijtbaars",
)


def test_a_complaint_and_a_disciplinary_case(site: Site) -> None:
    site.on_a_tuesday()
    sanne = knows_beforehand_and_asks(site)
    code = sanne.code()
    sanne.taps("Ik heb hem bewaard").sees("We zoeken een collega voor je")
    noor = site.phone(site.world["Noor"]).opens("/gesprekken/").waits_to_see("Een vraag voor jou").never_sees(KIND)
    noor.taps("Ja, ik doe dit").taps("Nee, ik kan dit doen").sees("Sanne", *CONDITIONS).never_sees(KIND)
    noor.taps("Ik heb deze drie verteld")
    there_is_no_place_to_write(site)

    talks(site, "Eerste gesprek")
    site.later(days=14)
    talks(site, "Tweede gesprek")
    nobody_can_hand_over_what_was_said(site)
    site.later(days=16)
    back(site, code).sees("Tijd om samen naar andere hulp te kijken", "088 000 00 02")
    talks(site, "Derde gesprek").sees("Drie is drie")

    she_sees_who_looked(site, code)
    site.later(days=15)
    nothing_is_left(site, code)
    months_later_she_may_ask_anew(site)


def knows_beforehand_and_asks(site: Site) -> Phone:
    """The three conditions stand on the page before anything is asked; what it is about may be said, or not."""
    sanne = site.phone().opens("/").taps("Ik wil met een collega praten").sees(*CONDITIONS)
    sanne.fills("Hoe mogen we je noemen", "Sanne").fills("Nummer of mailadres", NUMBER)
    sanne.unfolds("Heb je een voorkeur").selects("Wat is je vak", "Verpleegkundige")
    sanne.selects("Waar gaat het", KIND).taps("Vraag een collega")
    return sanne.sees("Goed dat je het vraagt, Sanne")


def talks(site: Site, which: str) -> Phone:
    noor = site.phone(site.world["Noor"]).opens(f"/gesprekken/{trajectory_of(site.world)}/").sees(which)
    return noor.unfolds("Het gesprek is geweest").taps("Gesprek gevoerd")


def back(site: Site, code: str) -> Phone:
    return site.phone().opens("/mijn/code/").fills("Je code", code).taps("Open mijn pagina")


def there_is_no_place_to_write(site: Site) -> None:
    """What could be demanded must not exist: no page of a supporter holds a box for words."""
    noor = site.phone(site.world["Noor"])
    page = f"/gesprekken/{trajectory_of(site.world)}/"
    for path in (page, f"{page}leidraad/1/", f"{page}leidraad/2/", f"{page}leidraad/3/"):
        noor.opens(path)
        boxes = noor.page.locator("main textarea, main input:not([type=hidden], [type=radio], [type=checkbox])")
        assert {box.get_attribute("type") for box in boxes.all()} <= {"date"}, path
    noor.sees("Even stoppen en uitleggen", "wacht even, voor je verder praat")


def nobody_can_hand_over_what_was_said(site: Site) -> None:
    """Somebody asks what is known: HR and management see nothing, and the database holds days, not words."""
    for name in ("Hanna", "Marco", "Anton"):
        site.phone(site.world[name]).finds_nothing_at(f"/gesprekken/{trajectory_of(site.world)}/")
        site.phone(site.world[name]).opens("/gegevens/").never_sees("Sanne", KIND)
    own = site.world.organisation_id
    assert fetch("select 1 from events_event where organisation_id = %s", own) == [], "a request is no event"
    for word in ("Sanne", NUMBER.replace(" ", ""), "tuchtklacht"):
        assert site.holding(word) == [], word
    rows = fetch("select row_to_json(t)::text from support_trajectory t where organisation_id = %s", own)
    rows += fetch("select row_to_json(t)::text from support_conversation t where organisation_id = %s", own)
    assert not re.search("complaint|disciplinary", " ".join(text for (text,) in rows))


def she_sees_who_looked(site: Site, code: str) -> None:
    sanne = back(site, code).taps("Wat Kring weet").sees("Wat Kring van jou weet", "Sanne", NUMBER, KIND)
    sanne.sees("Noor, ondersteuner opende je kaart", "Een verstuurde mail blijft in je eigen mailbox")
    sanne.never_sees("Petra", "Marco", "Hanna")


def nothing_is_left(site: Site, code: str) -> None:
    back(site, code).sees("Deze code opent niets")
    for table in ("support_trajectory", "support_conversation", "keys_datakey"):
        assert fetch(f"select 1 from {table} where organisation_id = %s", site.world.organisation_id) == []


def months_later_she_may_ask_anew(site: Site) -> None:
    """The disciplinary case goes on. Asking again is asking: nobody sees that it is the second time."""
    site.later(days=60)
    knows_beforehand_and_asks(site).taps("Ik heb hem bewaard").sees("We zoeken een collega voor je")
    noor = site.phone(site.world["Noor"]).opens("/gesprekken/").waits_to_see("Een vraag voor jou")
    noor.never_sees("Sanne", "vaker")
