"""Keeping track for oneself: only in the browser, only if one wants, and gone at once."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from .story import Phone, Site

PAGE = "/voor-mij/"
RULES = "/static/portal/js/device.js"
KEPT = "localStorage.getItem('kring.own')"
THURSDAY = datetime(2025, 11, 20, 21, 30, tzinfo=UTC)
NO_STORAGE = (
    """Object.defineProperty(window, "localStorage", {get() { throw new DOMException("no", "SecurityError") }})"""
)
FULL = """Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError") }"""
TALK = "Misschien is dit een goed moment om te praten"
QUESTION = "Is dit je eigen telefoon of computer?"


def on_a_thursday(site: Site, **changes: Any) -> Phone:
    phone = site.phone(timezone_id="Europe/Amsterdam", **changes)
    phone.page.clock.set_fixed_time(THURSDAY)
    return phone


def turned_on(phone: Phone) -> Phone:
    return phone.opens(PAGE).taps("Ja, bewaar het hier").sees("Voeg iets toe")


def adds(phone: Phone, when: str, how: str, what: str = "Dat laat ik open") -> Phone:
    phone.selects("Wanneer was het?", when).selects("Waar ging het over?", what)
    return phone.chooses(how, within="Hoe bleef het hangen?").taps("Voeg toe", exact=True)


def asked_for(page: Page) -> list[str]:
    """From now on: everything that leaves this browser."""
    heard: list[str] = []
    page.context.on("request", lambda request: heard.append(f"{request.method} {request.url}"))
    return heard


def kept(phone: Phone) -> Any:
    return phone.page.evaluate(f"JSON.parse({KEPT})")


def test_it_is_off_until_somebody_says_that_this_is_their_own(site: Site) -> None:
    phone = on_a_thursday(site).opens(PAGE).sees(QUESTION, "wordt er niets bewaard")
    assert kept(phone) is None
    phone.taps("Nee, of ik weet het niet").sees("Dan blijft het uit")
    expect(phone.page.get_by_role("heading", name="Dan blijft het uit")).to_be_focused()
    assert kept(phone) is None
    phone.taps("Terug naar de vraag").taps("Ja, bewaar het hier").sees("Nog niets.")
    assert kept(phone) == []
    phone.opens(PAGE).sees("Voeg iets toe")


def test_somebody_adds_and_takes_away(site: Site) -> None:
    phone = turned_on(on_a_thursday(site))
    phone.taps("Voeg toe", exact=True).sees("Kies wat past.")
    expect(phone.page.get_by_role("radio", name="Licht")).to_be_focused()
    adds(phone, "Eerder, in september", "Licht")
    adds(phone, "Deze week", "Blijft hangen", "Een klacht of tuchtklacht")
    phone.sees("In de laatste drie maanden: 2 keer", "Een klacht of tuchtklacht · blijft hangen", "In september")
    assert kept(phone) == [
        {"when": "2025-09", "what": "", "how": "light"},
        {"when": "2025-11-17", "what": "complaint_or_disciplinary", "how": "lingers"},
    ]
    expect(phone.page.locator("[data-list] .k-item__title")).to_have_text(["Deze week", "In september"])
    phone.taps("Haal weg In september").sees("In de laatste drie maanden: 1 keer")
    expect(phone.page.get_by_role("heading", name="Wat je hier bijhoudt")).to_be_focused()
    assert [one["when"] for one in kept(phone)] == ["2025-11-17"]
    expect(phone.page.locator("[data-said]")).to_have_text("Weggehaald.")
    phone.taps("Haal weg").sees("Nog niets.")


def test_the_third_in_eight_weeks_is_a_reason_to_talk(site: Site) -> None:
    phone = turned_on(on_a_thursday(site))
    adds(phone, "Deze week", "Licht")
    adds(phone, "Eerder, in augustus", "Licht")
    adds(phone, "Vorige week", "Licht").sees("3 keer")
    assert TALK not in phone.text()
    adds(phone, "Eerder, in oktober", "Licht").sees(TALK, "drie keer of vaker in acht weken")
    assert "iets zwaars" not in phone.text()
    phone.unfolds("Waarom dit?").sees("aanbeveling 11", "paragraaf 4.1", "keuze van Kring zelf")
    phone.opens(PAGE).sees(TALK).taps("Vraag een collega").sees("collega")
    assert phone.page.url == f"{site.address}/praten/"


def test_one_that_is_heavy_is_a_reason_to_talk(site: Site) -> None:
    phone = turned_on(on_a_thursday(site))
    adds(phone, "Vorige week", "Zwaar").sees(TALK, "Er was iets zwaars bij.")
    phone.taps("Haal weg").sees("Nog niets.")
    assert TALK not in phone.text()


def test_saying_it_is_enough_and_is_not_kept(site: Site) -> None:
    phone = turned_on(on_a_thursday(site)).taps("Het stapelt zich op").sees(TALK, "Je merkt dat het zich opstapelt.")
    expect(phone.page.locator("[data-said]")).to_have_text(TALK)
    expect(phone.page.get_by_role("heading", name=TALK)).to_be_in_viewport()
    assert kept(phone) == []
    phone.opens(PAGE)
    assert TALK not in phone.text()


def test_turning_off_erases_all_at_once(site: Site) -> None:
    phone = turned_on(on_a_thursday(site))
    adds(phone, "Deze week", "Zwaar").taps("Zet uit en wis alles").sees("Alles is gewist.", QUESTION)
    expect(phone.page.get_by_role("heading", name=QUESTION)).to_be_focused()
    assert phone.page.evaluate("localStorage.length") == 0


def test_turning_off_in_one_tab_turns_off_the_other(site: Site) -> None:
    phone = turned_on(on_a_thursday(site))
    other = phone.page.context.new_page()
    other.goto(PAGE)
    other.get_by_role("button", name="Zet uit en wis alles").click()
    phone.sees(QUESTION)
    other.get_by_role("button", name="Ja, bewaar het hier").click()
    phone.sees("Voeg iets toe")


def test_what_is_older_than_three_months_disappears_by_itself(site: Site) -> None:
    phone = turned_on(on_a_thursday(site))
    adds(phone, "Eerder, in september", "Zwaar")
    adds(phone, "Deze week", "Licht")
    phone.page.clock.set_fixed_time(datetime(2026, 1, 15, 12, tzinfo=UTC))
    phone.opens(PAGE).sees("1 keer", "Week van 17 november").never_sees("In september")
    assert [one["when"] for one in kept(phone)] == ["2025-11-17"]


def test_nothing_leaves_the_browser(site: Site) -> None:
    phone = on_a_thursday(site).opens(PAGE)
    heard = asked_for(phone.page)
    phone.taps("Ja, bewaar het hier")
    for _time in range(3):
        adds(phone, "Deze week", "Zwaar", "Iets ging mis in de zorg")
    phone.taps("Het stapelt zich op").taps("Haal weg").taps("Zet uit en wis alles").sees(QUESTION)
    assert heard == []
    assert phone.page.context.cookies() == []


def test_what_is_kept_changes_no_request(site: Site) -> None:
    phone = on_a_thursday(site).opens(PAGE)
    heard = asked_for(phone.page)
    phone.opens(PAGE).sees(QUESTION)
    without, heard[:] = sorted(heard), []
    adds(turned_on(phone), "Deze week", "Zwaar")
    heard.clear()
    phone.opens(PAGE).sees(TALK)
    assert sorted(heard) == without
    assert f"GET {site.address}{PAGE}" in without


def test_signing_out_and_leaving_in_a_hurry_leave_it_alone(site: Site) -> None:
    noor = site.phone(site.world["Noor"])
    adds(turned_on(noor), "Deze week", "Licht")
    with noor.page.expect_response("**/inloggen/uit/") as out:
        noor.unfolds("Meer").taps("Log uit")
    assert "storage" not in (out.value.header_value("Clear-Site-Data") or "storage")
    noor.opens(PAGE).sees("1 keer")
    noor.page.route("https://**", lambda route: route.fulfill(body="elders"))
    noor.page.locator("[data-leave]").first.click()
    noor.page.wait_for_url("https://**")
    noor.errors.clear()
    noor.opens(PAGE).sees("1 keer")


@pytest.mark.parametrize("browser_does", [NO_STORAGE, FULL], ids=["throws", "is full"])
def test_a_browser_that_keeps_nothing_says_so(site: Site, browser_does: str) -> None:
    phone = on_a_thursday(site)
    phone.page.add_init_script(browser_does)
    phone.opens(PAGE)
    if browser_does == FULL:
        phone.taps("Ja, bewaar het hier")
        expect(phone.page.get_by_role("heading", name="Deze browser bewaart hier niets")).to_be_focused()
    phone.sees("Deze browser bewaart hier niets", "privévenster", "Liever op papier")


def test_without_javascript_there_is_paper(site: Site) -> None:
    phone = site.phone(java_script_enabled=False)
    phone.page.goto(PAGE)
    phone.sees("Hiervoor is JavaScript nodig")
    assert "Ja, bewaar het hier" not in phone.text()
    phone.unfolds("Liever op papier")
    expect(phone.page.get_by_role("row")).to_have_count(9)


def test_only_the_empty_card_is_printed(site: Site) -> None:
    phone = turned_on(on_a_thursday(site))
    adds(phone, "Deze week", "Zwaar").unfolds("Liever op papier")
    phone.page.emulate_media(media="print")
    expect(phone.page.get_by_role("table")).to_be_visible()
    for hidden in ("Soms stapelt het zich op", "Wat je hier bijhoudt", TALK, "Voeg iets toe"):
        expect(phone.page.get_by_role("heading", name=hidden)).to_be_hidden()


def test_it_works_with_a_keyboard_on_a_narrow_screen(site: Site) -> None:
    phone = on_a_thursday(site, viewport={"width": 320, "height": 640}).opens(PAGE)
    keys = phone.page.keyboard
    phone.page.get_by_role("button", name="Ja, bewaar het hier").focus()
    keys.press("Enter")
    expect(phone.page.get_by_role("heading", name="Voeg iets toe")).to_be_focused()
    for key in ("Tab", "ArrowDown", "Tab", "Tab", "ArrowDown", "ArrowDown", "Enter"):
        keys.press(key)
    phone.sees(TALK)
    assert kept(phone) == [{"when": "2025-11-10", "what": "", "how": "heavy"}]
    phone.page.set_viewport_size({"width": 320, "height": 3000})
    phone.opens(PAGE).sees("Vorige week", TALK)


def test_in_english_every_word_is_english(site: Site) -> None:
    phone = on_a_thursday(site).opens(PAGE).taps("English").opens(PAGE)
    phone.taps("Yes, keep it here").selects("When was it?", "Earlier, in October").chooses("Heavy")
    phone.taps("Add", exact=True).sees("In October", "Heavy", "This may be a good moment to talk", "months: 1")


@pytest.fixture
def rule(site: Site) -> Callable[[str], Any]:
    """Ask the rule itself; `at(year, month, day)` is a day at noon."""
    page = site.phone().opens(PAGE).page

    def ask(expression: str) -> Any:
        at = "const at = (year, month, day) => new Date(year, month - 1, day, 12);"
        return page.evaluate(f"async () => {{ const rule = await import('{RULES}'); {at} return {expression} }}")

    return ask


def test_the_rule_counts_eight_weeks_and_forgets_after_three_months(rule: Callable[[str], Any]) -> None:
    three = "['2025-11-17', '2025-11-10', '2025-09-22'].map((when) => ({when, how: 'light'}))"
    assert rule(f"rule.reasons({three}, at(2025, 11, 23))") == ["often"]
    assert rule(f"rule.reasons({three}, at(2025, 11, 24))") == []
    assert rule("rule.reasons([{when: '2025-09', how: 'heavy'}], at(2025, 11, 24))") == ["heavy"]
    assert rule("[rule.isKept('2025-08', at(2025, 11, 30)), rule.isKept('2025-08', at(2025, 12, 1))]") == [True, False]


def test_weeks_begin_on_monday_and_months_only_where_they_add_something(rule: Callable[[str], Any]) -> None:
    assert rule("[rule.week(at(2025, 11, 23)), rule.week(at(2025, 11, 24)), rule.week(at(2026, 1, 1), 1)]") == [
        "2025-11-17",
        "2025-11-24",
        "2025-12-22",
    ]
    assert rule("rule.months(at(2025, 11, 9))") == ["2025-10", "2025-09", "2025-08"]
    assert rule("rule.months(at(2025, 11, 20))") == ["2025-11", "2025-10", "2025-09", "2025-08"]


def test_only_what_kring_wrote_itself_is_read(rule: Callable[[str], Any]) -> None:
    good = '{"when":"2025-11","what":"","how":"light"}'
    bad = '{"when":"<b>","what":"","how":"light"},{"when":"2025-11","what":"a b","how":"light"},null,7'
    assert rule(f"rule.sound('[{good},{bad}]', at(2025, 11, 20))") == [{"when": "2025-11", "what": "", "how": "light"}]
    assert rule("[rule.sound('{', at(2025, 11, 20)), rule.sound('3', at(2025, 11, 20))]") == [[], []]
