"""
The HTML of controls, written by Python: the same as Django's own templates, ten times as quick.

A list of four hundred colleagues is four hundred controls, and each would be two templates. What is not here goes to
Django's own templates; a test keeps the two alike.
"""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

INPUTS = frozenset(
    f"django/forms/widgets/{kind}.html"
    for kind in ("input", "text", "hidden", "number", "email", "url", "password", "date", "time", "checkbox")
)
OPTIONS = frozenset(f"django/forms/widgets/{kind}.html" for kind in ("checkbox_option", "radio_option"))
SELECT = "django/forms/widgets/select.html"


class Renderer(DjangoTemplates):
    """Renders inputs, ticks and lists to choose from by itself."""

    def render(self, template_name: str, context: Any, request: Any = None) -> SafeString:
        """The HTML of one control."""
        widget = context.get("widget")
        if widget is not None:
            if template_name == SELECT:
                return mark_safe(_select(widget))  # noqa: S308 (every part is escaped below)
            if template_name in INPUTS or (template_name in OPTIONS and not widget.get("wrap_label")):
                return mark_safe(_input(widget))  # noqa: S308
        return super().render(template_name, context, request)  # type: ignore[return-value]


def _select(widget: Mapping[str, Any]) -> str:
    parts = [f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget["attrs"])}>']
    for group, options, _ in widget["optgroups"]:
        parts += [f'<optgroup label="{conditional_escape(group)}">'] if group else []
        parts += [_option(option) for option in options]
        parts += ["</optgroup>"] if group else []
    return "".join([*parts, "</select>"])


def _option(option: Mapping[str, Any]) -> str:
    value, label = conditional_escape(option["value"]), conditional_escape(option["label"])
    return f'<option value="{value}"{_attributes(option["attrs"])}>{label}</option>'


def _input(widget: Mapping[str, Any]) -> str:
    value = "" if widget["value"] is None else f' value="{conditional_escape(widget["value"])}"'
    begin = f'<input type="{conditional_escape(widget["type"])}" name="{conditional_escape(widget["name"])}"'
    return f"{begin}{value}{_attributes(widget['attrs'])}>"


def _attributes(attrs: Mapping[str, Any]) -> str:
    return "".join(
        f" {conditional_escape(name)}" + ("" if value is True else f'="{conditional_escape(value)}"')
        for name, value in attrs.items()
        if value is not False
    )
