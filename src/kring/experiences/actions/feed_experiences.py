"""Experiences out of the answers of advisers, for the same estimates; for the worker (ADR 17)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from kring.experiences import access
from kring.experiences.actions.share_experiences import TOLD, alone, share_experiences
from kring.experiences.domain.experience import Again, Aim, Helped, Hindered, Kept, Reach, Told
from kring.experiences.domain.joining import together
from kring.experiences.models import Experience
from kring.foundation.actor import Actor

Cell = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Fed:
    """
    What one adviser answers about one measure; values of the closed lists.

    :param house: for which organisation, if that is another than the one that asks
    """

    entry: str
    group: str
    situation: str
    aim: str
    reach: str
    helped: tuple[str, ...]
    hindered: tuple[str, ...]
    kept: str
    again: str
    half_year: str
    house: str = ""

    @property
    def cell(self) -> Cell:
        """What an organisation tells about once."""
        return self.entry, self.group, self.situation, self.half_year, self.house.casefold()

    @property
    def told(self) -> Told:
        """The same as a value of the domain; an adviser writes no sentence."""
        return Told(
            entry=self.entry,
            group=self.group,
            situation=self.situation,
            aim=Aim(self.aim),
            reach=Reach(self.reach),
            helped=tuple(Helped(one) for one in self.helped),
            hindered=tuple(Hindered(one) for one in self.hindered),
            kept=Kept(self.kept),
            again=Again(self.again),
            half_year=self.half_year,
            advice="",
            language="nl",
        )


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


def _values(answers: list[Fed]) -> Mapping[str, object]:
    told = together([one.told for one in answers])
    return {name: _plain(getattr(told, name)) for name in TOLD}


def _plain(value: object) -> object:
    """Values of a list as they stand in the table."""
    return [str(one) for one in value] if isinstance(value, tuple) else str(value)


def _change(row: Experience, answers: list[Fed] | None) -> bool:
    """Write what is answered now into a row; whether that is something else. No answers any more: not shared."""
    if answers is None:
        row.is_shared = False
        return True
    values = _values(answers)
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
        **_values(answers),
    )
