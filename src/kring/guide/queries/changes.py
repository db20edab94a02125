"""What differs between editions, worked out from what they hold."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from kring.guide.domain.changes import Changed, Changes, Moved, Rewritten, changes
from kring.guide.domain.edition import Edition, Item, Verdict
from kring.guide.queries.draft import draft
from kring.guide.queries.editions import edition, editions
from kring.guide.wording import FIELDS, VERDICTS


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
    said += [("told", one.item.key, f"{' '.join(one.about)} {one.before} -> {one.after}") for one in found.experiences]
    said += [("figures", item.key, "") for item in found.more_told]
    said += [("around", text.en, "") for text in found.around]
    return [f"{what:10} {key} {more}".rstrip() for what, key, more in said]


def listed(
    found: Changes, edition: Edition, before: Edition, language: str
) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Changes in words: a heading, and lines of key, title and what changed; groups without lines are left out."""

    def line(item: Item, more: str = "") -> tuple[str, str, str]:
        return item.key, item.title.in_language(language), more

    def moved(one: Moved, was: str, now: str) -> tuple[str, str, str]:
        said = _("from “%(was)s” to “%(now)s”") % {"was": was, "now": now}
        about = names.get(one.about, "")
        return line(one.item, f"{about}: {said}" if about else said)

    labels = {term.key: term.label.in_language(language) for term in (*before.frame.evidence, *edition.frame.evidence)}
    names = {
        (name, term.key): term.label.in_language(language)
        for name in ("groups", "situations")
        for frame in (before.frame, edition.frame)
        for term in getattr(frame, name)
    }
    groups = [
        (_("New"), [line(item) for item in found.added]),
        (_("Withdrawn"), [line(item) for item in found.withdrawn]),
        (_("The evidence is weighed differently"), [
            moved(one, labels.get(one.before, one.before), labels.get(one.after, one.after)) for one in found.evidence
        ]),
        (_("Experiences say something else"), [
            moved(one, str(VERDICTS[Verdict(one.before)]), str(VERDICTS[Verdict(one.after)]))
            for one in found.experiences
        ]),
        (_("Rewritten"), [line(one.item, _fields(one)) for one in found.changed]),
        (_("More experiences, the same picture"), [line(item) for item in found.more_told]),
        (_("Around the measures"), [("", text.in_language(language), "") for text in found.around]),
    ]  # fmt: skip
    return [(heading, lines) for heading, lines in groups if lines]


Texts = tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]


def rewritten(found: Changes, language: str) -> dict[tuple[str, str], Texts]:
    """The texts that say something else: which text, what went and what came; by measure and its line in `listed`."""

    def said(one: Rewritten) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        gone, new = (tuple(text.in_language(language) for text in texts) for texts in (one.gone, one.new))
        return str(FIELDS[one.field]), gone, new

    return {
        (one.item.key, _fields(one)): tuple(said(each) for each in one.rewritten)
        for one in found.changed
        if one.rewritten
    }


def _fields(one: Changed) -> str:
    return ", ".join(str(FIELDS[field]) for field in one.fields)
