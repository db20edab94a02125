"""`{% translate "…" as name %}` and its like: a name from here on, also when only one branch gives it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.template.base import Node
from django.template.defaulttags import IfNode
from django_cotton.templatetags._component import CottonComponentNode
from django_cotton.templatetags._slot import CottonSlotNode

from kring.ui.drawing.writing import Code, Const, Piece, Scope, Symbol, Value, Writer

GIVES = ("asvar", "target_var", "variable")
"""How nodes call the name they give."""
Inside = Callable[[], AbstractContextManager[None]]


def assign(scope: Scope, writer: Writer, name: str, value: Value) -> None:
    """From here on this name means this value."""
    later = scope.later.get(name)
    if later:
        writer.line(f"{later} = {writer.code(value)}")
    scope.names[name] = value if isinstance(value, Const) else writer.keep(Code(later) if later else value)


def assigned(nodes: Iterable[Node]) -> Iterator[str]:
    """Every name that nodes give to the scope they stand in."""
    for node in nodes:
        for attribute in GIVES:
            if name := getattr(node, attribute, None):
                yield str(name)
        if isinstance(node, IfNode):
            for _, inner in node.conditions_nodelists:
                yield from assigned(inner)
        elif isinstance(node, (CottonComponentNode, CottonSlotNode)):
            yield from assigned(node.nodelist)


@contextmanager
def branches(lists: Iterable[Iterable[Node]], scope: Scope, writer: Writer) -> Iterator[Inside]:
    """
    Several lists of nodes of which only one is drawn in the end.

    What one of them gives a name is kept under that name afterwards; within the branch it is known as itself.
    """
    names = sorted({name for nodes in lists for name in assigned(nodes)})
    after: dict[str, Symbol] = {}
    fresh = []
    for name in names:
        if name not in scope.later:
            now = scope.find(name)
            scope.later[name] = writer.name()
            fresh.append(name)
            writer.line(f"{scope.later[name]} = {_code(now, writer)}")
        after[name] = Code(scope.later[name])

    @contextmanager
    def inside() -> Iterator[None]:
        before = dict(scope.names)
        yield
        scope.names.clear()
        scope.names.update(before)

    yield inside
    scope.names.update(after)
    for name in fresh:
        del scope.later[name]


def _code(symbol: Symbol, writer: Writer) -> str:
    found: Any = writer.capture(symbol.draw) if isinstance(symbol, Piece) else symbol
    return writer.code(found)
