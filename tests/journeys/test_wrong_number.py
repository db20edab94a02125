"""Somebody mistypes their number at night, and mends it; later they would rather get a mail."""

from .story import Site

MAIL = "sanne@thuis.test"


def test_a_number_that_was_mistyped_is_mended(site: Site) -> None:
    site.on_a_tuesday()
    sanne = site.phone().opens("/").taps("Ik wil met een collega praten")
    sanne.fills("Hoe mogen we je noemen", "Sanne").fills("Nummer of mailadres", "06 44 55 66 70")
    sanne.unfolds("Heb je een voorkeur").selects("Wat is je vak", "Verpleegkundige")
    sanne.taps("Vraag een collega").taps("Ik heb hem bewaard").sees("06 44 55 66 70")
    sanne.taps("Verander hoe we je bereiken").sees("Wie ja zegt, ziet dit nummer of adres, en niet het oude.")
    sanne.fills("Nummer of mailadres", "06 44 55").taps("Verander het").sees("Vul een telefoonnummer in")
    sanne.fills("Nummer of mailadres", "06 44 55 66 77").taps("Verander het").sees("06 44 55 66 77")
    sanne.never_sees("06 44 55 66 70")

    noor = site.phone(site.world["Noor"]).opens("/gesprekken/").waits_to_see("Ja, ik doe dit")
    noor.taps("Ja, ik doe dit").taps("Nee, ik kan dit doen").sees("06 44 55 66 77")
    noor.never_sees("06 44 55 66 70", "Je collega veranderde dit")

    sanne.opens("/mijn/").taps("Verander hoe we je bereiken").chooses("privémail")
    sanne.fills("Nummer of mailadres", MAIL).sees("Noor ziet het in Kring")
    sanne.taps("Verander het").sees(MAIL)
    site.round()
    news = site.letterbox.to(site.world["Noor"].mail, count=2)[-1]
    assert "Sanne" not in news.subject + news.body and MAIL not in news.subject + news.body
    noor.opens(noor.page.url).sees(MAIL, "Je collega veranderde dit op")
