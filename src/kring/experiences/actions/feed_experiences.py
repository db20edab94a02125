"""Experiences out of the answers of advisers, for the same estimates; for the worker (ADR 17)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from kring.experiences import access
from kring.experiences.actions.share_experiences import TOLD, alone, share_experiences
from kring.experiences.domain.experience import Told
from kring.experiences.domain.joining import together
from kring.experiences.models import Experience
from kring.foundation.actor import Actor

Cell = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Fed:
    """
    What one adviser answers about one measure.

    :param house: for which organisation, if that is another than the one that asks
    """

    told: Told
    house: str = ""

    @classmethod
    def of(cls, plain: Mapping[str, object], house: str) -> "Fed":
        """Make one of values of the closed lists; an adviser writes no sentence."""
        return cls(Told.of({**plain, "advice": "", "language": "nl"}), house)

    @property
    def cell(self) -> Cell:
        """What an organisation tells about once."""
        return self.told.entry, self.told.group, self.told.situation, self.told.half_year, self.house.casefold()


@transaction.atomic
def feed_experiences(
    *, inquiry_id: UUID, fed: Iterable[Fed], shared: bool, named: bool, by: Actor, at: datetime
) -> None:
    """
    Make the experiences of one questionnaire equal to its answers. Doing it twice changes nothing.

    What the organisation told itself, or answered to another questionnaire, stays as it is: a house counts once per
    measure, group, situation and half-year. What was decided about sharing after it came in stays decided.

    :param shared: whether a new one is shared; the advisers read so before they answered
    :raises NotAllowed: for anybody but the worker
    """
    access.may_feed(by).enforce()
    alone()
    answers: dict[Cell, list[Fed]] = defaultdict(list)
    for one in fed:
        answers[one.cell].append(one)
    rows = list(Experience.objects.select_for_update().filter(organisation_id=by.organisation_id))
    mine = {_cell(row): row for row in rows if row.is_fed and row.inquiry_id == inquiry_id}
    taken = {_cell(row) for row in rows} - set(mine)
    wanted = {cell: one for cell, one in answers.items() if cell not in taken}
    touched = {row.entry for cell, row in mine.items() if _change(row, wanted.get(cell))}
    Experience.objects.bulk_update(mine.values(), ["is_shared", *TOLD])
    Experience.objects.bulk_create(
        [_row(inquiry_id, one, shared, named, by) for cell, one in wanted.items() if cell not in mine],
        ignore_conflicts=True,  # somebody told the same a moment ago: that one counts
    )
    share_experiences(by.organisation_id, by, at, also=touched)
    Experience.objects.filter(pk__in=[row.pk for cell, row in mine.items() if cell not in wanted]).delete()


def stop_feeding(*, inquiry_id: UUID, by: Actor) -> None:
    """
    The answers go, the experiences stay: from now on they are like any other.

    :raises NotAllowed: for anybody but the worker
    """
    access.may_feed(by).enforce()
    Experience.objects.filter(organisation_id=by.organisation_id, inquiry_id=inquiry_id).update(is_fed=False)


def _cell(row: Experience) -> Cell:
    return row.entry, row.group, row.situation, row.half_year, row.house.casefold()


def _together(answers: list[Fed]) -> Mapping[str, object]:
    return together([one.told for one in answers]).plain


def _change(row: Experience, answers: list[Fed] | None) -> bool:
    """Write what is answered now into a row; whether that is something else. No answers any more: not shared."""
    if answers is None:
        row.is_shared = False
        return True
    values = _together(answers)
    changed = any(getattr(row, name) != value for name, value in values.items())
    for name, value in values.items():
        setattr(row, name, value)
    return changed


def _row(inquiry_id: UUID, answers: list[Fed], shared: bool, named: bool, by: Actor) -> Experience:
    return Experience(
        id=uuid4(),
        organisation_id=by.organisation_id,
        house=min(one.house for one in answers),
        inquiry_id=inquiry_id,
        is_fed=True,
        is_shared=shared,
        is_named=shared and named,
        **_together(answers),
    )
