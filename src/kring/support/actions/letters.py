"""Neutral mails of this context: that there is something in Kring, never what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kring.foundation.mail.outbox import Letter, post_all
from kring.foundation.reach import Channel
from kring.foundation.tenancy.queries import organisation, site
from kring.support.domain.mails import About, Mail, posted
from kring.support.models import Trajectory
from kring.support.queries.common import cards_and_keys_of


@dataclass(frozen=True, slots=True)
class Neutral:
    """
    `support/mail/<name>.txt` to one address; all it says is where this organisation's Kring is.

    `about` is sealed with it, so that it can be said later that it went (ADR 19).
    """

    name: str
    to: str
    language: str
    about: About


def send_all(letters: Iterable[Neutral], *, organisation_id: UUID, at: datetime) -> None:
    """Post these together: as many statements for a thousand as for one."""
    begin = {"site": site(organisation(organisation_id))}
    post_all(
        [Letter(f"support/mail/{one.name}.txt", one.to, one.language, begin, one.about.packed()) for one in letters],
        organisation_id=organisation_id,
        at=at,
    )


_OF = {
    Mail.FOUND: "found",
    Mail.MOMENT: "found",
    Mail.HELP: "reminder",
    Mail.MOMENT_SUPPORTER: "news_supporter",
    Mail.REACH_SUPPORTER: "news_supporter",
    Mail.HELP_SUPPORTER: "reminder_supporter",
}
BATCH = 200


class Underway:
    """Mails to the two of many trajectories at once; each card says that it is under way, until it went (ADR 19)."""

    def __init__(self, trajectories: Sequence[Trajectory], at: datetime) -> None:
        """:param trajectories: under lock, because their cards are sealed anew"""
        self._at, self._rows = at, {row.pk: row for row in trajectories}
        self._opened = cards_and_keys_of(trajectories)
        self._letters: list[Neutral] = []

    def to_person(self, trajectory: Trajectory, mail: Mail) -> None:
        """Nothing where they gave a phone number, or their card was erased."""
        found = self._opened.get(trajectory.pk)
        if found and found[0].channel == Channel.MAIL.value:
            self._add(trajectory, mail, found[0].address, trajectory.language)

    def to_supporter(self, trajectory: Trajectory, mail: Mail, address: str, language: str) -> None:
        """Nothing of a trajectory whose card was erased."""
        if trajectory.pk in self._opened:
            self._add(trajectory, mail, address, language)

    def _add(self, trajectory: Trajectory, mail: Mail, address: str, language: str) -> None:
        card, key = self._opened[trajectory.pk]
        card = posted(card, mail, self._at)
        self._opened[trajectory.pk] = card, key
        trajectory.card = key.seal("card", trajectory.pk, card.packed())
        about = About(mail, trajectory.pk, self._at.isoformat())
        self._letters.append(Neutral(_OF[mail], address, language, about))

    def send(self, organisation_id: UUID, *, keeping: Sequence[str] = ()) -> None:
        """Post them, and keep the cards with whatever else changed; as many statements for many as for one."""
        Trajectory.objects.bulk_update(self._rows.values(), ["card", *keeping], batch_size=BATCH)
        send_all(self._letters, organisation_id=organisation_id, at=self._at)
