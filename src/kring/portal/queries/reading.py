"""The guideline's reading pages and rings, in the language of the page and with this organisation's numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from kring.guideline import queries as guideline
from kring.guideline.queries import Circle, ReadingPage, Text
from kring.portal.domain.contact import Contact
from kring.portal.queries.house import House
from kring.referral import queries as signpost
from kring.referral.queries import ProviderCard
from kring.referral.queries import texts as own_texts
from kring.ui.rings import Ring, the_circle

SLUGS = {
    "in_the_moment": "tijdens-en-erna",
    "what_is_normal": "wat-is-normaal",
    "what_helps": "wat-helpt",
    "three_questions": "drie-vragen",
    "time_for_more": "tijd-voor-meer",
    "whom_to_call": "wie-bellen",
    "for_colleagues": "voor-collegas",
    "for_managers": "voor-leidinggevenden",
    "at_home": "voor-thuis",
}
"""Addresses stay when a title changes; a page without a name of its own here goes by its key."""
_SUPPORTER = "peer_supporter"
_ADVISER = "confidential_adviser"
_HEALTH = frozenset({"occupational_physician", "company_social_worker", "work_and_organisation_expert"})
_OUTSIDE = frozenset({"psychologist"})
_OWN = Text("een afspraak van je eigen organisatie", "an agreement of your own organisation")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a reading page."""

    heading: str
    paragraphs: tuple[str, ...]
    bullets: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A page to read. `is_own`: in the words of the organisation itself."""

    slug: str
    title: str
    intro: str
    sections: tuple[Section, ...]
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """
    People in a ring with a way to reach them here; who shares a number stands in one line.

    `on_call`: the line on call is the way too; `ask`: one asks in Kring.
    """

    labels: tuple[str, ...]
    contact: Contact | None = None
    on_call: bool = False
    ask: bool = False


@dataclass(frozen=True, slots=True)
class CirclePart:
    """
    A ring with everybody in it: who can be reached through here, and who else stands there.

    `providers` are those of the signpost, who are more than a number.
    """

    number: int
    key: str
    title: str
    description: str
    ways: tuple[Way, ...]
    providers: tuple[ProviderCard, ...]
    others: tuple[str, ...]


def readings(of: UUID, language: str) -> tuple[Reading, ...]:
    """All pages to read in an organisation, in their order."""
    return tuple(_reading(page, language) for page in guideline.reading_pages(of))


def reading(slug: str, of: UUID, language: str) -> Reading | None:
    """The page with this address, in the organisation's own words where it wrote them; None if there is none."""
    for page in guideline.reading_pages(of):
        if _slug(page) == slug:
            return _in_own_words(_reading(page, language), page.key, language)
    return None


def reading_for_colleagues(language: str) -> Reading:
    """What to read when one worries about a colleague."""
    return _reading(guideline.reading_page("for_colleagues"), language)


def circles(here: House, today: date, language: str) -> tuple[CirclePart, ...]:
    """The five rings with how to reach who is in them, in this organisation."""
    listed = signpost.by_place(today, language)
    return tuple(_circle(circle, here, listed, language) for circle in guideline.circles())


def linked_rings(page: str, language: str) -> tuple[Ring, ...]:
    """The rings of the picture, each a link to its part of the page with circles."""
    return tuple(
        Ring(circle.title.in_language(language), ring.short, ring.who, url=f"{page}#{anchor(circle.key)}")
        for ring, circle in zip(the_circle(), guideline.circles(), strict=True)
    )


def anchor(key: str) -> str:
    """The fragment of a ring on the page with circles."""
    return f"kring-{key.replace('_', '-')}"


def _slug(page: ReadingPage) -> str:
    return SLUGS.get(page.key, page.key.replace("_", "-"))


def _reading(page: ReadingPage, language: str) -> Reading:
    def said(texts: tuple[Text, ...]) -> tuple[str, ...]:
        return tuple(text.in_language(language) for text in texts)

    return Reading(
        slug=_slug(page),
        title=page.title.in_language(language),
        intro=page.intro.in_language(language),
        sections=tuple(
            Section(
                heading=part.heading.in_language(language),
                paragraphs=said(part.paragraphs),
                bullets=said(part.bullets),
                source=part.source.in_language(language),
            )
            for part in page.sections
        ),
    )


def _in_own_words(page: Reading, key: str, language: str) -> Reading:
    """The page as the organisation wrote it, if it did; a text without a heading goes on under the one before."""
    parts = own_texts.own_parts(key, language)
    if parts is None:
        return page
    source = _OWN.in_language(language)
    own = tuple(Section(part.heading, part.paragraphs, part.points, source) for part in parts)
    return replace(page, sections=own, is_own=True)


def _circle(circle: Circle, here: House, listed: Mapping[str, tuple[ProviderCard, ...]], language: str) -> CirclePart:
    shared: dict[Contact, list[str]] = {}
    ways: list[Way] = []
    providers: list[ProviderCard] = []
    others: list[str] = []
    for member in circle.members:
        label, found = member.label.in_language(language), _contact(member.key, here)
        if member.key == _SUPPORTER:
            ways.append(Way((label,), on_call=bool(here.on_call_phone), ask=True))
        elif member.key in listed:
            providers += listed[member.key]
        elif found:
            shared.setdefault(found, []).append(label)
        elif circle.number:
            others.append(label)
    ways += [Way(tuple(labels), contact) for contact, labels in shared.items()]
    return CirclePart(
        number=circle.number,
        key=anchor(circle.key),
        title=circle.title.in_language(language),
        description=circle.description.in_language(language),
        ways=tuple(ways),
        providers=tuple(providers),
        others=tuple(others),
    )


def _contact(key: str, here: House) -> Contact | None:
    """How somebody is reached here."""
    if key == _ADVISER:
        return here.confidential_adviser
    if key in _HEALTH:
        return here.occupational_health
    return here.outside_help if key in _OUTSIDE else None
