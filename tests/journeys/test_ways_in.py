"""Every way to ask: without scripts, with keys only, enlarged, in the dark, pressing twice, too late, going back."""

import gzip
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Response, expect

from kring.foundation.testing import fetch

from .story import Phone, Site

TUESDAY = datetime(2027, 3, 2, 9, 0, tzinfo=UTC)
ASKED = "Goed dat je het vraagt, Fenna"
NUMBER = "06 4455 6677"
TITLES = {
    *("Kring", "Voor jou · Kring", "Wat helpt · Kring", "Alle nummers · Kring"),
    *("Vragen · Kring", "Je code · Kring", "Je pagina · Kring"),
}
FOCUS = """() => {
  const on = document.activeElement, box = on.getBoundingClientRect(), look = getComputedStyle(on);
  const label = on.labels && on.labels[0] || on, ring = getComputedStyle(label);
  const seen = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
  const part = label.closest("label") || label;
  return {
    words: (label.innerText || on.value || on.tagName).trim(),
    ring: [look, ring].some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2),
    free: part.contains(seen) || on.contains(seen) || (seen !== null && seen.contains(on)),
  };
}"""


@pytest.fixture(autouse=True)
def on_a_tuesday(site: Site) -> None:
    site.clock.stand_at(TUESDAY)


def starts(phone: Phone) -> Phone:
    return phone.opens("/").taps("Ik wil met een collega praten")


def fills_in(phone: Phone) -> Phone:
    return phone.fills("Hoe mogen we je noemen?", "Fenna").fills("Nummer of mailadres", NUMBER)


def requests_of(site: Site) -> int:
    ((number,),) = fetch(
        "select count(*) from support_trajectory where organisation_id = %s", site.world.organisation_id
    )
    return int(number)


def asks_and_comes_back(phone: Phone) -> None:
    """The whole way, the same for everybody."""
    fills_in(starts(phone)).unfolds("Waarom dit?")
    code = phone.chooses("in de nacht").taps("Vraag een collega").sees(ASKED).code()
    phone.taps("Ik heb hem bewaard").sees("We zoeken een collega voor je").taps("Stop met kijken")
    phone.taps("Kom terug met je code").fills("Je code", code).taps("Open mijn pagina").sees("06 44 55 66 77")
    phone.taps("Stop, of wis alles").taps("Wis alles nu").sees("niemand belt je")
    assert requests_of(phone.site) == 0


@pytest.mark.parametrize(
    "how",
    [
        pytest.param({"java_script_enabled": False}, id="without scripts"),
        pytest.param({"viewport": {"width": 320, "height": 256}}, id="at 400 percent"),
        pytest.param({"color_scheme": "dark"}, id="in the dark"),
        pytest.param({"reduced_motion": "reduce", "forced_colors": "active"}, id="in high contrast"),
        pytest.param({"viewport": {"width": 1280, "height": 800}}, id="on a wide screen"),
        pytest.param({"viewport": {"width": 844, "height": 390}}, id="lying down"),
    ],
)
def test_anyone_can_ask_and_come_back(site: Site, how: dict[str, Any]) -> None:
    asks_and_comes_back(site.phone(**how))


def tabs(phone: Phone, words: str) -> Phone:
    """Go on with the tab key until these words have the focus; at every stop the focus can be seen."""
    for _stop in range(60):
        phone.page.keyboard.press("Tab")
        on = phone.page.evaluate(FOCUS)
        assert on["ring"], f"the focus on {on['words']!r} cannot be seen"
        assert on["free"], f"{on['words']!r} has the focus and is hidden behind something"
        if words in on["words"]:
            return phone
    raise AssertionError(f"the tab key never comes to {words!r}")


def test_with_keys_only(site: Site) -> None:
    phone = site.phone(has_touch=False).opens("/")
    keys = phone.page.keyboard
    tabs(phone, "Naar de inhoud")
    keys.press("Enter")
    expect(phone.page.locator("main")).to_be_focused()
    tabs(phone, "Ik wil met een collega praten")
    keys.press("Enter")
    phone.sees("Hoe bereikt een collega je?")
    tabs(phone, "Hoe mogen we je noemen?")
    keys.type("Fenna")
    tabs(phone, "bellen")
    keys.press("ArrowDown")
    tabs(phone, "Nummer of mailadres")
    keys.type("0203334444")
    tabs(phone, "in het weekend")
    keys.press("Space")
    tabs(phone, "Heb je een voorkeur?")
    keys.press("Enter")
    tabs(phone, "Wat is je vak?")
    keys.type("Verpl")
    tabs(phone, "Vraag een collega")
    keys.press("Enter")
    phone.sees("Voor een sms is een mobiel nummer nodig")
    expect(phone.page.get_by_role("group", name="Kijk hier nog even naar")).to_be_focused()
    tabs(phone, "Voor een sms is een mobiel nummer nodig")
    keys.press("Enter")
    expect(phone.page.get_by_label("Nummer of mailadres")).to_be_focused()
    keys.press("ControlOrMeta+A")
    keys.type(NUMBER)
    keys.press("Enter")
    phone.sees(ASKED)
    phone._looked()
    ((windows, craft),) = fetch(
        "select windows, craft from support_trajectory where organisation_id = %s", site.world.organisation_id
    )
    assert set(windows) == {"day", "evening", "weekend"} and craft == "nurse"


def test_escape_three_times_leaves(site: Site) -> None:
    phone = starts(site.phone())
    phone.page.route("https://**", lambda route: route.fulfill(body="elders"))
    for _press in range(3):
        phone.page.keyboard.press("Escape")
    phone.page.wait_for_url("https://**")
    phone.page.go_back()
    assert "/praten/" not in phone.page.url


def test_pressing_twice_asks_once(site: Site) -> None:
    phone = fills_in(starts(site.phone()))
    phone.page.get_by_role("button", name="Vraag een collega").dblclick()
    phone.sees(ASKED)
    assert requests_of(site) == 1


def test_pressing_twice_without_scripts_asks_once(site: Site) -> None:
    phone = fills_in(starts(site.phone(java_script_enabled=False)))
    phone.page.get_by_role("button", name="Vraag een collega").dblclick()
    phone.sees(ASKED)
    assert requests_of(site) == 1


def test_two_supporters_say_yes_at_once_and_one_hears_that_it_went_on(site: Site) -> None:
    fills_in(starts(site.phone())).taps("Vraag een collega").sees(ASKED)
    first = asked(site, "Noor", "Sam")
    site.clock.forward(hours=3, minutes=58)
    early = site.phone(site.world[first]).opens("/gesprekken/").sees("Een vraag voor jou")
    site.clock.forward(minutes=4)
    site.round()
    second = "Sam" if first == "Noor" else "Noor"
    later = site.phone(site.world[second]).opens("/gesprekken/").sees("Een vraag voor jou")
    for supporter in (early, later):
        supporter.page.evaluate("setTimeout(() => document.querySelector('button[value=yes]').click(), 300)")
    later.page.wait_for_url("**/eerst/")
    later.sees("Fijn dat je er bent voor Fenna")
    early.sees("Iemand anders was je voor", "Je hoeft niets te doen").never_sees("Fenna")
    early.opens("/gesprekken/").sees("Er is nu niets te doen")


def asked(site: Site, *names: str) -> str:
    """Whoever of these has the question; the worker asks one at a time."""
    pages = {name: site.phone(site.world[name]).opens("/gesprekken/") for name in names}
    for _look in range(50):
        for name, phone in pages.items():
            phone.page.reload()
            if "Een vraag voor jou" in phone.text():
                return name
    raise AssertionError("nobody was asked")


def test_pressing_yes_twice_is_one_yes(site: Site) -> None:
    fills_in(starts(site.phone())).taps("Vraag een collega").sees(ASKED)
    supporter = site.phone(site.world[asked(site, "Noor", "Sam")]).opens("/gesprekken/")
    supporter.page.get_by_role("button", name="Ja, ik doe dit").dblclick()
    supporter.sees("Fijn dat je er bent voor Fenna").taps("Nee, ik kan dit doen").sees("Fenna")


def test_a_page_that_was_open_too_long_loses_nothing(site: Site) -> None:
    phone = fills_in(starts(site.phone())).chooses("in de nacht")
    phone.page.context.clear_cookies()
    phone.page.get_by_role("button", name="Vraag een collega").click()
    phone.sees("Deze pagina stond lang open", "Er is nog niets verstuurd. Wat je invulde, is er nog.")
    phone.errors.clear()
    phone.taps("Verstuur het nu").sees(ASKED)
    assert requests_of(site) == 1


def test_whose_session_ended_meanwhile_asks_with_a_code(site: Site) -> None:
    yara = starts(site.phone(site.world["Yara"])).fills("Nummer of mailadres", NUMBER)
    yara.page.context.clear_cookies(name="kring")
    yara.taps("Vraag een collega").sees("Goed dat je het vraagt, Yara")
    assert len(yara.code()) == 16


def test_back_after_erasing_shows_nothing(site: Site) -> None:
    phone = fills_in(starts(site.phone())).taps("Vraag een collega")
    code = phone.code()
    phone.taps("Ik heb hem bewaard").taps("Stop, of wis alles").taps("Wis alles nu").sees("niemand belt je")
    for _step in range(7):
        if phone.page.go_back() is None:
            break
        shown = phone.page.content()
        assert not any(word in shown for word in ("Fenna", "44 55", code, " ".join(re.findall("....", code))))
    phone.opens("/mijn/").sees("Kom terug met je code")


def test_a_first_visit_leaves_no_trace_and_tells_nothing(site: Site) -> None:
    phone = site.phone()
    titles, addresses = set(), []
    for path in ("/", "/wat-helpt/", "/wat-helpt/wat-is-normaal/", "/nu-hulp/", "/praten/"):
        phone.opens(path)
        assert {one["name"] for one in phone.page.context.cookies()} <= (
            {"csrftoken"} if path == "/praten/" else set()
        )
        titles.add(phone.page.title())
    for step in ("Vraag een collega", "Ik heb hem bewaard", "Stop, of wis alles", "Wis alles nu"):
        if step == "Vraag een collega":
            fills_in(phone)
        phone.taps(step)
        titles.add(phone.page.title())
        addresses.append(urlsplit(phone.page.url).path)
    assert titles <= TITLES
    assert addresses == ["/praten/code/", "/mijn/", "/mijn/stoppen/", "/mijn/klaar/"]
    assert all(one["expires"] == -1 and one["httpOnly"] for one in phone.page.context.cookies())
    assert phone.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_a_first_visit_weighs_little(site: Site) -> None:
    phone = site.phone()
    got: list[Response] = []
    phone.page.on("response", lambda answer: got.append(answer))
    phone.opens("/")
    assert sum(len(one.body()) for one in got) < 100_000, "as it is made"
    assert sum(map(on_the_wire, got)) < 60_000, "as it is sent, with style and scripts compressed"


def on_the_wire(response: Response) -> int:
    packed = response.url.endswith((".css", ".js", ".svg"))
    return len(gzip.compress(response.body()) if packed else response.body())
