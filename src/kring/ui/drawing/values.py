"""What drawn functions call while they draw: looking things up and writing them down, exactly as Django's nodes do."""

import html
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from inspect import signature
from typing import Any

from django.conf import settings
from django.template.base import VariableDoesNotExist
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from django.utils.formats import localize
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeData, SafeString, mark_safe
from django.utils.timezone import template_localtime  # type: ignore[attr-defined]


class Missing:
    """What is not there: false, and written as nothing."""

    def __bool__(self) -> bool:
        return False


MISSING = Missing()
_say, _say_within = translation.gettext, translation.pgettext
BUILT_IN: dict[str, Any] = {"True": True, "False": False, "None": None}


def root(names: Mapping[str, Any], name: str) -> Any:
    """A name of the page itself."""
    found = names.get(name, MISSING)
    return called(found) if callable(found) else found


def look(current: Any, bit: str) -> Any:
    """One step after a dot: a key, an attribute, or a place in a list."""
    if current is MISSING:
        return MISSING
    try:
        if hasattr(type(current), "__getitem__"):
            found = _item(current, bit)
        else:
            try:
                found = getattr(current, bit)
            except AttributeError:
                if bit in dir(current):
                    raise
                return MISSING
        return called(found) if callable(found) else found
    except Exception as problem:
        if getattr(problem, "silent_variable_failure", False):
            return ""
        raise


def _item(current: Any, bit: str) -> Any:
    try:
        return current[bit]
    except (TypeError, AttributeError, KeyError, ValueError, IndexError):
        pass
    try:
        return getattr(current, bit)
    except (TypeError, AttributeError):
        if bit in dir(current):
            raise
    try:
        return current[int(bit)]
    except (IndexError, ValueError, KeyError, TypeError):
        return MISSING


def called(current: Any) -> Any:
    """What something that can be called answers, unless it changes things or needs to be told more."""
    if getattr(current, "do_not_call_in_templates", False):
        return current
    if getattr(current, "alters_data", False):
        return ""
    try:
        return current()
    except TypeError:
        try:
            signature(current).bind()
        except (TypeError, ValueError):
            return ""
        raise


def out(value: Any) -> str:
    """A value as it stands on the page, escaped."""
    kind = type(value)
    if kind is SafeString:
        return value  # type: ignore[no-any-return]
    if kind is str:
        return html.escape(value)
    if value is MISSING:
        return ""
    if kind is int and not settings.USE_THOUSAND_SEPARATOR:
        return str(value)
    value = localize(template_localtime(value, use_tz=None), use_l10n=None)
    return conditional_escape(value if isinstance(value, str) else str(value))


def safe(text: str) -> SafeString:
    """A text every part of which was escaped when it was drawn."""
    return mark_safe(text)  # noqa: S308


def spoken(context: str, words: str) -> str:
    """Words of a template in the language of now."""
    return _say_within(context, words) if context else _say(words)


def known(value: Any) -> Any:
    """Nothing at all is an empty text."""
    return "" if value is MISSING else value


def perhaps(value: Any) -> Any:
    """Nothing at all is None."""
    return None if value is MISSING else value


def must(value: Any) -> Any:
    """
    A value that has to be there.

    :raises VariableDoesNotExist: if it is not
    """
    if value is MISSING:
        raise VariableDoesNotExist("A filter was given something that is not there.")
    return value


def kept(function: Callable[..., Any], value: Any, *given: Any, **named: Any) -> Any:
    """What a filter answers that leaves safe texts safe."""
    answer = function(value, *given, **named)
    return safe(answer) if isinstance(value, SafeData) else answer


def local(value: Any) -> Any:
    """A time on the clock of the page."""
    return template_localtime(value, None)


def compared(compare: Callable[[Any, Any], bool], one: Any, other: Any) -> bool:
    """What cannot be compared is not so."""
    try:
        return compare(one, other)
    except Exception:
        return False


def guarded(condition: Callable[[], Any]) -> Any:
    """A condition that asks for what is not there is not met."""
    try:
        return condition()
    except Exception:
        return False


def each(values: Any) -> Collection[Any]:
    """What a loop goes through."""
    if values is None or values is MISSING:
        return ()
    if not hasattr(values, "__len__"):
        return list(values)
    return values  # type: ignore[no-any-return]


def counted(values: Collection[Any], parent: Any) -> Iterator[tuple[dict[str, Any], Any]]:
    """The same with what a loop says of itself."""
    size = len(values)
    loop: dict[str, Any] = {"parentloop": known(parent) or {}}
    for at, item in enumerate(values):
        loop["counter0"], loop["counter"] = at, at + 1
        loop["revcounter"], loop["revcounter0"] = size - at, size - at - 1
        loop["first"], loop["last"] = at == 0, at == size - 1
        yield loop, item


def backwards(values: Any) -> Collection[Any]:
    """What a loop goes through, from the end."""
    return list(reversed(each(values)))  # type: ignore[call-overload]


def unpacked(item: Any, number: int) -> Iterable[Any]:
    """
    One of a loop over several names at once.

    :raises ValueError: if there are not so many
    """
    size = len(item) if hasattr(item, "__len__") else 1
    if size != number:
        raise ValueError(f"Need {number} values to unpack in for loop; got {size}.")
    return item  # type: ignore[no-any-return]


def number(count: Any) -> Any:
    """
    What a sentence counts.

    :raises TypeError: if it is no number
    """
    if not hasattr(count, "__round__"):
        raise TypeError(f"{count!r} cannot be counted")
    return count


def attribute(name: str, value: Any) -> str:
    """One attribute passed on by a component; none that is off, and no handler."""
    if value is MISSING or value is False or value is None or name.startswith("on"):
        return ""
    return format_html(' {}="{}"', name, conditional_escape("" if value is True else value))


def csrf(names: Mapping[str, Any]) -> str:
    """The token of a form."""
    token = names.get("csrf_token")
    if not token or token == "NOTPROVIDED":  # noqa: S105
        return ""
    return format_html('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)


def address(name: str, given: tuple[Any, ...], named: dict[str, Any]) -> str:
    """The address of a page, escaped."""
    return conditional_escape(reverse(name, args=given, kwargs=named))


def address_or_nothing(name: str, given: tuple[Any, ...], named: dict[str, Any]) -> str:
    """The address of a page under a name of its own; nothing if there is no such page."""
    try:
        return reverse(name, args=given, kwargs=named)
    except NoReverseMatch:
        return ""


def included(found: Mapping[str, Any], names: Mapping[str, Any]) -> dict[str, Any]:
    """What a tag with a template of its own may use."""
    return {**BUILT_IN, **found, "csrf_token": names.get("csrf_token", MISSING)}
