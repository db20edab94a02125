"""Case 7: a relative stands at the door of a lone home-care worker, late in the evening."""

from kring.foundation.testing import fetch

from .story import Phone, Site, trajectory_of

KIND = "Agressie of dreiging door een patiënt of naaste"
NUMBER = "06 23 45 67 89"
ON_CALL = "088 000 00 00"


def test_a_relative_at_the_door_of_a_lone_worker(site: Site) -> None:
    site.on_a_tuesday(hour=22)
    karin = site.phone().opens("/nu-hulp/").sees("112", ON_CALL)
    assert "vandaag tot 23.00 uur" in karin.page.locator("body").inner_text()
    site.clock.forward(minutes=80)
    karin = site.phone().opens("/")
    assert "vandaag tot 23.00 uur" not in karin.page.locator("body").inner_text(), "nobody is on call any more"
    karin.opens("/nu-hulp/").sees("112")

    code = asks_from_the_car(karin)
    nothing_says_where_she_works(site)
    supporter = in_the_morning_somebody_says_yes(site)
    karin = back(site, code).sees(f"Je gesprekken met {supporter}", "sms")
    her_manager_hears_only_what_she_chose(site, karin)
    lets_it_be_known_so_that_nobody_goes_alone(site)
    they_talk(site, supporter)
    erases_it(site, code, supporter)


def asks_from_the_car(karin: Phone) -> str:
    """No login, one thumb, no story; she does not want somebody of her own place."""
    karin.opens("/").taps("Ik wil met een collega praten").sees("geen wettelijk beroepsgeheim")
    karin.fills("Hoe mogen we je noemen", "Karin").chooses("sms").fills("Nummer of mailadres", NUMBER)
    karin.unfolds("Heb je een voorkeur").selects("Waar gaat het", KIND)
    karin.taps("Vraag een collega").sees("Goed dat je het vraagt, Karin")
    code = karin.code()
    karin.taps("Ik heb hem bewaard").sees("We zoeken een collega voor je")
    return code


def nothing_says_where_she_works(site: Site) -> None:
    row = "select unit_id, unit_name, person_tag from support_trajectory where id = %s"
    assert fetch(row, trajectory_of(site.world)) == [(None, "", "")]
    assert site.holding(NUMBER.replace(" ", "")) == []


def in_the_morning_somebody_says_yes(site: Site) -> str:
    site.clock.forward(hours=9)
    site.round()
    asked = "select supporter_id from support_proposal where trajectory_id = %s and state = 'open'"
    ((supporter,),) = fetch(asked, trajectory_of(site.world))
    somebody = next(one for one in site.world.people.values() if one.id == supporter)
    phone = site.phone(somebody).opens("/gesprekken/").never_sees("Karin", KIND).taps("Ja, ik doe dit").sees("Karin")
    phone.opens(f"/gesprekken/{trajectory_of(site.world)}/").sees(NUMBER).taps("Ik heb deze drie verteld")
    return somebody.name


def back(site: Site, code: str) -> Phone:
    return site.phone().opens("/mijn/code/").fills("Je code", code).taps("Open mijn pagina")


def her_manager_hears_only_what_she_chose(site: Site, karin: Phone) -> None:
    """Practical help today is a sentence to choose; nothing else is heard, and nothing at all unless she chooses."""
    site.phone(site.world["Marco"]).opens("/gegevens/").never_sees("Karin")
    karin.opens("/mijn/anderen/").sees("leidinggevende").never_sees(KIND)
    assert fetch("select 1 from support_sharing where trajectory_id = %s", trajectory_of(site.world)) == []


def lets_it_be_known_so_that_nobody_goes_alone(site: Site) -> None:
    """Next to her own request: what happened may be known, without her name and without whether she asked."""
    karin = site.phone().opens("/").taps("Er is iets gebeurd op de afdeling").chooses(KIND)
    karin.chooses("Iemand stond er alleen voor").selects("Wanneer was het?", "gisteren").taps("Laat het weten")
    karin.sees("Wie waren erbij?")
    petra = site.phone(site.world["Petra"]).opens("/coordinatie/").never_sees("Karin")
    petra.opens("/coordinatie/aanbod/").sees(KIND).never_sees("Karin", NUMBER)


def they_talk(site: Site, supporter: str) -> None:
    phone = site.phone(site.world[supporter]).opens(f"/gesprekken/{trajectory_of(site.world)}/")
    phone.unfolds("Het gesprek is geweest").taps("Gesprek gevoerd").sees("Alleen de dag is bewaard")


def erases_it(site: Site, code: str, supporter: str) -> None:
    """She sees what is known and who looked, and takes it all away; what happened stays known, without her."""
    karin = back(site, code).taps("Wat Kring weet").sees("Karin", NUMBER, f"{supporter}, ondersteuner opende je kaart")
    karin.taps("Stop, of wis alles").taps("Wis alles nu").sees("niemand belt je")
    back(site, code).sees("Deze code opent niets")
    own = site.world.organisation_id
    assert fetch("select 1 from support_trajectory where organisation_id = %s", own) == []
    assert fetch("select count(*) from events_event where organisation_id = %s", own) == [(1,)]
    site.phone(site.world[supporter]).opens("/gesprekken/").sees("is gestopt").never_sees("Karin")
