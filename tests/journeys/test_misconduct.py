"""Case 11: sexual misconduct by a senior colleague. It goes its own way, and Kring keeps nothing of it."""

from uuid import UUID, uuid4

from playwright.sync_api import expect

from kring.foundation.testing import as_, fetch, insert
from kring.support.queries import card_of, get_for

from .story import Phone, Site, trajectory_of

KIND = "Ongewenst gedrag van een collega of leidinggevende"
LISA = "0612345678"


def test_unwanted_behaviour_by_a_senior_colleague(site: Site) -> None:
    site.on_a_tuesday()
    world = site.world
    world.person("Fleur", "supporter", unit=a_division_far_away(site))
    before = log_of(site)

    lisa = site.phone().opens("/").taps("Er is iets gebeurd op de afdeling").chooses(KIND)
    lisa.fills("Je naam", "Lisa").taps("Laat het weten")
    lisa.sees("Wat je koos is niet bewaard", "Het ligt niet aan jou", "Wat de vertrouwenspersoon doet", "Jij kiest.")
    the_adviser_comes_first(lisa)
    assert fetch("select 1 from events_event where organisation_id = %s", world.organisation_id) == []
    assert log_of(site) == before

    lisa.taps("Praat met iemand van elders").sees("Iemand van elders", "Niemand ziet waar je werkt")
    lisa.never_sees("Waar gaat het om?", "Wanneer was het?", KIND)
    lisa.fills("Hoe mogen we je noemen?", "Lisa").fills("Nummer of mailadres", LISA)
    lisa.chooses("Dirk", within="Is er een coördinator die dit niet mag zien?")
    lisa.taps("Vraag een collega").sees("Kies je afdeling, dan zoeken we ergens anders")
    lisa.selects("Waar werk je?", "Spoedeisende hulp · Divisie Acuut").taps("Vraag een collega")
    lisa.sees("Goed dat je het vraagt, Lisa", "De vertrouwenspersoon is er hiervoor")
    code = lisa.code()

    somebody_from_elsewhere_says_yes(site)
    nothing_is_kept_of_it(site)
    hers = site.phone().opens("/mijn/").fills("Je code", code).taps("Open mijn pagina").sees("Fleur")
    hers.opens("/mijn/anderen/").sees("Hoort nu niets.")
    assert hers.page.get_by_label("Wie is je leidinggevende?").input_value() == ""
    nobody_near_sees_anything(site)


def a_division_far_away(site: Site) -> UUID:
    """Somewhere else in the same organisation."""
    far = uuid4()
    names = {"name": "Divisie Zuid", "sort_name": "divisie zuid", "manager_name": ""}
    here = site.world.organisation_id
    insert("people_unit", id=far, organisation_id=here, division_id=far, level="division", **names)
    return far


def log_of(site: Site) -> list[tuple[object, ...]]:
    """Every line of the access log."""
    return fetch("select id from audit_accessline where organisation_id = %s order by id", site.world.organisation_id)


def the_adviser_comes_first(lisa: Phone) -> None:
    """The confidential adviser before anybody else, and numbers of others behind."""
    numbers = lisa.page.locator("main a[href^='tel:'], main a[href*='/praten/']")
    expect(numbers).to_have_count(5)
    found = [numbers.nth(at).get_attribute("href") for at in range(5)]
    assert found == ["tel:0880000001", "/praten/?weg=elders", "tel:112", "tel:09008844", "tel:08000188"]


def somebody_from_elsewhere_says_yes(site: Site) -> None:
    """Only Fleur is asked: Noor and Sam work in the same division, and Marco leads the ward."""
    letter = site.letterbox.to(site.world["Fleur"].mail)[0]
    fleur = site.phone(site.world["Fleur"]).opens(letter.link("/gesprekken/"))
    fleur.never_sees("Lisa", "Spoedeisende", "Divisie Acuut", KIND)
    fleur.taps("Ja, ik doe dit").taps("Nee, ik kan dit doen").sees("Lisa").never_sees("Spoedeisende", KIND)
    asked = fetch("select supporter_id from support_proposal where organisation_id = %s", site.world.organisation_id)
    assert asked == [(site.world["Fleur"].id,)]
    assert [who for who in ("Noor", "Sam") if got_mail(site, who)] == []


def got_mail(site: Site, who: str) -> bool:
    """Whether there is any letter to somebody."""
    return any(letter.to == site.world[who].mail for letter in site.letterbox.letters)


def nothing_is_kept_of_it(site: Site) -> None:
    """Not in a column, and not under seal: only a unit to stay away from, which the matching alone opens."""
    trajectory = trajectory_of(site.world)
    plain = fetch("select unit_id, unit_name, division_id from support_trajectory where id = %s", trajectory)
    assert plain == [(None, "", None)]
    actor = site.world.code(trajectory)
    with as_(actor):
        card, _key = card_of(get_for(actor, trajectory))
    assert (card.kind, card.day, card.event_id, card.away) == ("", None, None, site.world.ward)


def nobody_near_sees_anything(site: Site) -> None:
    """The manager, a coordinator, and the coordinator who was left out."""
    site.phone(site.world["Marco"]).opens("/mijn-team/").never_sees("Lisa", LISA)
    for who in ("Petra", "Dirk"):
        for path in ("/coordinatie/", "/coordinatie/aanvragen/", "/coordinatie/aanbod/"):
            site.phone(site.world[who]).opens(path).never_sees("Lisa", LISA, KIND)
