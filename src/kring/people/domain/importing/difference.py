"""What taking over a plan would change: people, and who leaves."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from kring.people.domain.importing.contracts import Employed
from kring.people.domain.importing.plan import Plan


@dataclass(frozen=True, slots=True)
class Row:
    """A person as the table has or gets them."""

    id: UUID
    tag: str
    name: str
    mail: str
    craft: str
    unit: UUID | None
    manager: UUID | None
    leaves_on: date | None
    left_on: date | None = None


@dataclass(slots=True)
class Changes:
    """Who is new, changed and leaving; `lines` and `why` say of each row where it stands and which fields differ."""

    new: list[Row] = field(default_factory=list)
    changed: list[Row] = field(default_factory=list)
    leaving: dict[UUID, date] = field(default_factory=dict)
    lines: dict[UUID, int] = field(default_factory=dict)
    why: dict[UUID, tuple[str, ...]] = field(default_factory=dict)
    absent: int = 0
    gone_before: int = 0
    same: int = 0

    def per_field(self) -> dict[str, int]:
        """How many people change in each field."""
        return dict(sorted(Counter(name for fields in self.why.values() for name in fields).items()))


def compare(
    plan: Plan,
    *,
    tags: Mapping[str, str],
    known: Mapping[str, Row],
    units: Mapping[tuple[str, ...], UUID],
    complete: bool,
    today: date,
    fresh: Callable[[], UUID],
) -> Changes:
    """
    :param tags: by number the pseudonym by which Kring knows it
    :param known: everybody who came from an import, by that pseudonym
    :param units: the ids of the units of the plan
    :param complete: whether whoever is not in the file has left
    """
    found = Changes()
    staying = {number: one for number, one in plan.people.items() if not one.has_left(today)}
    ids = {number: known[tags[number]].id if tags[number] in known else fresh() for number in staying}
    for number, tag in tags.items():
        if number not in ids and tag in known:
            ids[number] = known[tag].id
    for number, one in staying.items():
        row = known.get(tags[number])
        wanted = _wanted(plan, number, one, row, ids, units, tags[number])
        found.lines[wanted.id] = one.main.line
        if row is None:
            found.new.append(wanted)
        elif fields := _differences(row, wanted):
            found.changed.append(wanted)
            found.why[wanted.id] = fields
        else:
            found.same += 1
    _leave(found, plan, tags, known, complete, today)
    return found


def _leave(
    found: Changes, plan: Plan, tags: Mapping[str, str], known: Mapping[str, Row], complete: bool, today: date
) -> None:
    for number, one in plan.people.items():
        if not one.has_left(today):
            continue
        row = known.get(tags[number])
        if row is None or row.left_on is not None:
            found.gone_before += 1
        elif one.last_day is not None:
            found.leaving[row.id] = one.last_day
            found.lines[row.id] = one.main.line
    if complete:
        listed = {tags[number] for number in plan.people}
        absent = [row.id for tag, row in known.items() if tag not in listed and row.left_on is None]
        found.leaving |= dict.fromkeys(absent, today)
        found.absent = len(absent)


def _wanted(
    plan: Plan,
    number: str,
    one: Employed,
    row: Row | None,
    ids: Mapping[str, UUID],
    units: Mapping[tuple[str, ...], UUID],
    tag: str,
) -> Row:
    """What the file has no column for stays as it is."""
    main, fields = one.main, plan.fields
    key = plan.tree.key_of(main)
    has_units = bool(plan.tree.units)
    lead = plan.leads.get(number)
    return Row(
        id=ids[number],
        tag=tag,
        name=main.name,
        mail=main.mail if "mail" in fields or row is None else row.mail,
        craft=main.craft if "craft" in fields or row is None else row.craft,
        unit=(units[key] if key else None) if has_units or row is None else row.unit,
        manager=(ids[lead] if lead else None) if "manager" in fields or row is None else row.manager,
        leaves_on=one.last_day if "ends" in fields or row is None else row.leaves_on,
    )


def _differences(row: Row, wanted: Row) -> tuple[str, ...]:
    names = ("name", "mail", "craft", "unit", "manager", "leaves_on", "left_on")
    return tuple(name for name in names if getattr(row, name) != getattr(wanted, name))
