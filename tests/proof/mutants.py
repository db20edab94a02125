"""
Mutants of every access rule: it says yes to everybody, no to everybody, or forgets one of its conditions.

A rule is a function of a module called `access`, and each kind of door. Conditions are read from the source: a part of
an `and` or `or`, a branch, a question asked first, a part of a `Q`, the border of a comparison.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FunctionType, UnionType
from typing import Any

from django.db.models import Q
from django.http import Http404

from kring.foundation import door
from kring.foundation.decision import YES, Decision
from tests.proof.rules import all_rules

EVERYBODY, NOBODY = "yes to everybody", "no to everybody"
DOOR = "kring.foundation.door.Door._answer"
NO_RULES = {
    "kring.support.access.nothing_here": "always no",
    "kring.support.access.inside": "an authority that an action takes after it asked",
    "kring.events.access.is_token": "how a token looks; the database is asked next",
    "kring.compliance.access.role_of": "as what somebody answers who may",
    **{f"kring.{context}.access.hash_for": "a hash" for context in ("events", "inquiries", "referral")},
    "kring.events.access.here_token": "another token from a token",
}
BORDERS: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}


@dataclass(frozen=True)
class Mutant:
    """A rule, what is wrong with it, and the function that is wrong in this way."""

    rule: str
    what: str
    answer: Callable[..., Any]

    def __str__(self) -> str:
        return f"{self.rule}: {self.what}"


def rules() -> dict[str, FunctionType]:
    """Every rule by its full name."""
    found = {f"{rule.__module__}.{rule.__name__}": rule for rule in all_rules()}
    answer: Any = door.Door._answer
    return {**{name: rule for name, rule in found.items() if name not in NO_RULES}, DOOR: answer}


def mutants() -> list[Mutant]:
    """Every mutant of every rule."""
    every = [Mutant(DOOR, what, wrong) for what, wrong in _doors()]
    for name, rule in rules().items():
        if name != DOOR:
            every += [Mutant(name, what, _always(value)) for what, value in _answers(rule)]
        every += [Mutant(name, what, wrong) for what, wrong in _forgetting(rule)]
    return every


def copy_of(rule: FunctionType) -> FunctionType:
    """The rule as it is now, whatever happens to it later."""
    copy = FunctionType(rule.__code__, rule.__globals__, rule.__name__, rule.__defaults__, rule.__closure__)
    copy.__kwdefaults__ = rule.__kwdefaults__
    return copy


# --- yes or no to everybody -----------------------------------------------------------------------------
def _answers(rule: FunctionType) -> list[tuple[str, Any]]:
    """What the rule says to everybody when it says yes, and when it says no, as far as there is one such answer."""
    kind = inspect.signature(rule).return_annotation
    no = Decision(False, "A mutant says no.")
    both: dict[Any, tuple[Any, Any]] = {Decision: (YES, no), Q: (Q(), Q(pk__in=[])), bool: (True, False)}
    if kind in both:
        return list(zip((EVERYBODY, NOBODY), both[kind], strict=True))
    if isinstance(kind, UnionType):
        return [(NOBODY, None)]  # to whom else a link would give authority has no one answer
    return [(EVERYBODY, [])] if kind.__origin__ is list else [(NOBODY, frozenset())]


def _always(value: Any) -> Callable[..., Any]:
    return lambda *args, **values: value


def _doors() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Each kind of door open to everybody, closed to everybody, and without its second factor."""
    real = copy_of(rules()[DOOR])

    def only(who: door.Who, instead: Callable[..., Any]) -> Callable[..., Any]:
        return lambda self, request, asked: (instead if asked is who else real)(self, request, asked)

    for who in door.Who:
        if who is not door.Who.EVERYONE:
            yield f"{who.name}, {EVERYBODY}", only(who, lambda self, request, asked: None)
        yield f"{who.name}, {NOBODY}", only(who, _closed)


def _closed(*args: Any) -> None:
    raise Http404


# --- without one condition ------------------------------------------------------------------------------
def _forgetting(rule: FunctionType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The rule once without each of its conditions, or with a border moved."""
    source = textwrap.dedent(inspect.getsource(rule))
    seen: dict[str, int] = {}
    for number, (what, _) in enumerate(_spots(ast.parse(source))):
        tree = ast.parse(source)
        _spots(tree)[number][1]()
        seen[what] = seen.get(what, 0) + 1
        name = what if seen[what] == 1 else f"{what} ({seen[what]})"
        yield name, _compiled(tree, rule)


def _compiled(tree: ast.Module, rule: FunctionType) -> FunctionType:
    ast.fix_missing_locations(tree)
    whole = compile(tree, f"<a mutant of {rule.__name__}>", "exec")
    code = next(one for one in whole.co_consts if inspect.iscode(one) and one.co_name == rule.__name__)
    wrong = FunctionType(code, rule.__globals__, rule.__name__, rule.__defaults__)
    wrong.__kwdefaults__ = rule.__kwdefaults__
    return wrong


Spot = tuple[str, Callable[[], Any]]


def _spots(tree: ast.Module) -> list[Spot]:
    """Each place where the rule can forget something: its name, and what makes it forget."""
    (function,) = tree.body
    assert isinstance(function, ast.FunctionDef)
    about_rows = isinstance(function.returns, ast.Name) and function.returns.id == "Q"
    found: list[Spot] = []
    for node in ast.walk(function):
        found += _of_conditions(node) + (_of_rows(node) if about_rows else [])
    return found


def _of_conditions(node: ast.AST) -> list[Spot]:
    match node:
        case ast.BoolOp(values=values):
            neutral = isinstance(node.op, ast.And)
            return [
                (f"without {ast.unparse(one)}", _put(values, number, ast.Constant(neutral)))
                for number, one in enumerate(values)
            ]
        case ast.If(test=test) | ast.IfExp(test=test):
            return [
                (f"always {ast.unparse(test)}", _set(node, test=ast.Constant(True))),
                (f"never {ast.unparse(test)}", _set(node, test=ast.Constant(False))),
            ]
        case ast.Compare(left=left, ops=[_, _], comparators=[middle, right]):
            first, second = node.ops
            return [
                (
                    f"only {ast.unparse(middle)} and the last",
                    _set(node, left=middle, ops=[second], comparators=[right]),
                ),
                (f"only {ast.unparse(left)} and the next", _set(node, left=left, ops=[first], comparators=[middle])),
            ]
        case ast.Compare(ops=[ast.In() | ast.NotIn()], comparators=[ast.Set(elts=ones) | ast.Tuple(elts=ones)]):
            without = [[*ones[:number], *ones[number + 1 :]] for number in range(len(ones))]
            among = node.comparators[0]
            return [(f"among {ast.unparse(ast.Tuple(rest))}", _set(among, elts=rest)) for rest in without]
        case ast.Compare(ops=[border]) if type(border) in BORDERS:
            return [(f"on the border of {ast.unparse(node)}", _set(node, ops=[BORDERS[type(border)]()]))]
        case ast.FunctionDef(body=body):
            asked = [(number, one) for number, one in enumerate(body) if ast.unparse(one).endswith(".enforce()")]
            return [(f"without {ast.unparse(one)}", _put(body, number, ast.Pass())) for number, one in asked]
    return []


def _of_rows(node: ast.AST) -> list[Spot]:
    match node:
        case ast.BinOp(left=left, op=ast.BitAnd() | ast.BitOr(), right=right):
            neutral = _rows("Q()" if isinstance(node.op, ast.BitAnd) else "Q(pk__in=[])")
            return [
                (f"rows without {ast.unparse(left)}", _set(node, left=neutral)),
                (f"rows without {ast.unparse(right)}", _set(node, right=neutral)),
            ]
        case ast.AugAssign(value=value):
            return [(f"rows without {ast.unparse(value)}", _set(node, value=_rows("Q(pk__in=[])")))]
        case ast.Call(func=ast.Name("Q"), keywords=[_, _, *_] as keywords):
            return [
                (
                    f"rows without {ast.unparse(one)}",
                    _set(node, keywords=[*keywords[:number], *keywords[number + 1 :]]),
                )
                for number, one in enumerate(keywords)
            ]
    return []


def _rows(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


def _put(values: list[Any], number: int, instead: ast.AST) -> Callable[[], Any]:
    return lambda: values.__setitem__(number, instead)


def _set(node: ast.AST, **fields: Any) -> Callable[[], Any]:
    return lambda: vars(node).update(fields)


# --- one switchboard for all rules ----------------------------------------------------------------------
class Switchboard:
    """Every rule answers through here: as it is, or as the mutant of this moment."""

    def __init__(self) -> None:
        self.real = {name: copy_of(rule) for name, rule in rules().items()}
        self.mutant: Mutant | None = None
        self.heard: Callable[[str, tuple[Any, ...], dict[str, Any], Any], None] | None = None
        for name, rule in rules().items():
            rule.__globals__["__switchboard__"] = self
            place: dict[str, Any] = {}
            exec(f"def it(*args, **values): return __switchboard__.answer({name!r}, args, values)", place)
            rule.__code__ = place["it"].__code__

    def answer(self, name: str, args: tuple[Any, ...], values: dict[str, Any]) -> Any:
        """What the rule says, or the mutant instead of it."""
        if self.mutant is not None and self.mutant.rule == name:
            return self.mutant.answer(*args, **values)
        if self.heard is None:
            return self.real[name](*args, **values)
        said = said_by(self.real[name], args, values)
        self.heard(name, args, values, said)
        if isinstance(said, Exception):
            raise said
        return said


def said_by(function: Callable[..., Any], args: tuple[Any, ...], values: dict[str, Any]) -> Any:
    """What a function answers, or the problem it ends with."""
    try:
        return function(*args, **values)
    except Exception as problem:
        return problem


def alike(one: Any, other: Any) -> bool:
    """Whether two answers come to the same for whoever asked."""
    if isinstance(one, Decision) and isinstance(other, Decision):
        return one.allowed == other.allowed
    if isinstance(one, Exception) or type(one) is not type(other):
        return type(one) is type(other)
    return bool(getattr(one, "url", one) == getattr(other, "url", other))
