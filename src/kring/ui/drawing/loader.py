"""Where templates come from: Django's cached loader, which then draws them."""

import logging
from typing import Any

from django.template.base import NodeList, Template
from django.template.context import Context, RequestContext
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.template.loaders import cached
from django.urls import get_script_prefix
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext, npgettext

from kring.ui.drawing import values
from kring.ui.drawing.nodes import Drawer
from kring.ui.drawing.writing import Scope, Undrawable, Writer

log = logging.getLogger(__name__)
HELPERS: dict[str, Any] = {
    **{name: value for name, value in vars(values).items() if not name.startswith("_")},
    **{"ngettext": ngettext, "npgettext": npgettext, "conditional_escape": conditional_escape, "E": {}},
}


class Loader(cached.Loader):
    """As Django's own; what it finds knows how to draw itself."""

    def get_template(self, template_name: str, skip: Any = None) -> Template:
        """The template of this name."""
        template = super().get_template(template_name, skip)
        if type(template.nodelist) is NodeList and template_name.endswith(".html"):
            template.nodelist = Drawn(template)
        return template


class Drawn(NodeList):
    """
    The nodes of a template, and for each language a function that writes what they would.

    What only Django can render is left to Django, as is a template whose child Django renders.
    """

    def __init__(self, template: Template) -> None:
        super().__init__(template.nodelist)
        self.template = template
        self.functions: dict[tuple[str | None, str], Any] = {}

    def render(self, context: Context) -> SafeString:
        """The page, or this part of it."""
        key = (get_language(), get_script_prefix())
        function = self.functions.get(key)
        if function is None:
            function = self.functions[key] = self._draw()
        if function is NodeList.render or not context.autoescape or BLOCK_CONTEXT_KEY in context.render_context:
            return super().render(context)
        return function(context.flatten(), _processed(context))  # type: ignore[no-any-return]

    def _draw(self) -> Any:
        try:
            source, given = drawn(self.template)
        except Undrawable as what:
            log.debug("%s is left to Django: %s", self.template.name, what)
            return NodeList.render
        except Exception:  # whatever it is, Django knows what to do with it, or says it better
            log.warning("%s cannot be drawn", self.template.name, exc_info=True)
            return NodeList.render
        names = {**HELPERS, **given}
        exec(compile(source, f"<{self.template.name}, drawn>", "exec"), names)  # noqa: S102 (written by ourselves)
        return names["page"]


def drawn(template: Template) -> tuple[str, dict[str, Any]]:
    """
    The source of a template's function in the language of now, and the things it needs.

    :raises Undrawable: if only Django can render it
    """
    engine = template.engine
    writer = Writer(get_language() or "")
    drawer = Drawer(writer, engine.get_template)
    drawer.draw(template.nodelist, Scope())
    body = writer.finished()
    return f'def page(T, P):\n    L = []; A = L.append\n{body}\n    return safe("".join(L))\n', writer.given


def _processed(context: Context) -> dict[str, Any]:
    """What the context processors say; components see nothing else of the page."""
    before = getattr(context, "_cotton_processor_snapshot", None)
    if before is not None:
        return dict(before)
    if isinstance(context, RequestContext) and hasattr(context, "_processors_index"):
        return dict(context.dicts[context._processors_index])
    return {}
