"""Signing in: what a supporter does once with a phone, and what a forgotten screen does by itself."""

import time

from playwright.sync_api import expect

from kring.foundation.accounts.sessions import SessionStore
from kring.foundation.accounts.tests.pages import code_for
from kring.foundation.testing import PASSWORD

from .story import Phone, Site

SAFE = "/inloggen/veilig/"
FINGERPRINT = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def with_a_fingerprint(phone: Phone) -> None:
    tools = phone.page.context.new_cdp_session(phone.page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": FINGERPRINT})


def signs_in(phone: Phone, mail: str, to: str = SAFE) -> None:
    phone.opens(f"/inloggen/?next={to}").fills("Mailadres", mail).fills("Wachtwoord", PASSWORD)
    phone.taps("Log in", exact=True)


def test_noor_makes_a_passkey_once_and_signs_in_with_her_finger(site: Site) -> None:
    noor = site.phone()
    with_a_fingerprint(noor)
    signs_in(noor, site.world["Noor"].mail)
    noor.sees("Maak eerst een tweede sleutel").taps("Maak een passkey").taps("Maak een passkey")
    expect(noor.page.get_by_role("heading", name="Herstelcodes")).to_be_visible()
    noor.sees("Je ziet deze codes alleen nu")
    noor.page.context.clear_cookies()
    noor.opens(f"/inloggen/?next={SAFE}").taps("Log in met een passkey")
    expect(noor.page).to_have_url(site.address + SAFE)
    noor.sees("Passkey 1").never_sees("tweede sleutel")


def test_petra_uses_an_app_and_types_its_code(site: Site) -> None:
    petra = site.phone()
    signs_in(petra, site.world["Petra"].mail)
    petra.taps("Gebruik een app")
    petra.unfolds("Lukt scannen niet?")
    secret = petra.page.locator("b[translate=no]").inner_text()
    petra.fills("Code", "000000").taps("Gebruik deze app").sees("Deze code klopt niet")
    petra.fills("Code", code_for(secret)).taps("Gebruik deze app").sees("Herstelcodes")
    recovery = petra.page.locator("main li").first.inner_text()
    petra.page.context.clear_cookies()
    signs_in(petra, site.world["Petra"].mail)
    petra.sees("De tweede stap").fills("Code", recovery).taps("Log in", exact=True)
    petra.sees("Je gebruikt een app.", "Je hebt nog 9 codes.")


def test_a_refused_passkey_says_what_to_do(site: Site) -> None:
    noor = site.phone()
    tools = noor.page.context.new_cdp_session(noor.page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": {**FINGERPRINT, "isUserVerified": False}})
    noor.opens("/inloggen/").taps("Log in met een passkey").sees("Dat lukte niet.")


def test_a_screen_asks_before_it_closes_and_then_shows_nothing(site: Site) -> None:
    noor = site.phone(site.world["Noor"])
    noor.page.clock.install()
    noor.opens(SAFE)
    noor.page.clock.fast_forward(8 * 60 * 1000)
    question = noor.page.get_by_role("dialog", name="Ben je er nog?")
    expect(question).to_be_visible()
    question.get_by_role("button", name="Ik ben er nog").click()
    expect(question).to_be_hidden()
    noor.page.clock.fast_forward(8 * 60 * 1000)
    expect(question).to_be_visible()
    noor.page.clock.fast_forward(2 * 60 * 1000)
    expect(noor.page.get_by_role("heading", name="Je bezoek hier is klaar")).to_be_visible()


def test_leaving_ends_the_visit_on_the_server(site: Site) -> None:
    noor = site.phone(site.world["Noor"])
    noor.page.route("https://**", lambda route: route.fulfill(body="elders"))
    noor.opens(SAFE)
    (cookie,) = [one for one in noor.page.context.cookies() if one["name"] == "kring"]
    noor.page.locator("[data-leave]").first.click()
    expect(noor.page.locator("body")).to_have_text("elders")
    until = time.monotonic() + 10
    while SessionStore(cookie["value"]).load():
        assert time.monotonic() < until, "the session is still there"
        time.sleep(0.1)
