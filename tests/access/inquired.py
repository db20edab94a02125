"""Rows of questionnaires to advisers: somebody was asked, and sent one answer and kept another."""

from datetime import date
from uuid import uuid4

from tests.access.signposted import AT, Rows


def inquiry_rows(it: Rows) -> None:
    """One of each; Joris was asked too."""
    whole = {"title": "Nazorg", "asked_for": "", "entries": ["massage"]}
    begun = {"opened_on": AT.date(), "closes_on": date(2027, 1, 1), "is_named": False, "names_gone": False}
    asked = it.add("inquiries_inquiry.stays", is_shared=False, is_removed=False, **whole, **begun)
    it.add("inquiries_inquiry.shared", is_shared=True, is_removed=False, **whole, **begun)
    for name in ("asked", "other"):
        it.add(
            f"inquiries_invitation.{name}",
            inquiry_id=asked,
            name="Ilse",
            craft="hr",
            house="",
            address=f"{name}@arbo.test",
            language="nl",
            form_hash=uuid4().bytes,
            link_hash=uuid4().bytes,
            delivery="sent",
            invited_on=AT.date(),
            is_withdrawn=False,
        )
    told = {
        "invitation_id": it.rows["inquiries_invitation.asked"],
        "entry": "massage",
        '"group"': "everyone",
        "situation": "workload",
        "aim": "talk",
        "reach": "unknown",
        "helped": [],
        "hindered": [],
        "kept": "done",
        "again": "yes",
    }
    it.add("inquiries_reply.sent", counts=True, half_year="2026H1", **told)
    it.add("inquiries_reply.draft", counts=False, half_year="2025H2", **told)
