"""Pages to read in an organisation's own words, beside what Kring says now."""

import hashlib
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kring.guideline import queries as guideline
from kring.guideline.queries import ReadingPage
from kring.referral.domain import markup
from kring.referral.domain.comparing import Line, compare
from kring.referral.domain.markup import Part
from kring.referral.models import OwnText


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an own text. `is_behind`: Kring's own text was changed since."""

    number: int
    body: str
    written_on: date
    review_on: date
    is_current: bool
    is_behind: bool

    @property
    def parts(self) -> tuple[Part, ...]:
        """The text as a page shows it."""
        return markup.read(self.body)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that can be written in own words, in one language."""

    key: str
    language: str
    title: str
    kring: str
    current: Version | None
    versions: tuple[Version, ...]

    @property
    def last_number(self) -> int:
        """The number of the newest version; 0 without any."""
        return max((version.number for version in self.versions), default=0)

    @property
    def difference(self) -> tuple[Line, ...]:
        """What Kring says now, and what stands here instead."""
        return compare(self.kring, self.current.body) if self.current else ()


@dataclass(frozen=True, slots=True)
class DueText:
    """An own text that has to be looked at."""

    key: str
    language: str
    title: str
    is_overdue: bool
    is_behind: bool


def own_parts(page: str, language: str) -> tuple[Part, ...] | None:
    """What stands on a page in the organisation's own words; None where Kring's own text is used."""
    row = OwnText.objects.filter(page=page, language=language, is_current=True).first()
    return markup.read(row.body) if row else None


def own_pages(language: str) -> frozenset[str]:
    """The pages with an own text in this language."""
    return frozenset(OwnText.objects.filter(language=language, is_current=True).values_list("page", flat=True))


def pages(of: UUID, language: str) -> tuple[Page, ...]:
    """Every page, in its order."""
    rows = list(OwnText.objects.filter(language=language).order_by("-number"))
    return tuple(_page(page, language, rows) for page in guideline.reading_pages(of))


def page(key: str, of: UUID, language: str) -> Page | None:
    """One page; None if there is none."""
    return next((one for one in pages(of, language) if one.key == key), None)


def due_texts(today: date) -> tuple[DueText, ...]:
    """What has to be reviewed, and where Kring's own text changed since."""
    found = []
    for row in OwnText.objects.filter(is_current=True).order_by("page", "language"):
        original = {one.key: one for one in guideline.reading_pages(row.organisation_id)}.get(row.page)
        if original is None:
            continue
        overdue = row.review_on <= today
        behind = row.based_on != digest(kring_text(original, row.language))
        if overdue or behind:
            found.append(DueText(row.page, row.language, original.title.in_language(row.language), overdue, behind))
    return tuple(found)


def kring_text(page: ReadingPage, language: str) -> str:
    """What Kring itself says on a page, in the markup of own texts; the introduction is not part of it."""
    return markup.write(
        Part(
            section.heading.in_language(language),
            tuple(text.in_language(language) for text in section.paragraphs),
            tuple(text.in_language(language) for text in section.bullets),
        )
        for section in page.sections
    )


def digest(text: str) -> str:
    """A hash of a text, to see later whether it changed."""
    return hashlib.sha256(text.encode()).hexdigest()


def _page(page: ReadingPage, language: str, rows: list[OwnText]) -> Page:
    kring = kring_text(page, language)
    now = digest(kring)
    versions = tuple(
        Version(row.number, row.body, row.written_on, row.review_on, row.is_current, row.based_on != now)
        for row in rows
        if row.page == page.key
    )
    current = next((version for version in versions if version.is_current), None)
    return Page(page.key, language, page.title.in_language(language), kring, current, versions)
