"""Messages in Python: calls of Django's translation functions, under whatever name they were imported."""

import ast
from pathlib import Path

from kring.foundation.words.found import Found, Key
from kring.foundation.words.placeholders import has_unnamed

_HOME = "django.utils.translation"
# Which argument is what: context, singular, plural.
_SHAPES = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}


def find(path: Path, source: str) -> Found:
    """Every message of a module, and every call whose words cannot be read without running it."""
    tree = ast.parse(source, filename=str(path))
    names, modules = _imported(tree)
    found = Found()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (shape := _shape(node.func, names, modules)):
            _read(node, shape, path, found)
    return found


def _imported(tree: ast.AST) -> tuple[dict[str, str], set[str]]:
    """The local names of translation functions, and of the module they come from."""
    names: dict[str, str] = {}
    modules: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom):
            continue
        for alias in node.names:
            local = alias.asname or alias.name
            if node.module == _HOME and alias.name in _SHAPES:
                names[local] = alias.name
            elif node.module == "django.utils" and alias.name == "translation":
                modules.add(local)
    return names, modules


def _shape(called: ast.expr, names: dict[str, str], modules: set[str]) -> tuple[int | None, int, int | None] | None:
    if isinstance(called, ast.Name):
        return _SHAPES.get(names.get(called.id, ""))
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id in modules:
        return _SHAPES.get(called.attr)
    return None


def _read(call: ast.Call, shape: tuple[int | None, int, int | None], path: Path, found: Found) -> None:
    texts = [_text(call, place, path, found) for place in shape]
    context, singular, plural = texts
    if singular is None or any(text is None and place is not None for text, place in zip(texts, shape, strict=True)):
        return
    key = Key(singular, plural or "", context or "")
    if has_unnamed(key.english):
        found.complain(path, call.lineno, f"give the placeholder in {key} a name")
    found.messages.add(key)


def _text(call: ast.Call, place: int | None, path: Path, found: Found) -> str | None:
    if place is None:
        return None
    if place >= len(call.args):
        found.complain(path, call.lineno, "this translation misses an argument")
        return None
    given = call.args[place]
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        return given.value
    reason = {
        ast.JoinedStr: "an f-string cannot be translated; use a named placeholder",
        ast.BinOp: "do not build a sentence from pieces; translate it whole, fill it in after",
    }.get(type(given), "only words that stand here can be translated, not a value")
    found.complain(path, call.lineno, reason)
    return None
