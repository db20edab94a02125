"""What invented organisations added and keep, by the real actions; and entries by the thousand, to measure with."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from random import Random
from typing import Any

from kring.catalogue.actions.indexing import Filed
from kring.catalogue.actions.keep_list import keep_list
from kring.catalogue.actions.load_content import alone, write_all
from kring.catalogue.actions.look_over_entry import show_entry
from kring.catalogue.actions.propose_entry import propose_entry
from kring.catalogue.domain.entry import Entry
from kring.catalogue.queries.content import content
from kring.foundation.actor import Actor
from kring.foundation.text import Text

Act = Callable[[Actor], AbstractContextManager[datetime]]

SYLLABLES = "ba de fi go ku la me ni po ru sa te vi wo zu bra dri flo gre klu pra sti tro vle zwa".split()
INVENTED = 20_000


def add_own(act: Act, *, by: Actor, coordinator: Actor, plan: dict[str, Any]) -> None:
    """
    Add entries of one's own and lists with a name.

    :param plan: as `demo_measures.toml` describes it
    :param by: whoever makes policy; the coordinator looks the entries over
    """
    for one in plan["entry"]:
        fields = {"language": "nl", "watch": "", "quick_win": False} | {
            name: value.strip() if isinstance(value, str) else value for name, value in one.items() if name != "state"
        }
        with act(by) as at:
            made = propose_entry(fields=fields, by=by, at=at)
        if one["state"] == "shown":
            with act(coordinator) as at:
                show_entry(entry_id=made, fields=fields, by=coordinator, at=at)
    for one in plan["list"]:
        with act(by) as at:
            keep_list(name=one["name"], entries=one["entries"], by=by, at=at)


def fill(number: int) -> None:
    """Put so many entries beside the real ones; for the bench, as the worker, in a transaction."""
    alone()
    real = [Filed(entry) for entry in content().entries.values()]
    write_all([*real, *map(Filed, generated(number))], content())


def generated(number: int) -> Iterator[Entry]:
    """
    Entries that look like the real ones: their texts shuffled, with words that nobody else has among them.

    The same number gives the same entries. A common word stands in thousands of them, a rare one in a few.
    """
    lot = Random(number)  # noqa: S311 (not a secret)
    real = [entry for entry in content().entries.values() if not entry.kind.is_awareness]
    for count in range(number):
        base, how, watch, about = lot.choice(real), lot.choice(real), lot.choice(real), lot.choice(real)
        first, second = _word(lot), _word(lot)
        yield replace(
            base,
            id=f"gen-{count}",
            title=_joined(base.title, first),
            summary=_joined(about.summary, second),
            how=(how.how[0], _joined(base.how[0], _word(lot))),
            watch=watch.watch[:1],
            levels=about.levels,
            groups=how.groups,
            situations=watch.situations,
            quick_win=lot.random() < 0.1,
            related=(),
        )


def _joined(text: Text, word: str) -> Text:
    return Text(nl=f"{text.nl} {word}", en=f"{text.en} {word}")


def _word(lot: Random) -> str:
    drawn = Random(int(INVENTED ** lot.random()))  # noqa: S311 (few words often, many words seldom)
    return "".join(drawn.choice(SYLLABLES) for _ in range(drawn.randint(3, 5)))
