"""Case 6: seven deaths in one night in a nursing home; small scale, by hand: twelve names, two who go round."""

from kring.foundation.testing import fetch

from .story import Phone, Site

KIND = "Een overlijden, of zorg die zwaar viel"
TEAM = ("Aaltje", "Bertus", "Corrie", "Dees", "Elzo", "Fien", "Gijs", "Hilke", "Ilse", "Jetske", "Keimpe", "Loes")
NUMBERS = {name: f"06 10000{at:03d}" for at, name in enumerate(TEAM)}
ASKS = ("Aaltje", "Dees", "Jetske")
LABELS = ("Nog aan te bieden", "Aangeboden")
SUPPORTERS = ("Noor", "Sam", "Wim")


def test_seven_deaths_in_one_night(site: Site) -> None:
    site.world.person("Wim", "supporter", unit=site.world.other_ward)
    site.on_a_tuesday(hour=8)
    marco = site.phone(site.world["Marco"])
    names_twelve(marco)
    page, square = marco.page.url, marco.page.locator(".k-qr a").inner_text()

    petra = site.phone(site.world["Petra"]).opens("/coordinatie/aanbod/").sees("nog 12 te benaderen").never_sees(*TEAM)
    petra.taps(KIND).sees(*TEAM)
    names = petra.page.url
    two_go_round_and_the_sick_one_is_replaced(site, names)
    nobody_was_overlooked(site, page)

    for name in ASKS:
        asks(site, square, name)
    each_is_helped_by_somebody_else(site)
    nobody_sees_who_asked(site, page)
    site.later(days=30)
    assert [name for name in TEAM if name not in ASKS and site.holding(digits(name))] == []


def names_twelve(marco: Phone) -> None:
    marco.opens("/").taps("Er is iets gebeurd op de afdeling").chooses(KIND)
    marco.chooses("Onverwacht overlijden").chooses("Meerdere keren kort na elkaar")
    marco.selects("Wanneer was het?", "vandaag").fills("Waar was het?", "Spoedeisende").taps("Laat het weten")
    for _more in range(3):
        marco.taps("Meer regels")
    for number, name in enumerate(TEAM, 1):
        marco.page.get_by_label(f"Naam van collega {number}", exact=True).fill(name)
        marco.page.get_by_label(f"Mail of telefoon van collega {number}", exact=True).fill(NUMBERS[name])
    marco.taps("Bied een gesprek aan").sees("12 collega’s krijgen een aanbod")


def two_go_round_and_the_sick_one_is_replaced(site: Site, names: str) -> None:
    """Noor speaks with seven and goes home ill; Sam goes round with the other five."""
    hands_over(site, names, "Noor")
    noor = site.phone(site.world["Noor"]).opens("/benaderen/").sees(*TEAM)
    for name in TEAM[:7]:
        approaches(noor, name)
    hands_over(site, names, "Sam")
    site.phone(site.world["Noor"]).opens("/benaderen/").sees("Nu niemand").never_sees(*TEAM)
    sam = site.phone(site.world["Sam"]).opens("/benaderen/").sees(*TEAM[7:]).never_sees(*TEAM[:7])
    for name in TEAM[7:]:
        approaches(sam, name)
    sam.sees("Nu niemand")


def hands_over(site: Site, names: str, supporter: str) -> None:
    petra = site.phone(site.world["Petra"]).opens(names)
    field = petra.page.get_by_label("Wie benadert hen?")
    label = next(text for text in field.locator("option").all_inner_texts() if text.startswith(supporter))
    field.select_option(label=label)
    petra.taps("Draag de namen over").sees("Overgedragen")


def approaches(supporter: Phone, name: str) -> None:
    """Somebody comes by or phones, and ticks the name; it is gone at once."""
    supporter.taps(f"Benaderd {name}").never_sees(f"Benaderd</span> {name}", NUMBERS[name])


def nobody_was_overlooked(site: Site, page: str) -> None:
    """Twelve were named, twelve have an offer; who was spoken to is nobody's list any more."""
    petra = site.phone(site.world["Petra"]).opens("/coordinatie/aanbod/").never_sees(*TEAM)
    counted = {label: petra.page.locator(f"td[data-label='{label}']").inner_text() for label in LABELS}
    assert counted == {"Nog aan te bieden": "0", "Aangeboden": "12"}
    petra.opens("/coordinatie/").sees("Niets vraagt aandacht")
    site.phone(site.world["Marco"]).opens(page).sees("12 collega’s krijgen een aanbod").never_sees(*TEAM)
    own = site.world.organisation_id
    assert fetch("select count(*), count(sealed) from events_offer where organisation_id = %s", own) == [(12, 0)]


def asks(site: Site, square: str, name: str) -> None:
    """The square hangs in the coffee room; whoever wants to scans it, now or later."""
    phone = site.phone().opens(square).sees("Je staat er niet alleen voor").taps("Ik wil met een collega praten")
    phone.fills("Hoe mogen we je noemen", name).fills("Nummer of mailadres", NUMBERS[name])
    phone.taps("Vraag een collega").sees(f"Goed dat je het vraagt, {name}").taps("Ik heb hem bewaard")


def each_is_helped_by_somebody_else(site: Site) -> None:
    """Three ask, three supporters are asked, none of them twice: the load is spread."""
    site.round()
    asked = "select supporter_id from support_proposal where organisation_id = %s and state = 'open'"
    found = [supporter for (supporter,) in fetch(asked, site.world.organisation_id)]
    assert sorted(found) == sorted(site.world[name].id for name in SUPPORTERS)
    helped = set()
    for name in SUPPORTERS:
        phone = site.phone(site.world[name]).opens("/gesprekken/").never_sees(*TEAM).taps("Ja, ik doe dit")
        helped |= {asker for asker in ASKS if asker in phone.sees("Leid of beoordeel je deze persoon").text()}
    assert helped == set(ASKS)


def nobody_sees_who_asked(site: Site, page: str) -> None:
    site.phone(site.world["Marco"]).opens(page).sees("12 collega’s krijgen een aanbod").never_sees(*TEAM)
    site.phone(site.world["Petra"]).opens("/coordinatie/").sees("Niets vraagt aandacht").never_sees(*TEAM)
    for name in ("Marco", "Hanna", "Anton"):
        site.phone(site.world[name]).opens("/gegevens/").never_sees(*TEAM)


def digits(name: str) -> str:
    return NUMBERS[name].replace(" ", "")
