"""What the collector reads in Python, and what it refuses."""

from pathlib import Path

import pytest

from kring.foundation.words.found import Found, Key
from kring.foundation.words.in_python import find

IMPORTS = """
from django.utils import translation
from django.utils.translation import gettext as _, gettext_lazy, ngettext, npgettext, pgettext_lazy
"""


def read(code: str) -> Found:
    return find(Path("page.py"), IMPORTS + code)


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("_('Ask a colleague.')", Key("Ask a colleague.")),
        ("_('Ask ' 'a colleague.')", Key("Ask a colleague.")),
        ("gettext_lazy('Ask')", Key("Ask")),
        ("translation.gettext('Ask')", Key("Ask")),
        ("ngettext('one day', '%(n)d days', n)", Key("one day", "%(n)d days")),
        ("pgettext_lazy('button', 'Ask')", Key("Ask", "", "button")),
        ("npgettext('rota', 'one day', '%(n)d days', n)", Key("one day", "%(n)d days", "rota")),
    ],
)
def test_every_way_of_translating_is_found(code: str, key: Key) -> None:
    found = read(code)
    assert found.messages == {key}
    assert found.problems == []


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("_(f'Dear {name}')", "f-string"),
        ("_('Dear ' + name)", "from pieces"),
        ("_('Dear %s' % name)", "from pieces"),
        ("_(words)", "not a value"),
        ("ngettext('day')", "misses an argument"),
        ("_('Dear %s')", "a name"),
        ("_('Dear {}')", "a name"),
    ],
)
def test_what_nobody_can_translate_is_refused(code: str, why: str) -> None:
    (problem,) = read(code).problems
    assert problem.startswith("page.py:4: ")
    assert why in problem


def test_a_function_that_only_looks_the_same_is_left_alone() -> None:
    assert find(Path("page.py"), "def _(x): ...\n_(anything)").problems == []


def test_a_percentage_is_not_a_placeholder() -> None:
    assert read("_('100 % of you, and 50% sure')").problems == []
