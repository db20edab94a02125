"""`{% load kring %}`: words for dates and codes, and what the components need."""

from collections.abc import Mapping

from django import template
from django.utils.safestring import SafeString
from django_cotton.templatetags import Attrs

from kring.ui import formats
from kring.ui.drawing.values import attribute, safe
from kring.ui.forms import Described
from kring.ui.rings import Ring, the_circle
from kring.ui.sources import source_in_words

register = template.Library()

register.filter("day", formats.day)
register.filter("short_day", formats.short_day)
register.filter("day_of_year", formats.day_of_year)
register.filter("clock", formats.clock)
register.filter("moment", formats.moment)
register.filter("week", formats.week)
register.filter("days", formats.days)
register.filter("code_groups", formats.code_groups)
register.filter("source", source_in_words)


@register.filter
def sources(text: str) -> tuple[str, ...]:
    """ "A28, A34" as two sources in words."""
    return tuple(source_in_words(part) for part in str(text).split(",") if part.strip())


@register.filter
def attributes(attrs: Attrs | Mapping[str, object]) -> SafeString:
    """
    The remaining attributes of a component, each escaped.

    Cotton's own `{{ attrs }}` trusts a value that begins and ends with a quote, which lets it break out.
    """
    given = attrs.attrs_dict() if isinstance(attrs, Attrs) else attrs
    return safe("".join(attribute(name, value) for name, value in given.items()))


@register.filter
def option_hint(label: object) -> object:
    """The second line of a choice, if its label is `Described`."""
    return label.hint if isinstance(label, Described) else ""


@register.simple_tag
def the_rings() -> tuple[Ring, ...]:
    """The five rings without addresses."""
    return the_circle()


@register.filter
def upto(number: object) -> range:
    """1, 2, … number."""
    return range(1, int(str(number)) + 1)
