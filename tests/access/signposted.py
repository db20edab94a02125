"""Rows of the signpost: an entry of the organisation with codes, and Vera's own page, where somebody asked."""

from datetime import UTC, datetime
from typing import Any, Protocol
from uuid import UUID, uuid4

from kring.foundation.testing import World

AT = datetime(2026, 11, 9, 9, 0, tzinfo=UTC)


class Rows(Protocol):
    """Where rows are added."""

    world: World
    rows: dict[str, Any]
    data_key: UUID

    def add(self, name: str, /, *, key: str = "id", **values: Any) -> Any:
        """Insert a row."""


def signpost_rows(it: Rows) -> None:
    """One of each."""
    vera = it.world["Vera"].id
    _listed(it, "house", place="psychologist", keeper_id=None)
    own = _listed(it, "own", place="confidential_adviser", keeper_id=vera)
    it.add(
        "referral_contactrequest.sent",
        provider_id=own,
        keeper_id=vera,
        state="posted",
        form_hash=uuid4().bytes,
        code_hash=uuid4().bytes,
        link_hash=uuid4().bytes,
        data_key_id=it.data_key,
        sealed=b"x",
        gone_at=AT,
    )
    house = it.rows["referral_provider.house"]
    it.add("referral_codepool.any", provider_id=house, batch=10, step="enough", told_step="enough")
    it.add("referral_healthcheck.pmo", kind="pmo", how_nl="", how_en="", website="")
    it.add(
        "referral_owntext.current",
        page="what_helps",
        language="nl",
        number=1,
        body="Rustig aan.",
        based_on="0",
        written_on=AT.date(),
        review_on=AT.date(),
        is_current=True,
        is_told=False,
    )


def _listed(it: Rows, row: str, *, place: str, keeper_id: UUID | None) -> Any:
    provider = it.add(
        f"referral_provider.{row}",
        place=place,
        name="De Berk",
        is_inside=keeper_id is not None,
        good_at=["shock"],
        route="direct",
        cost="free",
        anonymity="confidential",
        languages=["nl"],
        checked_how="",
        phone="088 000 00 10",
        mail="berk@hulp.test",
        website="",
        takes_requests=True,
        keeper_id=keeper_id,
        owner_id=UUID(int=1),
        is_removed=False,
    )
    texts = {"fits": "Als het blijft.", "hours": "", "about": "", "confidentiality": ""}
    it.add(f"referral_providertext.{row}", provider_id=provider, keeper_id=keeper_id, language="nl", **texts)
    return provider
