"""Components of cotton, written out where they are used."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.template.base import FilterExpression, Node, NodeList, Variable
from django.template.loader_tags import IncludeNode
from django_cotton.templatetags._component import AttrKind, CottonComponentNode, PreparedValue
from django_cotton.templatetags._slot import CottonSlotNode
from django_cotton.templatetags._vars import CottonVarsNode

from kring.ui.drawing import values
from kring.ui.drawing.assigning import assigned, branches
from kring.ui.drawing.expressions import variable
from kring.ui.drawing.writing import Code, Const, Piece, Scope, Symbol, Undrawable, Value, Writer

if TYPE_CHECKING:
    from kring.ui.drawing.nodes import Drawer

PASSED_ON = "attrs"
"""Under this name a component finds the attributes it did not declare."""


def component(drawer: "Drawer", node: Any, scope: Scope) -> None:
    """`<c-name …>`: its template with its own names, and its content in the names around it."""
    if node.only or node.component_name == "component":
        raise Undrawable(f"<c-{node.component_name}> with a scope or name of its own")
    called = f"cotton/{node.component_name.replace('.', '/').replace('-', '_')}.html"
    given = _attributes(drawer, node, scope)
    slots, content = _slots(list(_opened(drawer, node.nodelist)))
    declared: set[str] = set()
    names: dict[str, Symbol] = {}
    for one in drawer.template_called(called).nodelist:
        if isinstance(one, CottonVarsNode):
            declared.update(one.empty_vars)
            declared.update(var.exclude_key for var in one._prepared_vars)
            names.update(_defaults(drawer, one, scope, given, slots))
    with branches([node.nodelist] if any(assigned(node.nodelist)) else [], scope, drawer.writer):
        names.update({name: _piece(drawer, nodes, scope) for name, nodes in slots.items()})
        names.update({name.replace("-", "_"): one for name, one in given.items()})
        names[PASSED_ON] = Const({name: one for name, one in given.items() if name not in declared | {"is"}})
        names["slot"] = _piece(drawer, content, scope)
        drawer.template(called, Scope(root=_around(scope), names=names))


def put(writer: Writer, given: FilterExpression, scope: Scope) -> bool:
    """Write `{{ slot }}` or `{{ attrs|attributes }}`, if it is one of those."""
    if not isinstance(given.var, Variable) or given.var.lookups is None or len(given.var.lookups) != 1:
        return False
    found = scope.find(given.var.lookups[0])
    if isinstance(found, Piece) and not given.filters:
        found.draw(writer)
        return True
    if given.var.lookups[0] != PASSED_ON or not isinstance(found, Const):
        return False
    if [function.__name__ for function, _ in given.filters] != ["attributes"]:
        raise Undrawable("attributes other than as a whole")
    for name, one in found.value.items():
        if isinstance(one, Const):
            writer.text(values.attribute(name, one.value))
        else:
            writer.put_safe(f"attribute({name!r}, {one.code})")
    return True


def _around(scope: Scope) -> str:
    return "P" if scope.root in ("T", "P") else "E"


def _piece(drawer: "Drawer", nodes: Iterable[Node], scope: Scope) -> Symbol:
    """Content of a component; nothing at all is known now."""
    listed = NodeList(nodes)
    if not listed:
        return Const(values.safe(""))
    return Piece(lambda _: drawer.draw(listed, scope))


def _opened(drawer: "Drawer", nodes: Iterable[Node]) -> Iterator[Node]:
    """Content of a component, with that of an included template which fills a named slot in its place."""
    for node in nodes:
        if isinstance(node, IncludeNode) and isinstance(node.template.var, str) and not node.extra_context:
            inside = drawer.template_called(node.template.var).nodelist
            if any(isinstance(one, CottonSlotNode) for one in inside):
                yield from inside
                continue
        yield node


def _slots(nodes: list[Node]) -> tuple[dict[str, NodeList], list[Node]]:
    """Named slots, and what stands outside them."""
    slots = {node.slot_name: node.nodelist for node in nodes if isinstance(node, CottonSlotNode)}
    content = [node for node in nodes if not isinstance(node, CottonSlotNode)]
    return slots, content


def _attributes(drawer: "Drawer", node: CottonComponentNode, scope: Scope) -> dict[str, Value]:
    """What the tag says, in the names around it; what is not there is left out or falls back to its default."""
    found: dict[str, Value] = {}
    for attr in node._prepared_attrs:
        if attr.key == "attrs" or ("." in attr.key):
            raise Undrawable(f"the attribute {attr.key}")
        value = _value(drawer, attr.kind, attr.value, attr.compiled, scope)
        if value is not None:
            found[attr.key] = drawer.writer.keep(value)
    return found


def _defaults(
    drawer: "Drawer", node: CottonVarsNode, scope: Scope, given: dict[str, Value], slots: dict[str, NodeList]
) -> dict[str, Symbol]:
    """What a component declares and the tag does not say."""
    found: dict[str, Symbol] = {}
    for var in node._prepared_vars:
        said = given.get(var.exclude_key)
        if var.exclude_key in slots or (said is not None and not (isinstance(said, Code) and said.maybe)):
            continue
        default = _value(drawer, var.kind, var.value, var.compiled, scope)
        if default is None:
            continue
        if said is None:
            found[var.accessible_key] = drawer.writer.keep(default)
        else:
            name = drawer.writer.code(said)
            drawer.writer.line(f"if {name} is MISSING: {name} = {drawer.writer.code(default)}")
            given[var.exclude_key] = Code(name, isinstance(default, Code) and default.maybe)
    return found


def _value(drawer: "Drawer", kind: Any, raw: Any, compiled: Any, scope: Scope) -> Value | None:
    """The value of one attribute; None if it can have none."""
    if kind in (AttrKind.BOOLEAN, AttrKind.STATIC):
        return Const(raw)
    if kind == AttrKind.ESCAPED:
        return drawer.captured(compiled.nodelist, scope) if compiled else Const(raw)
    found = _prepared(drawer, compiled, scope)
    return Const(raw) if found is None and kind == AttrKind.UNQUOTED else found


def _prepared(drawer: "Drawer", given: PreparedValue, scope: Scope) -> Value | None:
    if given._template is not None:
        raise Undrawable(f"the attribute value {given.raw}")
    if given.raw == "":
        return Const(True)
    literal = Const(given._literal) if type(given._literal) is not object else None
    found = variable(given._variable, scope, drawer.writer) if given._variable is not None else None
    if found is None or (isinstance(found, Const) and found.value is values.MISSING):
        return literal
    if isinstance(found, Code) and found.maybe:
        # A list is read as a name first; and a fresh name each, as another use of a value keeps its own default.
        return literal or Code(_fresh(drawer.writer, found), True)
    return found


def _fresh(writer: Writer, value: Code) -> str:
    name = writer.name()
    writer.line(f"{name} = {value.code}")
    return name
