"""Django's own nodes as lines of Python."""

import re
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from typing import Any

from django.template.base import Node, NodeList, Template, TextNode, VariableNode
from django.template.context import Context
from django.template.defaulttags import (
    CommentNode,
    CsrfTokenNode,
    FirstOfNode,
    ForNode,
    IfNode,
    LoadNode,
    URLNode,
    WithNode,
)
from django.template.library import InclusionNode, SimpleNode
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.templatetags.i18n import (
    BlockTranslateNode,
    GetAvailableLanguagesNode,
    GetCurrentLanguageNode,
    GetLanguageInfoListNode,
    TranslateNode,
)
from django.templatetags.static import StaticNode
from django.urls import NoReverseMatch, reverse
from django_cotton.templatetags._component import CottonComponentNode
from django_cotton.templatetags._vars import CottonVarsNode

from kring.ui.drawing import components, values, words
from kring.ui.drawing.assigning import Inside, assign, branches
from kring.ui.drawing.expressions import condition, expression
from kring.ui.drawing.writing import Code, Const, Piece, Scope, Undrawable, Value, Writer

UNROLLED = 12
"""A loop over so few things that are known now is written out."""


class Drawer:
    """
    Draws one template, with everything it extends, includes and is made of.

    :param template_called: finds a template by name
    """

    def __init__(self, writer: Writer, template_called: Callable[[str], Template]) -> None:
        self.writer, self.template_called = writer, template_called
        self.blocks: dict[str, NodeList] = {}
        self._deep = 0

    def draw(self, nodes: Iterable[Node], scope: Scope) -> None:
        """Nodes one after another."""
        for node in nodes:
            drawn = DRAWN.get(type(node))
            if drawn is None:
                raise Undrawable(type(node).__name__)
            drawn(self, node, scope)

    def template(self, name: str, scope: Scope) -> None:
        """All of another template that is used here."""
        nodes = self.template_called(name).nodelist
        if any(nodes.get_nodes_by_type(kind) for kind in (BlockNode, ExtendsNode)):
            raise Undrawable(f"{name}, which has blocks of its own")
        self._deep += 1
        if self._deep > 40:
            raise Undrawable(f"{name} within itself")
        self.draw(nodes, scope)
        self._deep -= 1

    def captured(self, nodes: NodeList, scope: Scope) -> Value:
        """What nodes write, as a value."""
        if len(nodes) == 1 and type(nodes[0]) is VariableNode:
            value = expression(nodes[0].filter_expression, scope, self.writer)
            if isinstance(value, Code):
                return Code(f"safe(out({value.code}))", maybe=False)
        return self.writer.capture(lambda _: self.draw(nodes, scope))


def _text(drawer: Drawer, node: Any, scope: Scope) -> None:
    drawer.writer.text(node.s)


def _variable(drawer: Drawer, node: Any, scope: Scope) -> None:
    if components.put(drawer.writer, node.filter_expression, scope):
        return
    drawer.writer.put(expression(node.filter_expression, scope, drawer.writer, missing=""))


def _nothing(drawer: Drawer, node: Any, scope: Scope) -> None:
    return


def _if(drawer: Drawer, node: Any, scope: Scope) -> None:
    _branches(drawer, list(node.conditions_nodelists), scope, None)


def _branches(drawer: Drawer, left: list[Any], scope: Scope, inside: Inside | None) -> None:
    """The first branch whose condition is met; what is known now decides now."""
    if not left:
        return
    (asked, nodes), *rest = left
    met = Const(True) if asked is None else condition(asked, scope, drawer.writer)
    if isinstance(met, Const):
        if not met.value:
            _branches(drawer, rest, scope, inside)
            return
        with inside() if inside else nullcontext():
            drawer.draw(nodes, scope)
        return
    every = [nodes for _, nodes in left]
    with branches(every, scope, drawer.writer) if inside is None else nullcontext(inside) as one:
        with drawer.writer.block(f"if {met.code}:"), one():
            drawer.draw(nodes, scope)
        if rest:
            with drawer.writer.block("else:"):
                _branches(drawer, rest, scope, one)


def _for(drawer: Drawer, node: Any, scope: Scope) -> None:
    writer = drawer.writer
    found = expression(node.sequence, scope, writer, missing="")
    if isinstance(found, Const) and isinstance(found.value, (tuple, list, range)) and len(found.value) <= UNROLLED:
        _unrolled(drawer, node, scope, found.value)
        return
    seq = writer.name()
    writer.line(f"{seq} = {'backwards' if node.is_reversed else 'each'}({writer.code(found)})")
    if not node.nodelist_empty:
        _loop(drawer, node, scope, seq)
        return
    with writer.block(f"if len({seq}):"):
        _loop(drawer, node, scope, seq)
    with writer.block("else:"):
        drawer.draw(node.nodelist_empty, scope.inner())


def _loop(drawer: Drawer, node: Any, scope: Scope, seq: str) -> None:
    writer, item, loop = drawer.writer, drawer.writer.name(), drawer.writer.name()
    names = [writer.name() for _ in node.loopvars] if len(node.loopvars) > 1 else [item]
    inner = scope.inner(**{name: Code(code, maybe=False) for name, code in zip(node.loopvars, names, strict=True)})
    parent = writer.code(_parent(scope))
    inner.names["forloop"] = Code(loop, maybe=False)
    with writer.block(f"for {loop}, {item} in counted({seq}, {parent}):"):
        head = len(writer.lines) - 1
        if len(names) > 1:
            writer.line(f"{', '.join(names)} = unpacked({item}, {len(names)})")
        for name in names:
            writer.line(f"if callable({name}): {name} = called({name})")
        drawer.draw(node.nodelist_loop, inner)
    if not any(re.search(rf"\b{loop}\b", line) for line in writer.lines[head + 1 :]):
        writer.lines[head] = writer.lines[head].replace(
            f"for {loop}, {item} in counted({seq}, {parent}):", f"for {item} in {seq}:"
        )


def _parent(scope: Scope) -> Value:
    """What the loop around says of itself; the page and a component have none around."""
    around = scope.find("forloop")
    if isinstance(around, Const) or (isinstance(around, Code) and around.code.isidentifier()):
        return around
    return Const({})


def _unrolled(drawer: Drawer, node: Any, scope: Scope, items: Any) -> None:
    parent = _parent(scope)
    if isinstance(parent, Code):
        raise Undrawable("a loop over what is known within one over what is not")
    given = list(reversed(items)) if node.is_reversed else list(items)
    if not given:
        drawer.draw(node.nodelist_empty, scope.inner())
    for at, item in enumerate(given):
        each = item if len(node.loopvars) > 1 else (item,)
        names: dict[str, Any] = {name: Const(one) for name, one in zip(node.loopvars, each, strict=True)}
        size = len(given)
        said = {"counter0": at, "counter": at + 1, "revcounter": size - at, "revcounter0": size - at - 1}
        names["forloop"] = Const({**said, "first": at == 0, "last": at == size - 1, "parentloop": parent.value})
        drawer.draw(node.nodelist_loop, scope.inner(**names))


def _with(drawer: Drawer, node: Any, scope: Scope) -> None:
    drawer.draw(node.nodelist, scope.inner(**_values(drawer, node.extra_context, scope)))


def _values(drawer: Drawer, given: dict[str, Any], scope: Scope) -> dict[str, Value]:
    return {name: drawer.writer.keep(expression(one, scope, drawer.writer)) for name, one in given.items()}


def _include(drawer: Drawer, node: Any, scope: Scope) -> None:
    if node.isolated_context or not isinstance(node.template.var, str) or node.template.filters:
        raise Undrawable("include of what is not a name")
    drawer.template(node.template.var, scope.inner(**_values(drawer, node.extra_context, scope)))


def _extends(drawer: Drawer, node: Any, scope: Scope) -> None:
    """The outermost template, with the innermost block of each name."""
    if not isinstance(node.parent_name.var, str) or node.parent_name.filters:
        raise Undrawable("extends of what is not a name")
    for name, block in node.blocks.items():
        drawer.blocks.setdefault(name, block.nodelist)
    drawer.draw(drawer.template_called(node.parent_name.var).nodelist, scope)


def _block(drawer: Drawer, node: Any, scope: Scope) -> None:
    inner = scope.inner(block=Piece(_of_the_parent))
    drawer.draw(drawer.blocks.get(node.name, node.nodelist), inner)


def _of_the_parent(writer: Writer) -> None:
    raise Undrawable("what a block of the parent says")


def _first_of(drawer: Drawer, node: Any, scope: Scope) -> None:
    writer = drawer.writer
    found = [expression(one, scope, writer, missing="perhaps") for one in node.vars]
    code = " or ".join(writer.code(one) for one in found)
    value = writer.keep(Code(f"out({code} or '')", maybe=False))
    if node.asvar:
        assign(scope, writer, node.asvar, Code(f"safe({writer.code(value)})", maybe=False))
    else:
        writer.put_safe(writer.code(value))


def _address(drawer: Drawer, node: Any, scope: Scope) -> None:
    """An address; without anything in it, it is known now."""
    writer = drawer.writer
    name = expression(node.view_name, scope, writer)
    given = [expression(one, scope, writer) for one in node.args]
    named = {key: expression(one, scope, writer) for key, one in node.kwargs.items()}
    value: Value
    if isinstance(name, Const) and not given and not named:
        try:
            value = Const(reverse(name.value))
        except NoReverseMatch:
            if not node.asvar:
                raise Undrawable(f"address of {name.value}") from None
            value = Const("")
    else:
        parts = "".join(f"{writer.code(one)}, " for one in given)
        pairs = ", ".join(f"{key!r}: {writer.code(one)}" for key, one in named.items())
        function = "address_or_nothing" if node.asvar else "address"
        value = Code(f"{function}({writer.code(name)}, ({parts}), {{{pairs}}})", maybe=False)
    if node.asvar:
        assign(scope, writer, node.asvar, value)
    else:
        writer.put(value)


def _static(drawer: Drawer, node: Any, scope: Scope) -> None:
    if node.varname is not None:
        raise Undrawable("static as a name")
    drawer.writer.text(str(node.render(Context())))


def _csrf(drawer: Drawer, node: Any, scope: Scope) -> None:
    drawer.writer.put_safe(f"csrf({scope.root})")


def _simple(drawer: Drawer, node: Any, scope: Scope) -> None:
    """A tag that is a function."""
    writer = drawer.writer
    value = Code(f"{writer.hold(node.func)}({_arguments(writer, node, scope)})", maybe=False)
    if node.target_var:
        assign(scope, writer, node.target_var, value)
    else:
        writer.put_safe(f"conditional_escape({value.code})")


def _inclusion(drawer: Drawer, node: Any, scope: Scope) -> None:
    """A tag that is a function with a template of its own."""
    if not isinstance(node.filename, str):
        raise Undrawable(f"{node.func.__name__} with a template that is not a name")
    writer, name = drawer.writer, drawer.writer.name()
    writer.line(f"{name} = included({writer.hold(node.func)}({_arguments(writer, node, scope)}), {scope.root})")
    drawer.template(node.filename, Scope(root=name))


def _arguments(writer: Writer, node: Any, scope: Scope) -> str:
    """What a tag is given; the whole context only where no names stand between it and the page."""
    if node.takes_context and scope.root != "T":
        raise Undrawable(f"{node.func.__name__} within a component")
    parts = ["T"] if node.takes_context else []
    parts += [writer.code(expression(one, scope, writer)) for one in node.args]
    parts += [f"{key}={writer.code(expression(one, scope, writer))}" for key, one in node.kwargs.items()]
    return ", ".join(parts)


def _known_words(drawer: Drawer, node: Any, scope: Scope) -> None:
    """What a tag about languages puts under a name is known now."""
    known = {name: one.value for name, one in _constants(scope).items()}
    context = Context(dict(known))
    node.render(context)
    for name, value in context.flatten().items():
        if name not in values.BUILT_IN and (name not in known or known[name] is not value):
            assign(scope, drawer.writer, str(name), Const(value))


def _constants(scope: Scope) -> dict[str, Const]:
    found: dict[str, Const] = {}
    here: Scope | None = scope
    while here is not None:
        found = {**{name: one for name, one in here.names.items() if isinstance(one, Const)}, **found}
        here = here.around
    return found


DRAWN: dict[type[Any], Callable[[Drawer, Any, Scope], None]] = {
    TextNode: _text,
    VariableNode: _variable,
    CommentNode: _nothing,
    LoadNode: _nothing,
    CottonVarsNode: _nothing,
    CottonComponentNode: components.component,
    IfNode: _if,
    ForNode: _for,
    WithNode: _with,
    IncludeNode: _include,
    ExtendsNode: _extends,
    BlockNode: _block,
    FirstOfNode: _first_of,
    URLNode: _address,
    StaticNode: _static,
    CsrfTokenNode: _csrf,
    SimpleNode: _simple,
    InclusionNode: _inclusion,
    TranslateNode: words.translate,
    BlockTranslateNode: words.block_translate,
    GetCurrentLanguageNode: _known_words,
    GetAvailableLanguagesNode: _known_words,
    GetLanguageInfoListNode: _known_words,
}
