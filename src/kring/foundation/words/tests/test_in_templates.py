"""What the collector reads in templates, and what it refuses."""

from pathlib import Path

import pytest

from kring.foundation.words.found import Found, Key
from kring.foundation.words.in_templates import find


def read(template: str) -> Found:
    return find(Path("page.html"), template)


@pytest.mark.parametrize(
    ("template", "key"),
    [
        ("{% translate 'Ask' %}", Key("Ask")),
        ("<p>\n    it's {% translate 'Ask' context 'button' %}\n  </p>", Key("Ask", "", "button")),
        ("<c-button label=\"{% translate 'Ask' %}\" />", Key("Ask")),
        ('{% include "ui/x.html" with label=_("Ask") %}', Key("Ask")),
        (
            "{% blocktranslate trimmed %}\n  Dear {{ name }},\n  hello.\n{% endblocktranslate %}",
            Key("Dear %(name)s, hello."),
        ),
        (
            "{% blocktranslate trimmed count n=days %}one day{% plural %}{{ n }} days{% endblocktranslate %}",
            Key("one day", "%(n)s days"),
        ),
    ],
)
def test_every_way_of_translating_is_found(template: str, key: Key) -> None:
    found = read(template)
    assert found.messages == {key}
    assert found.problems == []


def test_a_block_that_keeps_its_line_breaks_is_refused() -> None:
    (problem,) = read("\n{% blocktranslate %}Dear{% endblocktranslate %}").problems
    assert problem == "page.html:2: write {% blocktranslate trimmed %}"


def test_words_in_an_attribute_that_nobody_would_find_are_refused() -> None:
    (problem,) = read("<c-button :label=\"_('Ask')\" />").problems
    assert "use {% translate %}" in problem
