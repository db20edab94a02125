"""The words in which journeys are told: people with phones who tap, fill in and see."""

import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import Error as PageError

from kring.foundation.jobs import run_round
from kring.foundation.rounds import NIGHTLY, SWEEPS
from kring.foundation.testing import Clock, Somebody, World, fetch, in_the_worker
from kring.foundation.testing_http import session_cookie

from .mail import Letterbox

HERE = ZoneInfo("Europe/Amsterdam")
expect.set_options(timeout=20_000)  # a noisy machine is not a fault of the page
SHOTS = os.environ.get("KRING_SHOTS")
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],  # all rules; only of what is wrong it says every place, which halves the time
}
BAR_STAYS = 480  # pixels of height from which the bar below stays in place
EXPECTED = r"status of (409|422) "
_checked: set[str] = set()


class Site:
    """One world, served."""

    def __init__(
        self,
        world: World,
        port: int,
        letterbox: Letterbox,
        browser: Browser,
        context_args: dict[str, Any],
        clock: Clock,
    ) -> None:
        self.world, self.port, self.letterbox, self.clock = world, port, letterbox, clock
        self._browser, self._args = browser, context_args
        self._phones: list[Phone] = []

    def phone(self, who: Somebody | None = None, **changes: Any) -> "Phone":
        """A phone in somebody's hand: signed in as one of the cast, or a stranger's."""
        context = self._browser.new_context(base_url=self.address, **{**self._args, **changes})
        if who:
            context.add_cookies([{"name": "kring", "value": session_cookie(who), "url": self.address}])
        scripts = bool(changes.get("java_script_enabled", True))
        phone = Phone(self, context.new_page(), who.name if who else "iemand", scripts)
        self._phones.append(phone)
        return phone

    @property
    def address(self) -> str:
        """Where this world is served."""
        return f"http://{self.world.host}:{self.port}"

    def round(self) -> None:
        """The five-minute round, now."""
        with in_the_worker():
            run_round(self.world.organisation_id, SWEEPS, "sweep")

    def night(self) -> None:
        """The nightly batch, now."""
        with in_the_worker():
            run_round(self.world.organisation_id, [*SWEEPS, *NIGHTLY], "night")

    def on_a_tuesday(self, hour: int = 14) -> None:
        """The story begins on the next Tuesday at this hour, whenever it is told."""
        now = self.clock.now().astimezone(HERE)
        tuesday = now + timedelta(days=(1 - now.weekday()) % 7 or 7)
        self.clock.stand_at(tuesday.replace(hour=hour, minute=0, second=0, microsecond=0))

    def later(self, **span: int) -> None:
        """Time passes, for instance `days=14`, and the night after it."""
        self.clock.forward(**span)
        self.night()

    def holding(self, word: str) -> list[str]:
        """The tables in which this word still stands, whatever the column."""
        all_of_them = (
            "select quote_ident(schemaname) || '.' || quote_ident(relname) from pg_stat_user_tables"
            " where relname <> 'catalogue_word'"  # words of the content files, and parts of them are like names
        )
        tables = sorted(name for (name,) in fetch(all_of_them))
        return [name for name in tables if fetch(f"select 1 from {name} t where t::text ilike %s", f"%{word}%")]

    def close(self) -> None:
        """Everyone puts the phone away."""
        for phone in self._phones:
            phone.page.context.close()


class Phone:
    """A page on a phone-sized screen. Every page that is seen is checked for accessibility and width."""

    def __init__(self, site: Site, page: Page, whose: str, scripts: bool = True) -> None:
        self.site, self.page, self.whose, self.scripts = site, page, whose, scripts
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._complains)
        page.on("request", self._only_our_own)

    def _complains(self, line: Any) -> None:
        """A browser also complains about the answer to a form that was not right."""
        if line.type == "error" and not re.search(EXPECTED, line.text):
            self.errors.append(line.text)

    def _only_our_own(self, request: Any) -> None:
        if not request.url.startswith((self.site.address, "data:", "about:", "blob:")):
            self.errors.append(f"a request to somebody else: {request.url}")

    def opens(self, path: str) -> "Phone":
        """Type an address, or follow a link from a mail."""
        self.page.goto(path)
        return self._looked()

    def finds_nothing_at(self, path: str) -> "Phone":
        """Type an address where there is nothing for whoever asks."""
        answer = self.page.goto(path)
        assert answer is not None and answer.status == 404, f"{self.whose} finds something at {path}"
        self.errors = [line for line in self.errors if "404" not in line]
        return self._looked()

    def taps(self, name: str, *, exact: bool = False) -> "Phone":
        """Tap a button or link with this name; the first that is visible."""
        target = self._tappable(name, exact)
        expect(target).to_be_visible()
        target.click()
        self.page.wait_for_load_state("load")
        return self._looked()

    def _tappable(self, name: str, exact: bool) -> Locator:
        buttons = self.page.get_by_role("button", name=name, exact=exact)
        links = self.page.get_by_role("link", name=name, exact=exact)
        return buttons.or_(links).locator("visible=true").first

    def fills(self, label: str, value: str) -> "Phone":
        """Fill in a field."""
        self.page.get_by_label(label, exact=False).locator("visible=true").first.fill(value)
        return self

    def chooses(self, label: str, *, within: str = "") -> "Phone":
        """Choose a radio button or tick a box."""
        area = self.page.get_by_role("group", name=within) if within else self.page
        area.get_by_label(label, exact=False).first.check()
        return self

    def selects(self, label: str, option: str) -> "Phone":
        """Choose from a list."""
        self.page.get_by_label(label, exact=False).locator("visible=true").first.select_option(label=option)
        return self

    def unfolds(self, summary: str) -> "Phone":
        """Open something that may be folded."""
        folded = self.page.locator("details", has=self.page.locator("summary", has_text=summary)).first
        if not folded.evaluate("folded => folded.open"):
            folded.locator("summary").first.click()
        return self

    def sees(self, *texts: str) -> "Phone":
        """These words are on the screen."""
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)
        return self

    def never_sees(self, *texts: str) -> "Phone":
        """These words are nowhere on the page, not even hidden."""
        for text in texts:
            assert text not in self.page.content(), f"{self.whose} can see {text!r}"
        return self

    def waits_to_see(self, text: str, *, seconds: float = 90) -> "Phone":
        """Reload until these words are there."""
        return self._wait(lambda: text in self.page.locator("main").inner_text(), text, seconds)

    def sees_by_itself(self, text: str, *, seconds: float = 90) -> "Phone":
        """Wait for these words on a page that fetches its own news; nobody loads it anew."""
        self.page.locator("main").get_by_text(text).first.wait_for(timeout=seconds * 1000)
        return self._looked()

    def _wait(self, there: Callable[[], bool], what: str, seconds: float) -> "Phone":
        until = time.monotonic() + seconds
        while not there():
            assert time.monotonic() < until, (
                f"{self.whose} waited for {what!r} in vain:\n{self.page.inner_text('main')}"
            )
            time.sleep(0.2)
            self.page.reload()
        return self._looked()

    def text(self) -> str:
        """What stands on the page."""
        return self.page.locator("main").inner_text()

    def code(self) -> str:
        """The sixteen digits on the page."""
        found = re.search(r"(\d{4})\s+(\d{4})\s+(\d{4})\s+(\d{4})", self.text())
        assert found, self.text()
        return "".join(found.groups())

    def _looked(self, tries: int = 5) -> "Phone":
        """Look at the page; a script that goes on to the next one by itself may do so in the middle of a look."""
        try:
            return self._look()
        except PageError as moved:
            if "context was destroyed" not in str(moved) or not tries:
                raise
        self.page.wait_for_load_state("load")
        return self._looked(tries - 1)

    def _look(self) -> "Phone":
        self._picture()
        assert self.errors == [], f"{self.whose} on {self.page.url}: {self.errors}"
        self._fits()
        if (state := self._state()) not in _checked:
            _checked.add(state)
            self._accessible()
        return self

    def _state(self) -> str:
        """What makes a page another one for whoever cannot see it well: place, headings, theme and size."""
        place = re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|/[\w-]{20,}", "…", urlsplit(self.page.url).path)
        heads = self.page.locator("h1, h2").all_inner_texts()
        theme = self.page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        return "|".join([place, *(re.sub(r"\d+", "0", head) for head in heads), f"{theme} {self.page.viewport_size}"])

    def _fits(self) -> None:
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} is {wide} pixels too wide"

    def _accessible(self) -> None:
        if not self.scripts:
            return  # what checks a page is a script itself; the page is the same one
        with self._all_at_once():
            found = Axe().run(self.page, options=RULES)
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"

    @contextmanager
    def _all_at_once(self) -> Iterator[None]:
        """The page in its full length: what the bar below hides now, can be scrolled to."""
        size = self.page.viewport_size
        if size and size["height"] >= BAR_STAYS:
            length = self.page.evaluate("document.documentElement.scrollHeight")
            self.page.set_viewport_size({**size, "height": max(length, size["height"])})
        yield
        if size:
            self.page.set_viewport_size(size)

    def _picture(self) -> None:
        if SHOTS:
            folder = Path(SHOTS)
            folder.mkdir(parents=True, exist_ok=True)
            name = re.sub(r"\W+", "-", f"{self.whose}{self.page.url.split(str(self.site.port))[-1]}")[:60]
            number = len(list(folder.iterdir()))
            self.page.screenshot(path=folder / f"{number:03d}-{name}.png", full_page=True)


def trajectory_of(world: World) -> UUID:
    """The one trajectory of this world."""
    ((found,),) = fetch("select id from support_trajectory where organisation_id = %s", world.organisation_id)
    assert isinstance(found, UUID)
    return found
