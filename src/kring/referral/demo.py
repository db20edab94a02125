"""The signposts of the demonstration: invented people and places, by the real actions."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from kring.foundation.actor import Actor
from kring.foundation.keys.lookup import fresh_token
from kring.foundation.tenancy.queries import local_day
from kring.referral.actions.fill_pool import codes_of_form, fill_pool
from kring.referral.actions.keep_checks import Check, keep_check
from kring.referral.actions.keep_provider import add_provider
from kring.referral.actions.keep_text import keep_text
from kring.referral.domain.entry import Entry, Words

Act = Callable[[Actor], AbstractContextManager[datetime]]
WORDS = ("fits", "hours", "about", "confidentiality")


def put_up(act: Act, *, by: Actor, plan: dict[str, Any]) -> None:
    """
    Put up a signpost: who helps, codes of one of them, and when PAGO and PMO are.

    :param plan: as `demo_signpost.toml` describes it; days count from today
    :param by: an administrator
    """
    for one in plan["provider"]:
        _list(act, by, one)
    for kind, one in plan["check"].items():
        with act(by) as at:
            today = local_day(by.organisation_id, at)
            check = Check(_day(today, one, "opens"), _day(today, one, "closes"), one["how_nl"], one["how_en"])
            keep_check(kind=kind, check=check, by=by, at=at)


def write(act: Act, *, by: Actor, texts: list[dict[str, Any]]) -> None:
    """Write pages to read in words of one's own, each with a day to look at it again."""
    for one in texts:
        with act(by) as at:
            keep_text(
                page=one["page"],
                language=one["language"],
                body=one["body"].strip(),
                review_on=local_day(by.organisation_id, at) + timedelta(days=one["review_in"]),
                after=0,
                by=by,
                at=at,
            )


def _list(act: Act, by: Actor, one: dict[str, Any]) -> None:
    with act(by) as at:
        today = local_day(by.organisation_id, at)
        made: UUID = add_provider(entry=_entry(one, today), by=by, at=at)
    if codes := one.get("codes"):
        with act(by) as at:
            fresh = codes_of_form(codes, provider_id=made, form_token=fresh_token())
            fill_pool(provider_id=made, codes=fresh, by=by, at=at)


def _entry(one: dict[str, Any], today: date) -> Entry:
    return Entry(
        place=one["place"],
        name=one["name"],
        is_inside=one.get("inside", False),
        good_at=tuple(one["good_at"]),
        route=one.get("route", "direct"),
        cost=one.get("cost", "free"),
        anonymity=one.get("anonymity", "confidential"),
        languages=tuple(one.get("languages", ("nl",))),
        words={
            language: Words(*(one.get(f"{name}_{language}", "") for name in WORDS))
            for language in ("nl", "en")
            if one.get(f"fits_{language}")
        },
        lead_days=one.get("lead_days"),
        checked_on=_day(today, one, "checked"),
        checked_how=one.get("checked_how", ""),
        contract_from=_day(today, one, "contract_from"),
        contract_until=_day(today, one, "contract_until"),
        phone=one.get("phone", ""),
        mail=one.get("mail", ""),
        takes_requests=one.get("takes_requests", False),
    )


def _day(today: date, one: dict[str, Any], name: str) -> date | None:
    return today + timedelta(days=one[name]) if name in one else None
