"""The back button: after asking, with the same form sent again, and after signing out on the computer of a ward."""

from typing import Any

import pytest

from .story import Phone, Site
from .test_ways_in import ASKED, NUMBER, fills_in, on_a_tuesday, requests_of, starts

__all__ = ["on_a_tuesday"]
WAYS = [pytest.param({}, id="with scripts"), pytest.param({"java_script_enabled": False}, id="without scripts")]
TOKEN = "form:has(button:text('Vraag een collega')) input[name=token]"
ROOMS = ("/gesprekken/", "/gegevens/", "/beschikbaarheid/")


def back(phone: Phone) -> str:
    """Press back; what is on the screen then."""
    phone.page.go_back()
    phone.page.wait_for_load_state("load")
    return phone.page.content()


@pytest.mark.parametrize("how", WAYS)
def test_the_form_that_comes_back_is_empty_and_sent_again_it_asks_once(site: Site, how: dict[str, Any]) -> None:
    """A browser that brings back what stood in a form, brings back its token: then it is the same request."""
    phone = fills_in(starts(site.phone(**how)))
    token = phone.page.locator(TOKEN).input_value()
    code = phone.taps("Vraag een collega").sees(ASKED).code()
    shown = back(phone)
    assert not any(word in shown for word in ("Fenna", NUMBER, "44 55", code))
    assert requests_of(site) == 1
    if how:  # without scripts a page cannot be changed by one either
        phone.page.route("**/praten/", lambda route: route.continue_(post_data=_with(route.request.post_data, token)))
    else:
        phone.page.locator(TOKEN).evaluate("(field, token) => { field.value = token }", token)
    fills_in(phone).taps("Vraag een collega").sees(ASKED)
    assert phone.code() == code
    assert requests_of(site) == 1


def _with(form: str | None, token: str) -> str:
    """The same form with this token."""
    return "&".join(f"token={token}" if part.startswith("token=") else part for part in (form or "").split("&"))


@pytest.mark.parametrize("how", WAYS)
def test_who_fills_it_in_anew_is_led_to_the_request_that_is_there(site: Site, how: dict[str, Any]) -> None:
    """And whoever sits down at this screen next just asks; asking about something else takes one tap."""
    phone = fills_in(starts(site.phone(**how))).taps("Vraag een collega").sees(ASKED)
    back(phone)
    fills_in(phone.sees("Heb je het al gevraagd?")).taps("Vraag een collega")
    phone.sees("Je vraag is al aangekomen", "Dat was op dinsdag 2 maart om 10.00 uur")
    phone.taps("Kijk hoe het ermee staat").sees("We zoeken een collega voor je")
    assert requests_of(site) == 1
    fills_in(phone.opens("/praten/")).taps("Vraag een collega").taps("Vraag het apart").sees(ASKED)
    assert requests_of(site) == 2
    phone.opens("/praten/").fills("Hoe mogen we je noemen?", "Lotte").fills("Nummer of mailadres", NUMBER)
    phone.taps("Vraag een collega").sees("Goed dat je het vraagt, Lotte")
    assert requests_of(site) == 3


@pytest.mark.parametrize("who", ["Noor", "Petra"])
def test_after_signing_out_on_the_computer_of_a_ward_back_shows_nobody(site: Site, who: str) -> None:
    phone = site.phone(site.world[who], viewport={"width": 1280, "height": 800})
    rooms = [path for path in ROOMS if path != "/beschikbaarheid/" or who == "Noor"]
    rooms = [path if path != "/gesprekken/" or who == "Noor" else "/coordinatie/" for path in rooms]
    for path in rooms:
        phone.opens(path).sees("")
    assert who in phone.page.content()
    phone.taps("Log uit")
    seen = []
    for _step in range(len(rooms)):
        shown = back(phone)
        assert who not in shown
        seen.append(phone.page.locator("h1").first.inner_text())
    assert set(seen) <= {"Inloggen", "Kom terug met je code"}
