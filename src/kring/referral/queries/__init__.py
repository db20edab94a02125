"""What other contexts may ask of the signpost, and its own pages: who helps, and how fresh that is."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kring.foundation.actor import Actor
from kring.foundation.privacy import Held, provides
from kring.foundation.reach import dial
from kring.guideline import queries as guideline
from kring.referral import access
from kring.referral.domain.entry import Entry, Words
from kring.referral.domain.freshness import Care, care_for
from kring.referral.domain.pool import Step
from kring.referral.models import CodePool, Provider


@dataclass(frozen=True, slots=True)
class ProviderCard:
    """
    One provider as everyone sees it, in the language of the page; keys are for `wording.py`.

    `has_codes`: whether a code can be drawn, as far as is known.
    """

    id: UUID
    place: str
    place_label: str
    name: str
    is_inside: bool
    good_at: tuple[str, ...]
    route: str
    cost: str
    anonymity: str
    languages: tuple[str, ...]
    lead_days: int | None
    checked_on: date | None
    checked_how: str
    is_stale: bool
    phone: str
    mail: str
    website: str
    takes_requests: bool
    has_codes: bool
    has_page: bool
    words: Words

    @property
    def dial(self) -> str:
        """The number as a telephone wants it."""
        return dial(self.phone)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody looks for; what is empty does not matter."""

    text: str = ""
    place: str = ""
    good_at: str = ""
    language: str = ""
    direct: bool = False
    nameless: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry for whoever keeps it. `step`: how far its codes are, or empty."""

    id: UUID
    name: str
    place_label: str
    care: tuple[Care, ...]
    contract_until: date | None
    checked_on: date | None
    step: str
    own: bool
    may_change: bool
    is_inside: bool


@dataclass(frozen=True, slots=True)
class RoutesEvidence:
    """
    Whether there are routes to professional help inside and outside, as A33 asks; from what is kept, not from use.

    :param inside: names of places inside that can be reached
    :param outside: names of providers outside with a contract that is in force
    :param without_lead: providers whose lead time is unknown or was checked too long ago
    :param oldest_check: the oldest check of a lead time; None if any is unknown
    """

    inside: tuple[str, ...]
    outside: tuple[str, ...]
    without_lead: tuple[str, ...]
    oldest_check: date | None

    @property
    def complete(self) -> bool:
        """A route inside and one outside, both with a lead time that was checked lately."""
        return bool(self.inside and self.outside) and not self.without_lead


def place_labels(language: str) -> dict[str, str]:
    """What the places in the rings are called."""
    return {
        member.key: member.label.in_language(language) for circle in guideline.circles() for member in circle.members
    }


def providers(today: date, language: str, wanted: Wanted = Wanted()) -> tuple[ProviderCard, ...]:
    """Who helps here, inside first, by name. Whose contract is over is left out."""
    rows = _listed(today)
    if wanted.place:
        rows = rows.filter(place=wanted.place)
    if wanted.good_at:
        rows = rows.filter(good_at__contains=[wanted.good_at])
    if wanted.language:
        rows = rows.filter(languages__contains=[wanted.language])
    if wanted.direct:
        rows = rows.filter(route="direct")
    if wanted.nameless:
        rows = rows.filter(Q(anonymity="nameless") | Q(codepool__step__in=[Step.ENOUGH.value, Step.FEW.value]))
    if wanted.outside:
        rows = rows.filter(is_inside=False)
    if wanted.text:
        text = wanted.text
        rows = rows.filter(
            Q(name__icontains=text) | Q(texts__fits__icontains=text) | Q(texts__about__icontains=text)
        ).distinct()
    return _cards(rows, today, language)


def provider(provider_id: UUID, today: date, language: str) -> ProviderCard | None:
    """One of them; None if it is not (any more) in the signpost."""
    return next(iter(_cards(_listed(today).filter(pk=provider_id), today, language)), None)


def by_place(today: date, language: str) -> dict[str, tuple[ProviderCard, ...]]:
    """Who helps here, by the key of their place in the rings."""
    found: dict[str, tuple[ProviderCard, ...]] = {}
    for card in providers(today, language):
        found[card.place] = (*found.get(card.place, ()), card)
    return found


def is_empty(today: date) -> bool:
    """Whether nobody stands in the signpost yet."""
    return not _listed(today).exists()


def kept(actor: Actor, today: date, language: str) -> tuple[Kept, ...]:
    """Every entry, what asks for attention first; for whoever keeps the signpost."""
    labels = place_labels(language)
    rows = Provider.objects.filter(is_removed=False).select_related("codepool").order_by("name")
    found = [_kept(row, actor, today, labels) for row in rows]
    return tuple(sorted(found, key=lambda one: (not (one.care or one.step in {"few", "none"}), one.name.lower())))


def entry(provider_id: UUID) -> Entry | None:
    """What is kept of one provider, to change it."""
    row = Provider.objects.filter(pk=provider_id, is_removed=False).prefetch_related("texts").first()
    return entry_of(row) if row else None


def entry_of(row: Provider) -> Entry:
    """A row as an entry."""
    words = {
        text.language: Words(text.fits, text.hours, text.about, text.confidentiality)
        for text in sorted(row.texts.all(), key=lambda text: text.language)
        if text.fits
    }
    return Entry(
        place=row.place,
        name=row.name,
        is_inside=row.is_inside,
        good_at=tuple(row.good_at),
        route=row.route,
        cost=row.cost,
        anonymity=row.anonymity,
        languages=tuple(row.languages),
        words=words,
        lead_days=row.lead_days,
        checked_on=row.checked_on,
        checked_how=row.checked_how,
        contract_from=row.contract_from,
        contract_until=row.contract_until,
        phone=row.phone,
        mail=row.mail,
        website=row.website,
        takes_requests=row.takes_requests,
        keeper_id=row.keeper_id,
    )


def routes_evidence(today: date) -> RoutesEvidence:
    """
    What the signpost shows of A33 (routes inside and outside) and §5.2 (contracts, short lead time).

    Of the organisation in context. Nothing here says whether anybody went anywhere.
    """
    cards = _cards(_listed(today), today, "nl")
    contracted = set(_listed(today).filter(is_inside=False, contract_until__isnull=False).values_list("pk", flat=True))
    routes = [card for card in cards if card.is_inside or card.id in contracted]
    checks = [card.checked_on for card in routes]
    known = [day for day in checks if day]
    return RoutesEvidence(
        inside=tuple(card.name for card in routes if card.is_inside),
        outside=tuple(card.name for card in routes if not card.is_inside),
        without_lead=tuple(card.name for card in routes if card.lead_days is None or card.is_stale),
        oldest_check=min(known) if known and len(known) == len(checks) else None,
    )


def _listed(today: date) -> QuerySet[Provider]:
    return Provider.objects.filter(Q(contract_until__isnull=True) | Q(contract_until__gte=today), is_removed=False)


def _cards(rows: QuerySet[Provider], today: date, language: str) -> tuple[ProviderCard, ...]:
    labels = place_labels(language)
    found = rows.select_related("codepool").prefetch_related("texts").order_by("-is_inside", "name", "id")
    return tuple(_card(row, today, language, labels) for row in found)


def _card(row: Provider, today: date, language: str, labels: dict[str, str]) -> ProviderCard:
    made = entry_of(row)
    words = made.words.get(language) or next(iter(made.words.values()), Words(""))
    pool = _pool(row)
    return ProviderCard(
        id=row.id,
        place=row.place,
        place_label=labels.get(row.place, ""),
        name=row.name,
        is_inside=row.is_inside,
        good_at=made.good_at,
        route=row.route,
        cost=row.cost,
        anonymity=row.anonymity,
        languages=made.languages,
        lead_days=row.lead_days,
        checked_on=row.checked_on,
        checked_how=row.checked_how,
        is_stale=Care.STALE in _care(row, today),
        phone=row.phone,
        mail=row.mail,
        website=row.website,
        takes_requests=row.takes_requests,
        has_codes=pool is not None and pool.step != Step.NONE.value,
        has_page=row.keeper_id is not None,
        words=words,
    )


def _care(row: Provider, today: date) -> tuple[Care, ...]:
    return care_for(
        today=today,
        contract_until=row.contract_until,
        checked_on=row.checked_on,
        has_lead=row.lead_days is not None,
    )


def _kept(row: Provider, actor: Actor, today: date, labels: dict[str, str]) -> Kept:
    pool = _pool(row)
    return Kept(
        id=row.id,
        name=row.name,
        place_label=labels.get(row.place, ""),
        care=_care(row, today),
        contract_until=row.contract_until,
        checked_on=row.checked_on,
        step=pool.step if pool else "",
        own=row.keeper_id is not None and row.keeper_id == actor.subject,
        may_change=access.may_keep(actor, row.keeper_id).allowed,
        is_inside=row.is_inside,
    )


def _pool(row: Provider) -> CodePool | None:
    found: CodePool | None = getattr(row, "codepool", None)
    return found


@provides("referral_provider")
def _held_of_provider(actor: Actor) -> list[Held]:
    """One's own page in the signpost, and the entries one kept last."""
    if actor.kind != "web":
        return []
    rows = Provider.objects.filter(Q(keeper_id=actor.subject) | Q(owner_id=actor.subject), is_removed=False)
    return [
        Held(
            _("Your own page in the signpost: %(name)s") % {"name": row.name}
            if row.keeper_id == actor.subject
            else _("That you kept %(name)s in the signpost last") % {"name": row.name}
        )
        for row in rows.order_by("name")
    ]
