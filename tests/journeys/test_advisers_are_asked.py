"""
A fund asks advisers of two houses. Ilse has no account and no JavaScript: she begins, stops, comes back, sends and
corrects; Joris takes everything back. What they did becomes one experience each, and whoever asked sees who answered.
"""

from datetime import timedelta

from kring.foundation.testing import as_, fetch
from kring.inquiries.actions.collect_answers import collect_answers

from .story import Phone, Site

COUNT = "select count(*) from experiences_experience where organisation_id = %s"


def tells(phone: Phone, again: str) -> Phone:
    """Fill in the form about one measure."""
    phone.selects("Voor wie was het vooral?", "Wie in opleiding is")
    phone.selects("In welke situatie?", "Begin van de loopbaan")
    phone.selects("Waarvoor was het?", "Leren van elkaar")
    phone.selects("Wanneer was het?", "eerste helft van 2026")
    phone.chooses("10 tot en met 49 mensen").chooses("Er was tijd voor onder werktijd")
    phone.chooses("Het paste niet in het rooster").chooses("Ja, we doen het nog steeds")
    return phone.chooses(again, within="Zou je aanraden het weer te doen?")


def begins(site: Site) -> Phone:
    """Petra begins a questionnaire on behalf of a fund and invites Ilse and Joris."""
    petra = site.phone(site.world["Petra"])
    petra.opens("/ervaringen/").taps("Vraag het adviseurs").taps("Begin een vragenlijst")
    petra.taps("Begin", exact=True).sees("Vul dit in.", "Kies minstens één maatregel.")
    petra.fills("Hoe heet de vragenlijst?", "Goed beginnen").fills("Namens wie?", "Het sectorfonds")
    petra.fills("laatste dag", str(site.clock.now().date() + timedelta(days=30)))
    petra.chooses("Gedeeld, met de naam van de organisatie").unfolds("Mentale vitaliteit")
    petra.chooses("Een coach die je zelf kiest")
    petra.taps("Begin", exact=True).sees("Nodig nu de adviseurs uit", "Gevraagd namens Het sectorfonds.")
    for name, house in (("Ilse", "Umc Noord"), ("Joris", "Umc Zuid")):
        petra.fills("Naam", name).selects("Wat doet deze persoon?", "Arboadviseur")
        petra.fills("Mailadres op het werk", f"{name.lower()}@arbo.test").fills("Voor welke organisatie", house)
        petra.taps("Verstuur de uitnodiging").sees("De uitnodiging gaat per mail.")
    return petra.sees("Geantwoord: 0 van de 2.")


def test_advisers_answer_without_an_account(site: Site) -> None:
    petra = begins(site)
    (letter,) = site.letterbox.to("ilse@arbo.test")
    assert letter.subject == "Een vraag over maatregelen op het werk"
    ilse = site.phone(java_script_enabled=False).opens(letter.link("/vragenlijst/"))
    ilse.sees("namens Het sectorfonds", "Je naam en je antwoorden worden samen bewaard.", "ilse@arbo.test")
    ilse.taps("Dit is gedaan: vertel erover").sees("Je antwoordt voor Umc Noord.")
    ilse.selects("Voor wie was het vooral?", "Wie in opleiding is").taps("Ga later verder").sees("nog niet af")
    ilse.taps("Verstuur", exact=True).sees("Vul aan wat nog niet af is")
    petra.opens("/vragenlijsten/").taps("Goed beginnen").sees("niet geantwoord").never_sees("Wie in opleiding is")

    back = site.phone(java_script_enabled=False).opens(letter.link("/vragenlijst/")).taps("Pas aan")
    tells(back, "Ja, op dezelfde manier").taps("Bewaar").sees("bewaard")
    back.taps("Verstuur", exact=True).sees("Je antwoorden zijn verstuurd")
    back.taps("Pas aan").chooses("Ja, maar anders").taps("Pas aan").sees("Bewaard.")

    (other,) = site.letterbox.to("joris@arbo.test")
    joris = site.phone().opens(other.link("/vragenlijst/")).taps("Dit is gedaan: vertel erover")
    tells(joris, "Nee").taps("Bewaar").taps("Verstuur", exact=True).sees("Je antwoorden zijn verstuurd")
    _worked(site)
    assert fetch(COUNT, site.world.organisation_id) == [(2,)]
    joris.unfolds("Trek alles in").taps("Trek alles in").sees("Alles is ingetrokken")
    joris.opens(other.link("/vragenlijst/")).sees("Deze link werkt niet meer")
    _worked(site)
    assert fetch(COUNT, site.world.organisation_id) == [(1,)]

    petra.opens("/vragenlijsten/").taps("Goed beginnen").sees("Geantwoord: 1 van de 1.", "1 ervaring")
    petra.never_sees("Joris").unfolds("Een coach die je zelf kiest").sees("Ja, maar anders", "Umc Noord")
    anyone = site.phone().opens("/wat-werkt/coaching-by-sign-up/").sees("Umc Noord", "Zouden anderen dit weer doen?")
    anyone.never_sees("Ilse")


def _worked(site: Site) -> None:
    job = site.world.job("answers")
    with as_(job) as at:
        collect_answers(site.world.organisation_id, job, at)
