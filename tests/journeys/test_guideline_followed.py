"""The guideline as it is followed here: somebody reads it on a phone, an administrator answers for what is missing."""

from datetime import timedelta

from .story import Site

BEGIN = "fetch('/richtlijn/verslag/pdf/').then(answer => answer.text()).then(text => text.slice(0, 8))"


def test_a_nurse_reads_what_is_arranged_and_an_administrator_answers_for_what_is_not(site: Site) -> None:
    site.on_a_tuesday()
    site.night()
    yara, anton = site.phone(site.world["Yara"]), site.phone(site.world["Anton"])
    yara.opens("/").taps("De richtlijn hier")
    yara.sees("Zo volgen wij de richtlijn", "Wat nog te doen is", "Een protocol voor andere hulp")

    yara.taps("Een protocol voor andere hulp").sees("Ontbreekt", "Het protocol zelf, met een datum")
    yara.unfolds("Waarom dit?").sees("uit de praktijk")

    anton.opens("/beheer/").taps("De richtlijn hier").taps("Een protocol voor andere hulp").taps("Verantwoord dit")
    anton.fills("Titel van het document (hoeft niet)", "Protocol doorverwijzen")
    anton.chooses("Een document laat het zien").fills("Waar het is (hoeft niet)", "map Beleid op het intranet")
    day = site.clock.now().date()
    anton.fills("Datum erop (hoeft niet)", (day - timedelta(days=30)).isoformat())
    anton.fills("Wie ervoor zorgt", "bedrijfsarts")
    anton.fills("Wanneer kijk je er weer naar?", (day - timedelta(days=1)).isoformat())
    anton.taps("Bewaar").sees("Kies een dag na vandaag")
    anton.fills("Wanneer kijk je er weer naar?", (day + timedelta(days=200)).isoformat())
    anton.taps("Bewaar").sees("Aangetoond", "Document: Protocol doorverwijzen")

    yara.opens("/richtlijn/a32/").sees("Aangetoond", "Wie ervoor zorgt: bedrijfsarts")
    yara.opens("/richtlijn/a9/").sees("nog geen cijfer vastgesteld").taps("Waar dit vandaan komt")
    yara.sees("Waar elk cijfer vandaan komt")
    yara.opens("/richtlijn/rescue/").sees("Dit is geen toets").opens("/richtlijn/uitgaven/").sees("in gebruik")
    yara.opens("/richtlijn/verslag/").sees("Dit verslag als pdf")
    assert yara.page.evaluate(BEGIN) == "%PDF-1.7"
