"""When this session ends, for the script that says so in time (WCAG 2.2.1)."""

from dataclasses import dataclass
from typing import Any

from django import template

from kring.foundation.accounts.middleware import has_session, idle_time
from kring.foundation.accounts.sessions import STAMP, SessionStore
from kring.foundation.requests import Request

register = template.Library()


@dataclass(frozen=True, slots=True)
class Ending:
    """Seconds without use, and seconds in all, after which this session is over; minutes for the sentence."""

    idle: int
    left: int
    minutes: int


@register.inclusion_tag("accounts/_session_end.html", takes_context=True)
def session_end(context: dict[str, Any]) -> dict[str, Any]:
    """Nothing without a session; for base.html, just before `</body>`."""
    request: Any = context.get("request")
    return {"ending": _ending(request) if hasattr(request, "actor") else None}


def _ending(request: Request) -> Ending | None:
    session = request.session
    if not has_session(request) or not isinstance(session, SessionStore) or session.ends_at is None:
        return None
    idle = idle_time(request.actor)
    return Ending(
        idle=int((idle - STAMP).total_seconds()),
        left=int((session.ends_at - request.now).total_seconds()),
        minutes=int(idle.total_seconds() // 60),
    )
