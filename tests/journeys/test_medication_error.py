"""Case 8: a medication error by a resident whose trainer is a supporter, and also the one who assesses her."""

from kring.foundation.testing import fetch

from .story import Phone, Site

ROSA = "rosa@thuis.test"
KIND = "Iets ging mis in de zorg"
ONLY_THIS = "Rosa heeft liever dat je er niet over begint."


def test_a_resident_makes_a_mistake_and_her_trainer_hears_only_what_she_chooses(site: Site) -> None:
    site.on_a_tuesday()
    oscar = site.world.person("Oscar", "trainer", "supporter", craft="doctor", unit=site.world.other_ward)
    rosa = site.world.person("Rosa", craft="resident", manager=site.world["Marco"].id)
    trainer = site.phone(oscar).opens("/als-opleider/").sees("Niemand koos nu een zin voor jou", "Dit vraag je niet")
    before = trainer.text()

    # Oscar is the only doctor who can now, and he is not asked: nobody fits, so a coordinator looks along.
    can_now(site, "Noor", False)
    can_now(site, "Sam", False)
    hers = asks(site.phone(rosa))
    hers.waits_to_see("coördinator")
    site.phone(site.world["Petra"]).opens("/coordinatie/aanvragen/").never_sees("Rosa", KIND)
    can_now(site, "Noor", True)
    petra = site.phone(site.world["Petra"]).opens("/coordinatie/aanvragen/")
    petra.page.locator("main li a").first.click()
    petra.taps("Vraag Oscar")

    noor = site.phone(site.world["Noor"])
    noor.opens(site.letterbox.to(site.world["Noor"].mail)[0].link("/gesprekken/")).never_sees("Rosa", KIND)
    noor.taps("Ja, ik doe dit").taps("Nee, ik kan dit doen").sees("Rosa")
    assert trainer.opens("/als-opleider/").text() == before
    site.phone(site.world["Marco"]).opens("/mijn-team/").never_sees("Rosa", KIND)

    # She lets her trainer know one thing, and he reads that and nothing else.
    hers = site.phone(rosa).opens("/mijn/anderen/").selects("Wie is je opleider?", "Oscar")
    hers.page.locator("#trainer").get_by_label("Begin er liever niet over").check()
    hers.page.locator("#trainer").get_by_role("button", name="Bewaar deze keuze").click()
    hers.sees("Oscar leest nu:", ONLY_THIS)
    trainer.opens("/als-opleider/").sees(ONLY_THIS).never_sees("Noor", KIND, "medicatie")
    assert trainer.text().count("Rosa") == 1
    site.phone(site.world["Marco"]).opens("/mijn-team/").never_sees("Rosa")

    hers.taps("Neem alles terug")
    assert trainer.opens("/als-opleider/").text() == before
    nothing_else_reached_him(site, oscar.mail)


def asks(hers: Phone) -> Phone:
    """Signed in, so her name and craft stand there already. What it is about she says only to the matching."""
    hers.opens("/").taps("Ik wil met een collega praten").chooses("privémail").fills("Nummer of mailadres", ROSA)
    hers.unfolds("Heb je een voorkeur").selects("Waar gaat het om?", KIND)
    assert hers.page.get_by_label("Wat is je vak?").locator("option:checked").inner_text().startswith("Arts in opl")
    hers.taps("Vraag een collega").sees("Goed dat je het vraagt, Rosa")
    return hers.taps("Ik heb hem bewaard")


def can_now(site: Site, name: str, can: bool) -> None:
    """Somebody says that they can now, or cannot."""
    fetch("update supporters_supporter set can_now = %s where id = %s returning 1", can, site.world[name].id)


def nothing_else_reached_him(site: Site, mail: str) -> None:
    """He was never asked, got no message, and his pages as a supporter are empty."""
    oscar = site.world["Oscar"]
    assert [letter for letter in site.letterbox.letters if letter.to == mail] == []
    assert fetch("select 1 from support_proposal where supporter_id = %s", oscar.id) == []
    site.phone(oscar).opens("/gesprekken/").never_sees("Rosa")
