"""What differs between editions, worked out from what they hold."""

from collections.abc import Iterator

from kring.guide.domain.changes import Changes, changes
from kring.guide.queries.draft import draft
from kring.guide.queries.editions import edition, editions


def pending() -> Iterator[str]:
    """For the operator: what the next edition would change, line by line."""
    there = editions()
    if not there:
        yield "There is no edition yet."
        return
    yield from lines(changes(edition(there[0]), draft())) or ["Nothing differs."]


def lines(found: Changes) -> list[str]:
    """Changes as plain lines."""
    said = [("added", item.key, "") for item in found.added]
    said += [("withdrawn", item.key, "") for item in found.withdrawn]
    said += [("changed", one.item.key, ", ".join(one.fields)) for one in found.changed]
    said += [("evidence", one.item.key, f"{one.before} -> {one.after}") for one in found.evidence]
    said += [("told", one.item.key, f"{one.before} -> {one.after}") for one in found.experiences]
    said += [("figures", item.key, "") for item in found.more_told]
    said += [("around", text.en, "") for text in found.around]
    return [f"{what:10} {key} {more}".rstrip() for what, key, more in said]
