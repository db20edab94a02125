"""Somebody looks for other help: asks to be called back, draws a code without a name; a keeper keeps it fresh."""

import re

from kring.foundation.testing import World, as_, fetch
from kring.referral.actions.fill_pool import fill_pool
from kring.referral.actions.keep_provider import add_provider
from kring.referral.domain.entry import Entry, Words

from .story import Site

LINDE = "aanmelden@linde.test"
NAME, NUMBER = "Zonnebloem", "0612345699"


def test_somebody_finds_other_help_and_leaves_no_trace(site: Site) -> None:
    site.on_a_tuesday()
    world = site.world
    a_signpost(world)
    before = lines(world)
    jo = site.phone().opens("/").taps("Wie er nog meer kan helpen").sees("Praktijk De Linde", "zonder brief")
    jo.opens("/kring/").sees("Praktijk De Linde", "De kring om je heen").taps("Praktijk De Linde")
    jo.sees("Meestal binnen 7 dagen.", "Je werk krijgt een rekening zonder namen.", "alleen wie je belt")

    jo.taps("Vraag of ze contact opnemen").fills("Hoe mogen ze je noemen?", NAME)
    jo.fills("Nummer of mailadres", NUMBER).taps("Verstuur").sees("Je vraag is onderweg", "Je code")
    code = jo.code()
    letter = site.letterbox.to(LINDE)[0]
    assert NAME not in letter.subject + letter.body
    jo.opens("/wegwijzer/bericht/").fills("Je code", code).taps("Kijk").sees("Je vraag is verstuurd")

    linde = site.phone().opens(letter.link("/wegwijzer/bericht/")).never_sees(NAME)
    linde.taps("Laat zien wie").sees(NAME, NUMBER).taps("Ik heb het, wis het hier").sees("Overgenomen")
    jo.opens("/wegwijzer/bericht/").fills("Je code", code).taps("Kijk").sees("Je vraag is overgenomen")

    jo.opens("/wegwijzer/").taps("Praktijk De Linde").taps("Trek een code, zonder naam")
    jo.chooses("De code is voor mezelf").taps("Trek een code", exact=True).sees("Deze code is voor jou")
    drawn = re.search(r"LINDE-\d", jo.text())
    assert drawn
    site.round()
    site.round()
    assert site.holding(drawn[0]) == []
    assert site.holding(NAME) == []
    assert lines(world) == before
    jo.opens("/wegwijzer/gezond-werk/").sees("PAGO", "PMO", "niets van iemand")
    petra_keeps_it_fresh(site)


def petra_keeps_it_fresh(site: Site) -> None:
    """Nothing of Jo stands there; after a while the contract ends, and she hears that once."""
    petra = site.phone(site.world["Petra"]).opens("/wegwijzer/bijhouden/").sees("codes: genoeg")
    petra.never_sees("Zonnebloem", "kijk hiernaar")
    site.later(days=95)
    assert len(site.letterbox.to(site.world["Petra"].mail)) == 1
    petra = site.phone(site.world["Petra"])  # a session lasts no three months
    petra.opens("/wegwijzer/bijhouden/").sees("kijk hiernaar", "meer dan negentig dagen geleden")
    petra.taps("Praktijk De Linde").taps("Vandaag nagegaan, het klopt").sees("Genoteerd")
    petra.opens("/wegwijzer/bijhouden/teksten/").taps("Wat helpt?").fills("Tekst", "## Bij ons\n\nDe stilteruimte.")
    petra.taps("Bewaar en laat zien").sees("Iedereen leest nu deze versie", "alleen jullie", "De stilteruimte.")
    site.phone().opens("/wat-helpt/wat-helpt/").sees("De stilteruimte.", "Op papier")


def a_signpost(world: World) -> None:
    """A practice outside with codes."""
    petra, anton = world["Petra"].actor, world["Anton"].actor
    with as_(petra) as at:
        entry = Entry(
            place="psychologist",
            name="Praktijk De Linde",
            is_inside=False,
            good_at=("shock", "grief"),
            route="direct",
            cost="free",
            anonymity="number_only",
            languages=("nl", "en"),
            words={"nl": Words("Als schrik na weken niet minder wordt.", "Op werkdagen", "Wij kennen het werk.")},
            lead_days=7,
            checked_on=at.date(),
            checked_how="phone",
            phone="088 000 00 10",
            mail=LINDE,
            takes_requests=True,
        )
        provider = add_provider(entry=entry, by=petra, at=at)
    with as_(anton) as at:
        fill_pool(provider_id=provider, codes=tuple(f"LINDE-{number}" for number in range(9)), by=anton, at=at)


def lines(world: World) -> list[tuple[object, ...]]:
    """How long the access log is."""
    return fetch("select count(*) from audit_accessline where organisation_id = %s", world.organisation_id)
