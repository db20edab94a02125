"""Acute danger (decision 8): a supporter cannot find somebody any more. Two open the card; the colleague hears it."""

from kring.foundation.testing import fetch

from .story import Phone, Site, trajectory_of

LOTTE = "lotte@thuis.test"


def test_somebody_in_danger_cannot_be_found(site: Site) -> None:
    site.on_a_tuesday()
    lotte = asks(site)
    code = lotte.code()
    lotte.taps("Ik heb hem bewaard")
    noor = says_yes(site)
    words = spoken_name(site)

    noor.unfolds("Acuut gevaar").sees("Je hoeft dit niet alleen te doen")
    noor.taps("Vraag de coördinator nu mee te kijken").sees("verder niets. Het belt niet: bel ze ook")

    petra = site.phone(site.world["Petra"]).opens("/coordinatie/").sees(f"Gevaar: {words}")
    petra.never_sees("Lotte", LOTTE).taps(f"Gevaar: {words}").sees("Een ondersteuner vraagt je om mee te kijken")
    petra.fills("Twee woorden", "een ander").chooses("De collega is in gevaar")
    petra.taps("Vraag om de kaart samen te openen").sees("Bij deze twee woorden horen geen gesprekken")
    petra.fills("Twee woorden", words).taps("Vraag om de kaart samen te openen").sees("Bel nu de andere coördinator")
    petra.sees(f"Wacht op een tweede coördinator: {words}").never_sees("Lotte", LOTTE)

    dirk = site.phone(site.world["Dirk"]).opens("/coordinatie/samen/").sees("Petra vraagt het vanwege gevaar")
    dirk.taps(f"Bekijk het: {words}").sees("Openen jullie deze kaart samen?").never_sees("Lotte", LOTTE)
    address = dirk.page.url
    petra.opens(address).sees("Iemand anders moet bevestigen").never_sees("Lotte", LOTTE)
    dirk.taps("Ja, open hem een uur").sees("Lotte", LOTTE, "alleen voor jullie tweeën")
    petra.opens(address).sees("Lotte", LOTTE).opens("/coordinatie/").never_sees("Gevaar:", "Lotte")
    nobody_else_sees_it(site, address)

    an_hour_later_it_is_closed(site, address)
    lotte_hears_it(site, code)


def asks(site: Site) -> Phone:
    lotte = site.phone().opens("/").taps("Ik wil met een collega praten")
    lotte.fills("Hoe mogen we je noemen", "Lotte").chooses("privémail").fills("Nummer of mailadres", LOTTE)
    return lotte.taps("Vraag een collega").sees("Goed dat je het vraagt, Lotte")


def says_yes(site: Site) -> Phone:
    """Whoever was asked says yes and tells the three conditions; one of them is about acute danger."""
    asked = next(name for name in ("Noor", "Sam") if waits_for(site, name))
    phone = site.phone(site.world[asked])
    phone.opens("/gesprekken/").taps("Ja, ik doe dit").taps("Nee, ik kan dit doen").sees("Lotte", "gevaar")
    return phone.taps("Ik heb deze drie verteld")


def waits_for(site: Site, name: str) -> bool:
    site.round()
    return bool(fetch("select 1 from support_proposal where supporter_id = %s", site.world[name].id))


def spoken_name(site: Site) -> str:
    ((name,),) = fetch(
        "select spoken_name from support_trajectory where organisation_id = %s", site.world.organisation_id
    )
    return str(name)


def nobody_else_sees_it(site: Site, address: str) -> None:
    for name in ("Noor", "Sam", "Marco", "Hanna", "Anton"):
        site.phone(site.world[name]).finds_nothing_at(address)


def an_hour_later_it_is_closed(site: Site, address: str) -> None:
    site.clock.forward(minutes=61)
    for name in ("Petra", "Dirk"):
        site.phone(site.world[name]).finds_nothing_at(address)
    site.round()
    assert fetch("select sealed from support_reveal where trajectory_id = %s", trajectory_of(site.world)) == [(b"",)]


def lotte_hears_it(site: Site, code: str) -> None:
    """A neutral mail within a day; who, when and why stand on her own page and in the log."""
    letter = site.letterbox.to(LOTTE, count=2)[-1]
    assert not {"Lotte", "gevaar", "kaart"} & set((letter.subject + " " + letter.body).split())
    lotte = site.phone().opens(letter.link("/mijn/")).fills("Je code", code).taps("Open mijn pagina")
    lotte.sees("Je kaart is geopend", "openden Petra en Dirk samen je kaart", "gevaar voor de collega zelf")
    lotte.taps("Bekijk het logboek").sees("Wat Kring van jou weet", "vanwege gevaar", "Petra", "Dirk")
    lotte.taps("Stop, of wis alles")
