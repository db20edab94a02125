"""Translated words: in the language of the page they are text."""

from typing import TYPE_CHECKING, Any

from django.template.base import TokenType, Variable
from django.utils.translation import trim_whitespace

from kring.ui.drawing import values
from kring.ui.drawing.assigning import assign
from kring.ui.drawing.expressions import expression
from kring.ui.drawing.writing import Code, Const, Scope, Undrawable, Value, Writer

if TYPE_CHECKING:
    from kring.ui.drawing.nodes import Drawer


def translate(drawer: "Drawer", node: Any, scope: Scope) -> None:
    """`{% translate %}` of words; of something that is not known now only the page knows the words."""
    given, writer = node.filter_expression, drawer.writer
    if not isinstance(given.var, Variable) or given.var.lookups is not None or given.filters:
        raise Undrawable("translate of what is not words")
    message = values.safe(str(given.var.literal).replace("%", "%%"))
    context = _context(node, scope, writer)
    spoken = message if node.noop else values.spoken(context, message)
    text = values.safe(values.out(spoken).replace("%%", "%"))
    if node.asvar:
        assign(scope, writer, node.asvar, Const(text))
    else:
        writer.text(text)


def block_translate(drawer: "Drawer", node: Any, scope: Scope) -> None:
    """`{% blocktranslate %}`: a sentence with names in it, for one or for several."""
    writer = drawer.writer
    found = {name: writer.keep(expression(one, scope, writer)) for name, one in node.extra_context.items()}
    inner = scope.inner(**found)
    singular, names = _message(node.singular, node.trimmed)
    context = _context(node, scope, writer)
    if node.plural and node.countervar and node.counter:
        count = writer.keep(expression(node.counter, inner, writer))
        inner.names[node.countervar] = count
        plural, more = _message(node.plural, node.trimmed)
        names += more
        words = f"{context!r}, {singular!r}, {plural!r}" if context else f"{singular!r}, {plural!r}"
        spoken = f"{'npgettext' if context else 'ngettext'}({words}, number({writer.code(count)}))"
    else:
        text = values.spoken(context, singular)
        if not names:
            _say(node, Const(values.safe(text % {})), scope, writer)
            return
        text % dict.fromkeys(names, "")  # a translation with other names in it is noticed here
        spoken = repr(text)
    pairs = ", ".join(f"{name!r}: {_put(inner, name, writer)}" for name in sorted(set(names)))
    _say(node, Code(f"safe({spoken} % {{{pairs}}})", maybe=False), scope, writer)


def _put(scope: Scope, name: str, writer: Writer) -> str:
    found = scope.find(name)
    if isinstance(found, (Const, Code)):
        return f"out({writer.code(found)})"
    raise Undrawable(f"{name} in a sentence")


def _say(node: Any, value: Value, scope: Scope, writer: Writer) -> None:
    if node.asvar:
        assign(scope, writer, node.asvar, value)
    elif isinstance(value, Const):
        writer.text(value.value)
    else:
        writer.put_safe(value.code)


def _message(tokens: Any, trimmed: bool) -> tuple[str, list[str]]:
    parts, names = [], []
    for token in tokens or ():
        if token.token_type == TokenType.TEXT:
            parts.append(token.contents.replace("%", "%%"))
        elif token.token_type == TokenType.VAR:
            parts.append(f"%({token.contents})s")
            names.append(token.contents)
    message = "".join(parts)
    return (trim_whitespace(message) if trimmed else message), names


def _context(node: Any, scope: Scope, writer: Writer) -> str:
    if not node.message_context:
        return ""
    found = expression(node.message_context, scope, writer)
    if not isinstance(found, Const):
        raise Undrawable("a context that is not words")
    return str(found.value)
