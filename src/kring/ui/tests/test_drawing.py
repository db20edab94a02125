"""A drawn template writes exactly what Django's nodes and cotton's components write."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest
from django.template import engines
from django.template.base import NodeList, Template
from django.template.context import Context, RequestContext
from django.test import RequestFactory
from django.utils import translation
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from django_cotton.compiler_regex import CottonCompiler

from kring.ui.drawing import values
from kring.ui.drawing.loader import HELPERS, Drawn, drawn
from kring.ui.drawing.nodes import Drawer
from kring.ui.drawing.writing import Scope, Undrawable, Writer
from kring.ui.views.gallery import gallery

SOURCE = Path(__file__).resolve().parents[2]
NAMES = sorted(
    {path.as_posix().rpartition("/templates/")[2] for path in SOURCE.glob("**/templates/**/*.html")}
    - {"people/_import_sees.html"}  # fills a slot of the page that includes it
)


class Answering:
    """Something with what templates may and may not call."""

    here = "here"

    def asked(self) -> str:
        return "<called>"

    def needs(self, more: str) -> str:
        return more

    def erase(self) -> None:
        raise AssertionError("called")

    erase.alters_data = True  # type: ignore[attr-defined]

    class kind:
        do_not_call_in_templates = True
        choices = "<choices>"

        def __init__(self) -> None:
            raise AssertionError("called")

    @property
    def gone(self) -> str:
        raise ObjectDoesNotExist

    @property
    def broken(self) -> str:
        raise AttributeError("not found in here")


@dataclass(frozen=True)
class Line:
    title: str
    of: int = 0


AROUND: dict[str, Any] = {
    "words": "<b>a & 'b'</b>",
    "safe": mark_safe("<b>fine</b>"),
    "number": 1234,
    "share": 0.5,
    "none": None,
    "empty": "",
    "nothing": [],
    "lazy": gettext_lazy("Monday"),
    "at": datetime(2026, 11, 9, 7, 30, tzinfo=UTC),
    "lines": [Line("<one>", 1), Line("two", 2), Line("")],
    "pairs": [("a", "<1>"), ("b", 2)],
    "held": {"key": "<value>", "items": "an item", "3": "three", "nested": {"deep": [1, 2]}},
    "thing": Answering(),
    "generated": (each for each in ()),
    "level": "3",
}
SAME = [
    line.replace("⏎", "\n")
    for line in (Path(__file__).parent / "drawing_samples.txt").read_text(encoding="utf-8").splitlines()
]
"""One template a line."""


def made(source: str) -> Template:
    """A template of this source, with components."""
    loaded = source if source.startswith("{% extends") else "{% load i18n kring static %}" + source
    return engines["django"].engine.from_string(CottonCompiler().process(loaded))  # type: ignore[attr-defined]


def asked() -> HttpRequest:
    return RequestFactory().get("/")


def contexts() -> Iterator[Context]:
    """For a page and without one."""
    around = {**AROUND, "generated": ()}
    yield Context(around)
    request = asked()
    request.META["CSRF_COOKIE"] = "c" * 32
    yield RequestContext(request, around)


def both(template: Template, context: Context) -> tuple[str, str]:
    """What is drawn, and what Django renders."""
    nodes = NodeList(template.nodelist)
    function = Drawn(template)
    found = []
    for one in (function, nodes):
        template.nodelist = one
        with context.render_context.push_state(template), context.bind_template(template):
            found.append(one.render(context))
    assert NodeList.render not in function.functions.values(), "was left to Django"
    return found[0], found[1]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("source", SAME)
def test_drawn_and_rendered_are_the_same(source: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.middleware.csrf._mask_cipher_secret", lambda secret: secret * 2)
    with translation.override(language):
        for context in contexts():
            mine, theirs = both(made(source), context)
            assert mine == theirs


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_template_of_ours_is_drawn(language: str) -> None:
    left = {}
    with translation.override(language):
        for name in NAMES:
            try:
                drawn(engines["django"].engine.get_template(name))  # type: ignore[attr-defined]
            except Undrawable as what:
                left[name] = str(what)
    assert left == {}


def test_the_gallery_is_the_same_with_every_component_in_every_state() -> None:
    response = gallery(asked())
    template = engines["django"].engine.get_template(response.template_name)  # type: ignore[attr-defined]
    context = RequestContext(response._request, response.resolve_context(response.context_data))  # type: ignore[attr-defined]
    with context.render_context.push_state(template), context.bind_template(template):
        mine = template.nodelist.render(context)
        theirs = NodeList.render(template.nodelist, context)
    assert mine == theirs
    assert len(mine) > 20_000


def test_a_difference_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: writing without escaping would fail each test above."""
    monkeypatch.setitem(HELPERS, "out", str)
    mine, theirs = both(made("{{ words }}"), Context(AROUND))
    assert mine == "<b>a & 'b'</b>" != theirs


@pytest.mark.parametrize(
    "source",
    [
        "{% autoescape off %}{{ words }}{% endautoescape %}",
        "{% include level %}",
        '<c-component is="card">a</c-component>',
        "{% now 'Y' %}",
        "{% extends level %}",
        "{% include 'ui/base.html' %}",
        "{% url 'no:where' %}",
        "{% static level as there %}",
        "{% translate words %}",
        "{% translate level context words %}",
        "{% blocktranslate context words %}a{% endblocktranslate %}",
        "<c-card :title=\"_('Monday')\">a</c-card>",
        "{% for one in lines %}{% for a in 'ab'|make_list %}{{ forloop.parentloop.counter }}{% endfor %}{% endfor %}",
        "<c-card :title=\"'{{ words }}'\">a</c-card>",
        '<c-card :attrs="held">a</c-card>',
        "{% block content %}{{ block.super }}{% endblock %}",
        "<c-split>{% if level %}<c-slot name='aside'>a</c-slot>{% endif %}</c-split>",
    ],
)
def test_what_cannot_be_drawn_is_left_to_django(source: str) -> None:
    with pytest.raises(Undrawable):
        drawn(made(source))


def test_what_is_left_to_django_is_what_django_renders() -> None:
    template, context = made("{% autoescape off %}{{ words }}{% endautoescape %}"), Context(AROUND)
    left = Drawn(template)
    with context.bind_template(template):
        assert left.render(context) == left.render(context) == AROUND["words"]
    assert list(left.functions.values()) == [NodeList.render]


def test_whatever_goes_wrong_while_drawing_django_renders_it(caplog: pytest.LogCaptureFixture) -> None:
    """As a sentence whose translation names what is not there: Django says the words of the template."""
    template, context = made("{% blocktranslate %}Hello {{ words }}{% endblocktranslate %}"), Context({"words": "you"})
    left = Drawn(template)
    with pytest.MonkeyPatch.context() as wrong:
        wrong.setattr(values, "_say", lambda _words: "Dag %(other)s")
        with context.bind_template(template):
            assert left.render(context) == "Hello you"
    assert "cannot be drawn" in caplog.text


def test_a_component_within_itself_is_left_to_django() -> None:
    itself = made("{% if level %}<c-card />{% endif %}")
    with pytest.raises(Undrawable, match="within itself"):
        Drawer(Writer("nl"), lambda _name: itself).draw(itself.nodelist, Scope())


def test_a_property_that_fails_is_not_taken_for_one_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="not found in here"):
        both(made("{{ thing.broken }}"), Context(AROUND))


def test_unpacking_the_wrong_number_is_said() -> None:
    with pytest.raises(ValueError, match="Need 3 values to unpack"):
        both(made("{% for a, b, c in pairs %}{{ a }}{% endfor %}"), Context(AROUND))


def test_what_is_known_by_then_is_text() -> None:
    """A component with nothing of the page in it costs nothing when the page is asked for."""
    with translation.override("nl"):
        source, given = drawn(made('<c-why source="A28"><p>{% translate "Monday" %}</p></c-why>'))
    assert source.count("A(") == 1
    assert "maandag" in source
    assert given == {}
