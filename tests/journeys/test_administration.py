"""Two administrators make Lies a supporter; from her invitation until somebody asks for her."""

import re
import uuid

from playwright.sync_api import expect

from kring.foundation.accounts.tests.pages import code_for
from kring.foundation.testing import fetch, insert

from .story import HERE, Phone, Site

CHOSEN = "een zin die alleen Lies kent"


def comes_to_work(site: Site) -> str:
    """Lies stands in the HR system, without a login; answers her mail address."""
    key = uuid.uuid4()
    mail = f"lies-{key.hex[:8]}@voorbeeld.test"
    insert(
        "people_person",
        id=key,
        organisation_id=site.world.organisation_id,
        name="Lies de Wit",
        work_mail=mail,
        craft="nurse",
        unit_id=site.world.other_ward,
        language="nl",
    )
    return mail


def signs_in(phone: Phone, mail: str, to: str) -> Phone:
    phone.opens(f"/inloggen/?next={to}").fills("Mailadres", mail).fills("Wachtwoord", CHOSEN)
    return phone.taps("Log in", exact=True)


def test_two_administrators_make_lies_a_supporter(site: Site) -> None:
    site.on_a_tuesday()
    mail = comes_to_work(site)
    bram = site.world.person("Bram", "administrator")

    anton = site.phone(site.world["Anton"])
    anton.opens("/beheer/").taps("Mensen", exact=True).fills("Naam", "wit").taps("Zoek")
    anton.taps("Lies de Wit").sees("Er is nog geen account.")
    anton.chooses("collegiaal ondersteuner").taps("Stel voor").sees("wacht op een tweede persoon")
    anton.taps("Stuur een uitnodiging").sees("De uitnodiging is onderweg")
    anton.opens("/beheer/rollen/").sees("Iemand anders moet dit bevestigen.")

    second = site.phone(bram).opens("/beheer/").taps("Regel dit Er wacht een rol op jou")
    second.sees("Lies de Wit", "Voorgesteld door Anton").taps("Bevestig").sees("Bevestigd: collegiaal ondersteuner")

    (invitation, role) = sorted(site.letterbox.to(mail, count=2), key=lambda letter: "/nieuw/" not in letter.body)
    assert "collegiaal ondersteuner" in role.body
    (heard,) = [one for one in site.letterbox.to(site.world["Noor"].mail) if "rol" in one.subject]
    assert "Lies de Wit" in heard.body

    lies = site.phone()
    lies.opens(invitation.link("/nieuw/")).fills("Je nieuwe wachtwoord", CHOSEN).taps("Bewaar dit wachtwoord")
    signs_in(lies, mail, "/beschikbaarheid/").sees("Maak eerst een tweede sleutel")
    lies.taps("Gebruik een app").unfolds("Lukt scannen niet?")
    secret = lies.page.locator("b[translate=no]").inner_text()
    lies.fills("Code", code_for(secret)).taps("Gebruik deze app").sees("Herstelcodes")
    lies.opens("/beschikbaarheid/").sees("Je training vraagt een opfrisser")

    petra = site.phone(site.world["Petra"]).opens("/coordinatie/team/").unfolds("Wie erin zitten")
    until = site.clock.now().astimezone(HERE).date().replace(year=site.clock.now().year + 2, day=1)
    petra.taps("Lies de Wit").sees("Kan nog niet worden gevraagd")
    petra.fills("Training geldt tot en met", until.isoformat()).taps("Bewaar dit").sees("Bewaard.")

    lies.opens("/beschikbaarheid/").never_sees("Je training vraagt een opfrisser")
    assert fetch(
        "select can_now from supporters_supporter where name = 'Lies de Wit' and organisation_id = %s",
        site.world.organisation_id,
    ) == [(True,)]


def test_a_colour_and_a_number_show_for_everyone(site: Site) -> None:
    anton, visitor = site.phone(site.world["Anton"]), site.phone()
    anton.opens("/beheer/").taps("Instellingen", exact=True).taps("Huisstijl")
    anton.fills("Jullie kleur in het lichte thema", "#ffff00").fills("Jullie kleur in het donkere thema", "#c9a8f0")
    anton.taps("Bewaar dit").sees("Woorden in deze kleur zijn niet goed te lezen")
    anton.fills("Jullie kleur in het lichte thema", "#5c2d91").taps("Bewaar dit").sees("Bewaard.")
    anton.taps("Een eigen zin").fills("Jullie eigen zin in het Nederlands", "Loop gerust binnen bij ons.")
    anton.fills("Hetzelfde in het Engels", "Do walk in.").taps("Bewaar dit")
    anton.taps("Wat er kan gebeuren").taps("Voeg toe Wat er gebeurde")
    anton.fills("Naam in het Nederlands", "Een dier in nood").fills("Naam in het Engels", "An animal in need")
    anton.fills("Nog één regel in het Nederlands", "Ook thuis.").fills("Nog één regel in het Engels", "Also at home.")
    anton.taps("Voeg toe").sees("Een dier in nood")
    anton.opens("/beheer/afdelingen/").taps("Spoedeisende hulp").taps("Haal deze afdeling weg")
    anton.sees("Hier werken mensen")

    visitor.opens("/").sees("Loop gerust binnen bij ons.")
    brand = visitor.page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--brand')")
    assert re.sub(r"\s", "", brand) in {"light-dark(#5c2d91,#c9a8f0)", "#5c2d91"}
    expect(visitor.page.locator("link[href*=huisstijl]")).to_have_count(1)
    visitor.opens("/laat-weten/").sees("Een dier in nood")
