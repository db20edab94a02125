"""Where a drawn function comes into being: its lines, its names, and the words that stand in it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from kring.ui.drawing import values


class Undrawable(Exception):
    """Something in a template that only Django itself can render."""


@dataclass(frozen=True, slots=True)
class Const:
    """A value that is known while drawing."""

    value: Any


@dataclass(frozen=True, slots=True)
class Code:
    """A value that is known when the page is asked for; `maybe`: it may be missing then."""

    code: str
    maybe: bool = True


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands between the tags of a component, drawn where the component puts it."""

    draw: Callable[["Writer"], None]


Symbol = Const | Code | Piece
Value = Const | Code


@dataclass(slots=True)
class Scope:
    """
    Which names mean what, at one place in a template.

    :param root: the names of the page in the drawn function, for whatever no scope around knows
    :param later: names that one of several branches gives, and where the function keeps them for after
    """

    around: "Scope | None" = None
    root: str = "T"
    names: dict[str, Symbol] = field(default_factory=dict)
    later: dict[str, str] = field(default_factory=dict)

    def find(self, name: str) -> Symbol:
        """What a name means here."""
        here: Scope | None = self
        while here is not None:
            if name in here.names:
                return here.names[name]
            here = here.around
        if name in values.BUILT_IN:
            return Const(values.BUILT_IN[name])
        return Code(f"root({self.root}, {name!r})")

    def inner(self, **names: Symbol) -> "Scope":
        """A scope within this one."""
        return Scope(self, self.root, dict(names))


LITERAL = (str, int, bool, type(None))


class Writer:
    """The lines of one function. Text that stands side by side becomes one text."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.lines: list[str] = []
        self.given: dict[str, Any] = {}
        self._depth, self._names = 1, 0
        self._append = "A"
        self._text: list[str] = []

    def text(self, text: str) -> None:
        """Write what is known now."""
        if text:
            self._text.append(text)

    def line(self, code: str) -> None:
        """A line of Python."""
        self._flush()
        self.lines.append("    " * self._depth + code)

    def put(self, value: Value) -> None:
        """A value as it stands on the page."""
        if isinstance(value, Const) and isinstance(value.value, (*LITERAL, float)):
            self.text(values.out(value.value))
        else:
            self.line(f"{self._append}(out({self.code(value)}))")

    def put_safe(self, code: str) -> None:
        """What is escaped already."""
        self.line(f"{self._append}({code})")

    @contextmanager
    def block(self, code: str) -> Iterator[None]:
        """Lines that belong to this one."""
        self.line(code)
        before = len(self.lines)
        self._depth += 1
        yield
        self._flush()
        if len(self.lines) == before:
            self.line("pass")
        self._depth -= 1

    def code(self, value: Value) -> str:
        """A value as Python."""
        if isinstance(value, Code):
            return value.code
        if type(value.value) in LITERAL:
            return repr(value.value)
        return self.hold(value.value)

    def hold(self, thing: Any) -> str:
        """The name of a thing that the function needs at hand."""
        for name, held in self.given.items():
            if held is thing:
                return name
        name = f"K{len(self.given)}"
        self.given[name] = thing
        return name

    def name(self) -> str:
        """A fresh name."""
        self._names += 1
        return f"v{self._names}"

    def keep(self, value: Value) -> Value:
        """The same value, asked for only once."""
        if isinstance(value, Const) or value.code.isidentifier():
            return value
        name = self.name()
        self.line(f"{name} = {value.code}")
        return Code(name, value.maybe)

    def capture(self, draw: Callable[["Writer"], None]) -> Value:
        """What would be written, as a value."""
        self._flush()
        lines, append, name = self.lines, self._append, self.name()
        self.lines, self._append = [], f"{name}a"
        draw(self)
        drawn, self.lines, self._append = self.lines, lines, append
        if not drawn:
            text, self._text = "".join(self._text), []
            return Const(SafeString(text))
        rest, self._text = self._text, []
        self.line(f"{name} = []; {name}a = {name}.append")
        self.lines += drawn
        if rest:
            self.line(f"{name}a({''.join(rest)!r})")
        self.line(f'{name} = safe("".join({name}))')
        return Code(name, maybe=False)

    def finished(self) -> str:
        """All lines."""
        self._flush()
        return "\n".join(self.lines)

    def _flush(self) -> None:
        if self._text:
            text, self._text = "".join(self._text), []
            self.lines.append("    " * self._depth + f"{self._append}({text!r})")
