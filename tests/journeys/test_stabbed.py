"""Case 3 (UV, second usability test): a client stabs a worker."""

from playwright.sync_api import expect

from kring.foundation.testing import fetch

from .story import Phone, Site

KIND = "Agressie of dreiging door een patiënt of naaste"
CRITERIA = ("Geweld of dreiging tegen iemand van ons", "Ernstig letsel")
NUMBER = "06 87654321"
SENTENCE = "Mila vraagt of je vandaag vervanging kunt regelen"


def test_a_client_stabs_a_worker(site: Site) -> None:
    site.on_a_tuesday()
    a_colleague_lets_it_be_known(site)
    petra_hands_the_names_to_noor(site)
    noor_phones(site)

    says(site, "Sam", "Ik kan nu niet")
    mila = site.phone()
    code = mila_asks_for_herself(mila)
    dirk_looks_along_and_petra_does_not(site, mila)
    sam_says_yes_and_they_talk(site, mila)
    marco_may_hear_one_sentence_for_a_moment(site, mila)
    she_would_rather_have_somebody_else(site, mila)
    she_stops(site, mila, code)


def a_colleague_lets_it_be_known(site: Site) -> None:
    colleague = site.phone().opens("/laat-weten/").chooses(KIND)
    for criterion in CRITERIA:
        colleague.chooses(criterion)
    colleague.fills("Je naam", "Kim").taps("Laat het weten").sees("binnen een dag belt een collega of komt langs")
    colleague.fills("Naam van collega 1", "Mila").fills("Mail of telefoon van collega 1", NUMBER)
    colleague.taps("Bied een gesprek aan").sees("1 collega krijgt een aanbod")


def petra_hands_the_names_to_noor(site: Site) -> None:
    petra = site.phone(site.world["Petra"]).opens("/coordinatie/").taps(KIND)
    petra.sees("Mila", NUMBER, "Kim").selects("Wie benadert hen?", "Noor").taps("Draag de namen over")
    petra.sees("een collegiaal ondersteuner doet dit")


def noor_phones(site: Site) -> None:
    noor = site.phone(site.world["Noor"]).opens("/gesprekken/").never_sees("Mila").taps("Benader 1 collega")
    noor.sees("Mila", NUMBER, "Vraag niets over wat er gebeurde").taps("Benaderd Mila").sees("Nu niemand")
    noor.opens("/gesprekken/").sees("Er is nu niets te doen")
    site.phone(site.world["Petra"]).opens("/coordinatie/").sees("Niets vraagt aandacht").never_sees("Mila")


def says(site: Site, name: str, when: str) -> None:
    site.phone(site.world[name]).opens("/beschikbaarheid/").chooses(when).taps("Bewaar dit").sees("Bewaard.")


def mila_asks_for_herself(mila: Phone) -> str:
    """Rather without Petra, who knows her too well, and without Noor. Nobody will read that."""
    mila.opens("/").taps("Ik wil met een collega praten").fills("Hoe mogen we je noemen?", "Mila")
    mila.fills("Nummer of mailadres", NUMBER)
    mila.unfolds("Heb je een voorkeur?").selects("Waar werk je?", "Spoedeisende hulp · Divisie Acuut")
    mila.chooses("Noor", within="Is er iemand die je liever niet hebt?")
    mila.chooses("Petra", within="Is er een coördinator die dit niet mag zien?").taps("Vraag een collega")
    code = mila.sees("Goed dat je het vraagt, Mila", "088 000 00 00").code()
    mila.taps("Ik heb hem bewaard").waits_to_see("Nog niemand heeft ja gezegd").sees("Dat zegt niets over jou")
    return code


def dirk_looks_along_and_petra_does_not(site: Site, mila: Phone) -> None:
    words = two_words(mila)
    petra = site.phone(site.world["Petra"])
    for path in ("/coordinatie/", "/coordinatie/aanvragen/"):
        petra.opens(path).never_sees(words, words.capitalize())
    dirk = site.phone(site.world["Dirk"]).opens("/coordinatie/").sees("Eén ding vraagt aandacht")
    dirk.taps(f"Aanvraag: {words}").sees("Nog niemand zei ja", "De kaart met naam en nummer is dicht")
    dirk.never_sees("Petra", "Mila", NUMBER)
    page = dirk.page.url.removeprefix(site.address)
    petra.finds_nothing_at(page)

    dirk.taps("Vraag Noor").sees("Lukt dat niet, dan vraagt Kring iemand anders")
    dirk.opens("/coordinatie/").waits_to_see("nog niemand kan, kijk mee")
    site.phone(site.world["Noor"]).opens("/gesprekken/").sees("Er is nu niets te doen")
    says(site, "Sam", "Ik kan nu")
    dirk.opens(page).taps("Vraag Sam")


def two_words(mila: Phone) -> str:
    return mila.page.locator("main .k-tag").inner_text()


def sam_says_yes_and_they_talk(site: Site, mila: Phone) -> None:
    assert site.letterbox.to(site.world["Sam"].mail)
    sam = site.phone(site.world["Sam"]).opens("/gesprekken/").sees("op naam gevraagd").never_sees("Mila", "Noor")
    sam.taps("Ja, ik doe dit").taps("Nee, ik kan dit doen").taps("Ik heb deze drie verteld")
    sam.unfolds("Het gesprek is geweest").taps("Gesprek gevoerd").sees("Genoteerd")
    mila.waits_to_see("Je gesprekken met Sam").sees("Waarom Sam", "Tweede gesprek")
    site.phone(site.world["Dirk"]).opens("/coordinatie/").sees("Niets vraagt aandacht").never_sees(two_words(mila))


def marco_may_hear_one_sentence_for_a_moment(site: Site, mila: Phone) -> None:
    """For today only: somebody has to take over her shift. Then she would rather say it herself."""
    marco = site.phone(site.world["Marco"]).opens("/mijn-team/").never_sees("Mila")
    nothing = marco.text()
    mila.taps("Pas aan wat anderen horen").sees("Niets, tenzij jij het hier kiest").never_sees("Marco leest nu")
    mila.chooses("Regel vandaag vervanging voor mij").taps("Bewaar deze keuze")
    mila.sees("Marco leest nu", SENTENCE)
    marco.opens("/mijn-team/").sees(SENTENCE).never_sees("Sam", "contact met")
    for name in ("Hanna", "Petra", "Dirk"):
        site.phone(site.world[name]).opens("/mijn/").never_sees("Mila").finds_nothing_at("/mijn-team/")
    mila.taps("Neem alles terug").sees("Niemand hoort nu nog iets", "Hoort nu niets")
    assert marco.opens("/mijn-team/").text() == nothing


def she_would_rather_have_somebody_else(site: Site, mila: Phone) -> None:
    """What was held counts: three is three."""
    site.world.person("Bilal", "supporter", unit=site.world.other_ward)
    mila.opens("/mijn/").taps("Andere collega").sees("Je hebt nog 2 gesprekken over").taps("Zoek iemand anders")
    words = two_words(mila)
    sam = site.phone(site.world["Sam"]).opens("/gesprekken/").sees(f"“{words}” is gestopt").never_sees("Mila", NUMBER)
    sam.taps("Gelezen").sees("Er is nu niets te doen").never_sees(words)
    assert site.letterbox.to(site.world["Bilal"].mail)
    bilal = site.phone(site.world["Bilal"]).opens("/gesprekken/").taps("Ja, ik doe dit").taps("Nee, ik kan dit doen")
    bilal.sees("met een andere collega", "Tweede gesprek", "Derde gesprek").never_sees("Sam", "Vierde")
    mila.waits_to_see("Je gesprekken met Bilal").sees("Alles bij elkaar zijn het hooguit drie gesprekken")
    expect(mila.page.get_by_role("heading", name="gesprek (gedaan)")).to_have_count(1)


def she_stops(site: Site, mila: Phone, code: str) -> None:
    words = two_words(mila)
    mila.taps("Stop, of wis alles").sees("Je hoeft niet te zeggen waarom").taps("Wis alles nu")
    mila.sees("Er is hier niets meer van je te zien")
    mila.opens("/mijn/code/").fills("Je code", code).taps("Open mijn pagina").sees("Deze code opent niets")
    bilal = site.phone(site.world["Bilal"]).opens("/gesprekken/")
    bilal.sees(f"“{words}” is gestopt. Je hoeft niets meer te doen").never_sees("Mila", NUMBER)
    for table in ("support_trajectory", "support_proposal", "support_conversation", "support_sharing"):
        assert fetch(f"select 1 from {table} where organisation_id = %s", site.world.organisation_id) == [], table
    assert site.holding(NUMBER) == []
