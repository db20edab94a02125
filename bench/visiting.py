"""Who comes to which page: everything somebody opens on the main way, and around it."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import reverse

from bench.serving import Browser, Served
from kring.foundation.testing import Somebody, World
from kring.foundation.testing_http import _session, session_cookie


@dataclass(frozen=True, slots=True)
class Visit:
    """A page and who opens it. `given` names what stands in the address; `asks` is what follows a question mark."""

    page: str
    who: str = "public"
    given: dict[str, str | int] = field(default_factory=dict)
    asks: str = ""
    called: str = ""

    @property
    def name(self) -> str:
        """The name in results: no machine, no key."""
        return f"{self.called or self.page} ({self.who})"


NOWHERE = UUID(int=0)
VISITS = (
    Visit("portal:home"),
    Visit("support:ask"),
    Visit("support:code"),
    Visit("events:report"),
    Visit("events:event", given={"token": "event_page"}),
    Visit("events:here", given={"token": "here"}),
    Visit("events:offer", given={"token": "offer_link"}),
    Visit("portal:circles"),
    Visit("portal:numbers"),
    Visit("portal:readings"),
    Visit("portal:reading", given={"slug": "voor-thuis"}),
    Visit("portal:colleague"),
    Visit("portal:who_sees_what"),
    Visit("portal:document", given={"slug": "gegevens"}),
    Visit("compliance:overview"),
    Visit("compliance:requirement", given={"slug": "a9"}),
    Visit("compliance:report"),
    Visit("support:mine", "code"),
    Visit("support:mine", "searching code"),
    Visit("support:moment", "code", {"number": 3}),
    Visit("support:others", "code"),
    Visit("support:another", "code"),
    Visit("support:stop", "code"),
    Visit("portal:held", "code"),
    Visit("portal:home", "employee"),
    Visit("support:ask", "employee"),
    Visit("support:mine", "person"),
    Visit("portal:held", "person"),
    Visit("support:today", "supporter"),
    Visit("support:person", "supporter", {"trajectory_id": "supported"}),
    Visit("support:guide_for", "supporter", {"trajectory_id": "supported", "number": 1}),
    Visit("support:question", "asked", {"proposal_id": "proposal"}),
    Visit("supporters:availability", "supporter"),
    Visit("events:mine", "supporter"),
    Visit("support:record", "supporter"),
    Visit("portal:held", "supporter"),
    Visit("portal:overview", "coordinator"),
    Visit("portal:requests", "coordinator"),
    Visit("portal:request", "coordinator", {"request_id": "stuck"}),
    Visit("portal:card", "coordinator", {"request_id": "stuck"}),
    Visit("events:to_offer", "coordinator"),
    Visit("events:names", "coordinator", {"event_id": "event"}),
    Visit("portal:team", "coordinator"),
    Visit("people:team_roles", "coordinator"),
    Visit("portal:together", "coordinator"),
    Visit("supporters:training", "coordinator", {"supporter_id": "colleague"}),
    Visit("portal:my_team", "manager"),
    Visit("portal:my_trainees", "trainer"),
    Visit("portal:figures", "hr"),
    Visit("portal:administration", "administrator"),
    Visit("people:search", "administrator"),
    Visit("people:search", "administrator", asks="?q=jansen", called="people:search for a name"),
    Visit("people:search", "administrator", asks="?q=qqxz", called="people:search for nobody"),
    Visit("people:person", "administrator", {"person_id": "person"}),
    Visit("people:roles", "administrator"),
    Visit("people:units", "administrator"),
    Visit("people:unit", "administrator", {"unit_id": "unit"}),
    Visit("people:import", "administrator"),
    Visit("portal:settings", "administrator"),
)


class Visitors:
    """Browsers for who comes, with sessions as the real ones."""

    def __init__(self, cast: dict[str, Any], served: Served) -> None:
        self._cast, self._served = cast, served
        self._browsers: dict[str, Browser] = {}

    def address(self, visit: Visit) -> str:
        """Where a visit goes."""
        keys = self._cast["keys"]
        given = {name: keys.get(str(value), value) for name, value in visit.given.items()}
        return reverse(visit.page, kwargs=given) + visit.asks

    def browser(self, who: str) -> Browser:
        """The browser of somebody, signed in if need be."""
        if who not in self._browsers:
            self._browsers[who] = self._served.browser(self._cast["host"], **self._cookies(who))
        return self._browsers[who]

    def comes(self, who: str) -> bool:
        """Whether there is such a person in this country."""
        return who == "public" or who.endswith("code") or who in self._cast["people"]

    def _cookies(self, who: str) -> dict[str, str]:
        if who == "public":
            return {}
        if who.endswith("code"):
            state = "searching" if who.startswith("searching") else "active"
            return {"kring": _session({"trajectory": self._cast["codes"][state]})}
        person, account = self._cast["people"][who]
        world = World(UUID(self._cast["organisation"]), self._cast["host"], NOWHERE, NOWHERE, NOWHERE)
        return {"kring": session_cookie(Somebody(UUID(person), who, (), world, UUID(account), ""))}
