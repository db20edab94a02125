"""Names, filters and conditions as Python."""

import operator
from collections.abc import Callable
from typing import Any

from django.template.base import FilterExpression, Variable
from django.template.defaulttags import TemplateLiteral

from kring.ui.drawing import values
from kring.ui.drawing.writing import Code, Const, Piece, Scope, Undrawable, Value, Writer

NOW = ("date", "time", "timesince", "timeuntil", "random")
"""Filters whose answer another moment changes, so that they are asked when the page is."""
SIMPLE = (str, int, bool, float, type(None), tuple, list, dict)
COMPARED: dict[str, Callable[[Any, Any], Any]] = {
    "in": lambda one, other: one in other,
    "not in": lambda one, other: one not in other,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
EQUAL = {"==": "==", "!=": "!=", "is": "is", "is not": "is not"}


def variable(given: Variable, scope: Scope, writer: Writer) -> Value:
    """A name with its dots, or a literal."""
    if given.translate:
        raise Undrawable(f"_({given.var})")
    if given.lookups is None:
        return Const(given.literal)
    first, *rest = given.lookups
    symbol = scope.find(first)
    found: Value = writer.capture(symbol.draw) if isinstance(symbol, Piece) else symbol
    for bit in rest:
        if isinstance(found, Const) and isinstance(found.value, SIMPLE):
            found = Const(values.look(found.value, bit))
        else:
            found = Code(f"look({writer.code(found)}, {bit!r})")
    return found


def expression(given: FilterExpression, scope: Scope, writer: Writer, *, missing: str = "known") -> Value:
    """
    A name with its filters.

    :param missing: what becomes of it when it is not there: `known` an empty text, `perhaps` None, or "" for itself
    """
    found = variable(given.var, scope, writer) if isinstance(given.var, Variable) else Const(given.var)
    wanted = missing or ("known" if given.filters else "")
    if wanted and isinstance(found, Code) and found.maybe:
        found = Code(f"{wanted}({found.code})", maybe=False)
    elif wanted and isinstance(found, Const) and found.value is values.MISSING:
        found = Const("" if wanted == "known" else None)
    for function, arguments in given.filters:
        found = _filtered(function, found, [_argument(one, scope, writer) for one in arguments], writer)
    return found


def _argument(given: tuple[bool, Any], scope: Scope, writer: Writer) -> Value:
    is_name, what = given
    if not is_name:
        return Const(values.safe(what) if isinstance(what, str) else what)
    found = variable(what, scope, writer)
    return Code(f"must({found.code})", maybe=False) if isinstance(found, Code) and found.maybe else found


def _filtered(function: Any, value: Value, given: list[Value], writer: Writer) -> Value:
    """What a filter makes of it; of what is known now, now."""
    if getattr(function, "expects_localtime", False):
        value = Code(f"local({writer.code(value)})", maybe=False)
    named = {"autoescape": True} if getattr(function, "needs_autoescape", False) else {}
    keeps = getattr(function, "is_safe", False)
    every = [value, *given]
    name = getattr(function, "_filter_name", function.__name__)
    if name not in NOW and all(isinstance(one, Const) and isinstance(one.value, SIMPLE) for one in every):
        given_now = [one.value for one in every if isinstance(one, Const)]
        return Const(values.kept(function, *given_now, **named) if keeps else function(*given_now, **named))
    parts = [writer.code(one) for one in every] + (["autoescape=True"] if named else [])
    held = writer.hold(function)
    return Code(f"kept({held}, {', '.join(parts)})" if keeps else f"{held}({', '.join(parts)})", maybe=False)


def condition(given: Any, scope: Scope, writer: Writer) -> Value:
    """What stands in an `if`; only whether it is true counts."""
    if isinstance(given, TemplateLiteral):
        return _literal(given.value, scope, writer, missing="")
    if given.id == "not":
        one = condition(given.first, scope, writer)
        return Const(not one.value) if isinstance(one, Const) else Code(f"(not {one.code})", maybe=False)
    if given.id in ("and", "or"):
        return _both(given, scope, writer)
    one, other = (_side(side, scope, writer) for side in (given.first, given.second))
    if given.id in EQUAL:
        return _folded(f"({{}} {EQUAL[given.id]} {{}})", one, other, writer)
    if given.id in COMPARED:
        return _folded(f"compared({writer.hold(COMPARED[given.id])}, {{}}, {{}})", one, other, writer)
    raise Undrawable(f"if {given.id}")


def _both(given: Any, scope: Scope, writer: Writer) -> Value:
    one, other = (condition(side, scope, writer) for side in (given.first, given.second))
    decides = given.id == "or"
    for this, that in ((one, other), (other, one)):
        if isinstance(this, Const):
            return Const(decides) if bool(this.value) is decides else that
    return Code(f"({writer.code(one)} {given.id} {writer.code(other)})", maybe=False)


def _side(given: Any, scope: Scope, writer: Writer) -> Value:
    if isinstance(given, TemplateLiteral):
        return _literal(given.value, scope, writer, missing="perhaps")
    return condition(given, scope, writer)


def _literal(given: Any, scope: Scope, writer: Writer, *, missing: str) -> Value:
    found = expression(given, scope, writer, missing=missing or ("perhaps" if given.filters else ""))
    if isinstance(found, Code) and "must(" in found.code:
        return Code(f"guarded(lambda: {found.code})", maybe=False)
    return found


def _folded(code: str, one: Value, other: Value, writer: Writer) -> Value:
    """A comparison; of two things that are known now, its answer."""
    filled = code.format(writer.code(one), writer.code(other))
    simple = all(isinstance(side, Const) and isinstance(side.value, SIMPLE) for side in (one, other))
    if simple:
        return Const(eval(filled, {"compared": values.compared, **writer.given}))  # noqa: S307 (ours)
    return Code(filled, maybe=False)
