"""Case 2 (UV, second usability test): a young professional alone at night, at her first resuscitation."""

from kring.foundation.testing import fetch

from .story import Site

LOTTE = "lotte@thuis.test"


def test_alone_at_night_at_a_first_resuscitation(site: Site) -> None:
    lotte = site.phone()
    lotte.opens("/").taps("Ik wil met een collega praten").sees("Wie ziet dit?", "beroepsgeheim")
    lotte.fills("Hoe mogen we je noemen", "Lotte").chooses("privémail").fills("Nummer of mailadres", LOTTE)
    lotte.chooses("in de nacht").unfolds("Heb je een voorkeur").selects("Wat is je vak", "Verpleegkundige")
    lotte.taps("Vraag een collega").sees("Goed dat je het vraagt, Lotte")
    code = lotte.code()
    lotte.taps("Ik heb hem bewaard").sees("We zoeken")

    noor = site.phone(site.world["Noor"])
    question = site.letterbox.to(site.world["Noor"].mail)[0]
    assert "Lotte" not in question.subject + question.body
    noor.opens(question.link("/gesprekken/")).sees("nacht").never_sees("Lotte", LOTTE)
    noor.taps("Ja, ik doe dit").sees("Lotte").never_sees(LOTTE)
    noor.taps("Nee, ik kan dit doen").sees(LOTTE)

    news = site.letterbox.to(LOTTE)[0]
    assert "Noor" not in news.subject + news.body
    later = site.phone()
    later.opens(news.link("/mijn/")).fills("Je code", code).taps("Open mijn pagina").sees("Noor", "verpleegkundige")
    later.taps("Kies een moment").chooses("avond").taps("Kies dit moment").sees("avond")

    noor.opens(noor.page.url).sees("avond")
    page = noor.page.url
    for number in (1, 2, 3):
        talk(site, page, number)
        site.clock.forward(days=14)
    later = site.phone()
    later.opens("/mijn/").fills("Je code", code).taps("Open mijn pagina").sees("Jullie zijn klaar", "Hielp het?")

    site.clock.forward(days=1)
    site.night()
    later.opens("/mijn/").never_sees("Noor", "Lotte")
    for table in ("support_trajectory", "support_conversation", "support_proposal", "keys_datakey"):
        assert fetch(f"select id from {table} where organisation_id = %s", site.world.organisation_id) == []
    site.phone(site.world["Noor"]).opens("/gesprekken/").never_sees("Lotte")


def talk(site: Site, page: str, number: int) -> None:
    """Noor reads the guide, has the conversation, and marks it. There is nothing else to fill in."""
    noor = site.phone(site.world["Noor"])
    noor.opens(page).taps("Open de leidraad").sees("Luisteren")
    assert noor.page.locator("main input:not([type=hidden]), main textarea, main select").count() == 0
    noor.opens(page)
    if number == 1:
        noor.sees("geen wettelijk beroepsgeheim").taps("Ik heb deze drie verteld")
    noor.unfolds("Het gesprek is geweest").taps("Gesprek gevoerd")
