"""The frame around every page: name, places by role, help now with true hours (decision 17)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from kring.foundation.actor import Actor
from kring.foundation.requests import Request
from kring.people import queries as people
from kring.portal.domain.contact import Contact
from kring.portal.domain.on_call import Reach
from kring.portal.queries.addresses import address
from kring.portal.queries.house import House, house
from kring.ui import formats
from kring.ui.frame import OUTSIDE_HELP, Frame, HelpNow, HelpNumber, NavItem, Words

Handler = Callable[[HttpRequest], HttpResponse]
Place = tuple[str, Words, str, Words]
"""Name of the address, label, icon, label on a phone."""

_SIGNPOST: Place = ("referral:keeping", pgettext_lazy("menu", "Signpost"), "list", "")
READS_FIGURES = frozenset({"hr", "manager", "trainer", "administrator"})
MAKES_POLICY = READS_FIGURES


def frame(get_response: Handler) -> Handler:
    """Hang the frame on the request, and let times on the page be those of the organisation's clock."""

    def middleware(request: Request) -> HttpResponse:
        if not hasattr(request, "organisation_id"):
            return get_response(request)
        here = house(request.organisation_id)
        request.frame = frame_of(request, here)  # type: ignore[attr-defined]
        with timezone.override(here.zone):
            return get_response(request)

    return middleware  # type: ignore[return-value]


def frame_of(request: Request, here: House) -> Frame:
    """Everything around the page for whoever asks for it."""
    actor = request.actor
    area = _area(request.path, actor)
    signed_in = actor.kind == "web"
    return Frame(
        organisation_name=here.name,
        home_url=address("portal:home"),
        nav=_nav(area, actor, request.path),
        areas=_areas(area, actor),
        help=help_now(here, request.now),
        account_label=_name(actor) if signed_in else "",
        account_url=address("mfa_index") if signed_in else "",
        sign_in_url="" if signed_in else address("account_login"),
        sign_out_url=address("account_logout") if signed_in else "",
        who_sees_url=address("portal:who_sees_what"),
        links=_links(signed_in, settings.KRING_DEMO and here.is_demo, get_language()),
        notice=_notice(here, request.now),
        style_url=_style(here),
    )


def help_now(here: House, at: datetime) -> HelpNow:
    """The line on top: the colleague on call with true hours, then the other numbers."""
    reach = here.reach(at)
    numbers = (
        *OUTSIDE_HELP,
        *_numbers(_("Confidential adviser"), here.confidential_adviser),
        *_numbers(_("Occupational health"), here.occupational_health),
        *_numbers(_("Help outside your organisation"), here.outside_help),
    )
    return HelpNow(
        on_call_phone=here.on_call_phone if reach and reach.now else "",
        on_call_label=hours(reach) if reach else "",
        numbers=numbers,
    )


def hours(reach: Reach) -> str:
    """When somebody answers, in words: "today until 23:00"."""
    if reach.always or reach.at is None:
        return _("day and night")
    at = {"time": formats.clock(reach.at)}
    if reach.now:
        return _("until tomorrow %(time)s") % at if reach.tomorrow else _("today until %(time)s") % at
    return _("tomorrow from %(time)s") % at if reach.tomorrow else _("today from %(time)s") % at


def _area(path: str, actor: Actor) -> str:
    """In which role somebody looks: the one that has the place closest to this page."""
    held = [area for area in ("coordinator", "supporter", "administrator") if actor.has(area)]
    reach = {area: max(_reaching(area, actor, path), default=0) for area in (*held, "professional")}
    return max(reach, key=lambda area: reach[area])


def _reaching(area: str, actor: Actor, path: str) -> list[int]:
    urls = [place.url for place in _there(area, actor.roles, get_language())]
    urls += [address("events:mine")] if area == "supporter" else []
    return [len(url) for url in urls if url and path.startswith(url)]


@cache
def _there(area: str, roles: frozenset[str], language: str | None) -> tuple[NavItem, ...]:
    """The places of somebody with these roles, in words of this language. Roles are all it knows of anybody."""
    return tuple(
        NavItem(str(label), address(name), icon=icon, short=str(short))
        for name, label, icon, short in _places(area, roles)
        if address(name)
    )


def _places(area: str, roles: frozenset[str]) -> tuple[Place, ...]:
    """The places of each role."""
    if area == "coordinator":
        return (
            ("portal:overview", pgettext("menu", "Overview"), "home", ""),
            ("portal:requests", pgettext("menu", "Requests"), "talk", ""),
            ("events:to_offer", pgettext("menu", "Offers"), "heart", ""),
            ("portal:team", pgettext("menu", "Team"), "people", ""),
            _SIGNPOST,
            ("portal:figures", pgettext("menu", "Figures"), "chart", ""),
        )
    if area == "supporter":
        return (
            ("support:today", pgettext("menu", "Today"), "home", ""),
            ("supporters:availability", pgettext("menu", "Availability"), "calendar", pgettext("menu", "When")),
            ("support:guide", pgettext("menu", "Guide"), "book", ""),
        )
    if area == "administrator":
        return (
            ("portal:administration", pgettext("menu", "Administration"), "home", pgettext("menu", "Overview")),
            ("people:search", pgettext("menu", "People"), "people", ""),
            ("people:units", pgettext("menu", "Units"), "list", ""),
            ("portal:settings", pgettext("menu", "Settings"), "gear", ""),
            _SIGNPOST,
        )
    measures: tuple[Place, ...] = (("catalogue:overview", pgettext("menu", "Measures"), "list", ""),)
    figures: tuple[Place, ...] = (("portal:figures", pgettext("menu", "Figures"), "chart", ""),)
    leads: tuple[Place, ...] = (("portal:my_team", pgettext("menu", "My team"), "people", ""),)
    trains: tuple[Place, ...] = (("portal:my_trainees", pgettext("menu", "My trainees"), "people", ""),)
    return (
        ("portal:home", pgettext("menu", "For you"), "home", ""),
        ("portal:circles", pgettext("menu", "The circle around you"), "people", pgettext("menu", "Circle")),
        ("portal:readings", pgettext("menu", "What helps"), "book", ""),
        ("support:mine", pgettext("menu", "My conversations"), "talk", pgettext("menu", "Talks")),
        *(leads if "manager" in roles else ()),
        *(trains if "trainer" in roles else ()),
        *(measures if roles & MAKES_POLICY else ()),
        *((_SIGNPOST,) if roles & {"adviser", "occupational"} else ()),
        *(figures if roles & READS_FIGURES else ()),
    )


def _nav(area: str, actor: Actor, path: str) -> tuple[NavItem, ...]:
    there = _there(area, actor.roles, get_language())
    urls = [item.url for item in there if path.startswith(item.url) and (item.url != "/" or path == "/")]
    current = max(urls, key=len, default="")
    return tuple(replace(item, current=True) if item.url == current else item for item in there)


def _areas(area: str, actor: Actor) -> tuple[NavItem, ...]:
    """The hats of somebody with several roles."""
    hats = [("professional", "portal:home", pgettext("role", "For you"))]
    if actor.has("supporter"):
        hats.append(("supporter", "support:today", pgettext("role", "As supporter")))
    if actor.has("coordinator"):
        hats.append(("coordinator", "portal:overview", pgettext("role", "As coordinator")))
    if actor.has("administrator"):
        hats.append(("administrator", "portal:administration", pgettext("role", "As administrator")))
    return tuple(NavItem(label, address(name), current=hat == area) for hat, name, label in hats if address(name))


def _name(actor: Actor) -> str:
    me = people.me(actor.subject)
    return me.name.split()[0] if me and me.name.strip() else _("Your account")


def _numbers(label: str, contact: Contact | None) -> tuple[HelpNumber, ...]:
    if contact is None or not contact.phone:
        return ()
    return (HelpNumber(label, contact.phone, contact.text),)


@cache
def _links(signed_in: bool, in_demo: bool, language: str | None) -> tuple[NavItem, ...]:
    """What stands in the foot of every page, in words of this language."""
    names: list[tuple[str, Words]] = [
        ("portal:numbers", _("All numbers")),
        ("catalogue:overview", pgettext("menu", "Measures")),
        ("portal:about", _("About Kring")),
        ("portal:accessibility", _("Accessibility")),
        ("portal:documents", _("Documents")),
        ("compliance:overview", _("The guideline here")),
    ]
    if signed_in:
        names.insert(0, ("portal:figures", _("Published figures")))
    if in_demo:
        names += [("portal:demo", _("Change person")), ("portal:demo_mail", _("Mail of the demonstration"))]
    return tuple(NavItem(label, address(name)) for name, label in names if address(name))


def _style(here: House) -> str:
    """The stylesheet with the house's own colour; another colour is another address, so it can be kept for long."""
    if not all(here.brand):
        return ""
    return f"{address('portal:style')}?{''.join(here.brand).replace('#', '')}"


def _notice(here: House, at: datetime) -> str:
    if here.restored_to and here.restored_until and at < here.restored_until:
        then = here.restored_to.astimezone(here.zone)
        when = {"day": formats.day(then.date()), "time": formats.clock(then)}
        return (
            _(
                "Kring was put back to how it was on %(day)s at %(time)s. Did you ask or fill in something after that?"
                " Then it is gone. Please do it again, or call."
            )
            % when
        )
    if not (settings.KRING_DEMO and here.is_demo):
        return ""
    return _("This is a demonstration. All people and numbers here are made up.")
