"""
Contexts announce what happened; higher contexts react in the same transaction.

A fact is a frozen dataclass of ids and dates in `<context>/facts.py`. `reactions.py` of a higher context listens
with `@on(Fact)` and does one thing: call one action of its own, or defer one job.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any, TypeVar

Fact = TypeVar("Fact")
_listeners: dict[type, list[Callable[[Any], None]]] = defaultdict(list)


def on(kind: type[Fact]) -> Callable[[Callable[[Fact], None]], Callable[[Fact], None]]:
    """Register a reaction to this kind of fact."""

    def register(reaction: Callable[[Fact], None]) -> Callable[[Fact], None]:
        _listeners[kind].append(reaction)
        return reaction

    return register


def announce(fact: object) -> None:
    """Run every reaction to this fact, inside the announcer's transaction."""
    for reaction in _listeners[type(fact)]:
        reaction(fact)


def listeners() -> dict[str, list[str]]:
    """Which reactions follow which fact, as dotted names, for the documentation and its test."""
    return {
        f"{kind.__module__}.{kind.__name__}": [f"{r.__module__}.{r.__name__}" for r in reactions]
        for kind, reactions in _listeners.items()
    }
