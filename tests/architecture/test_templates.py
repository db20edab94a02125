"""A template uses what is its own or what is common, and nothing that the content policy would block."""

import re
from pathlib import Path

import pytest
from django.template.base import tag_re

from tests.architecture.tree import ROOT, name_in_templates, owner, templates

USED = re.compile(r"{%\s*(?:extends|include)\s+(?P<quote>[\"']?)(?P<name>[^\s\"'%]+)(?P=quote)")
INLINE = re.compile(
    r"""\sstyle\s*=|<style\b|<script\b(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*["']|javascript:""", re.IGNORECASE
)
COMMENT = re.compile(r"{#.*?#}|{% comment .*?{% endcomment %}", re.DOTALL)


def owners() -> dict[str, set[str]]:
    """By name of template: the folders that have one of that name."""
    found: dict[str, set[str]] = {}
    for path in templates():
        found.setdefault(name_in_templates(path), set()).add(owner(path))
    return found


def foreign(here: str, source: str, known: dict[str, set[str]]) -> list[str]:
    """What a template of this folder may not extend or include."""
    wrong = []
    for match in USED.finditer(COMMENT.sub("", source)):
        name = match["name"]
        if not match["quote"]:
            wrong.append(f"{name} is not a name but a value")
        elif not known.get(name, set()) & {here, "ui"}:
            wrong.append(f"{name} belongs to {' and '.join(sorted(known.get(name, set()))) or 'nobody'}")
    return wrong


def left_over(source: str) -> list[str]:
    """Marks of tags that Django takes for words, because a tag stands on one line."""
    return re.findall(r"{[{%#]|[%}#]}", tag_re.sub("", source))


def test_every_tag_stands_on_one_line() -> None:
    wrong = {str(path.relative_to(ROOT)): found for path in templates() if (found := left_over(path.read_text()))}
    assert wrong == {}


def test_a_tag_on_two_lines_is_noticed() -> None:
    assert left_over('{{ made|join:"\n" }}') == ["{{", "}}"]
    assert left_over("{% if made %}{{ made }}{% endif %}{# well #}") == []


def test_templates_use_only_their_own_and_the_common_ones() -> None:
    known = owners()
    wrong = {
        str(path.relative_to(ROOT)): found
        for path in templates()
        if (found := foreign(owner(path), path.read_text(encoding="utf-8"), known))
    }
    assert wrong == {}


def test_templates_have_no_style_or_script_of_their_own() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}: {match.group().strip()}"
        for path in templates()
        if path.suffix == ".html"
        for match in INLINE.finditer(COMMENT.sub("", path.read_text(encoding="utf-8")))
    ]
    assert wrong == []


FETCHES, LIVE = re.compile(r"\shx-(?:get|post|trigger)="), "ui/_live.html"


def parts(name: str, sources: dict[str, str]) -> set[str]:
    """A template and everything it includes, as names."""
    found, waiting = set[str](), [name]
    while waiting:
        one = waiting.pop()
        if one not in found and one in sources:
            found.add(one)
            waiting += [match["name"] for match in USED.finditer(sources[one]) if "include" in match.group()]
    return found


def deaf(sources: dict[str, str]) -> set[str]:
    """Pages with a piece that wants to fetch itself, without what that takes."""
    pages = {name: parts(name, sources) for name, source in sources.items() if '{% extends "' in source}
    fetching = {name for name, inside in pages.items() if any(FETCHES.search(sources[part]) for part in inside)}
    return {name for name in fetching if not any(LIVE in sources[part] for part in pages[name])}


def test_a_page_that_fetches_pieces_of_itself_can() -> None:
    sources = {
        name_in_templates(path): COMMENT.sub("", path.read_text(encoding="utf-8"))
        for path in templates()
        if "cotton" not in path.parts
    }
    assert deaf(sources) == set()


def test_a_page_that_cannot_fetch_is_noticed() -> None:
    page, piece = '{% extends "ui/base.html" %}{% include "a/_b.html" %}', '<div hx-get="/" hx-trigger="every 2s">'
    assert deaf({"a/a.html": page, "a/_b.html": piece}) == {"a/a.html"}
    assert deaf({"a/a.html": page + '{% include "ui/_live.html" %}', "a/_b.html": piece}) == set()


def test_components_are_common() -> None:
    assert {path for path in templates() if "cotton" in path.parts and owner(path) != "ui"} == set()


@pytest.mark.parametrize(
    "tag",
    [
        '{% include "support/_x.html" %}',
        "{% extends 'support/_x.html' %}",
        "{% include name %}",
        '{% include "gone.html" %}',
    ],
)
def test_a_template_of_somebody_else_is_refused(tag: str) -> None:
    assert foreign("events", tag, {"support/_x.html": {"support"}})


@pytest.mark.parametrize("tag", ['{% include "ui/_x.html" with a=b %}', '{% extends "events/_x.html" %}'])
def test_a_template_of_ones_own_is_fine(tag: str) -> None:
    assert foreign("events", tag, {"ui/_x.html": {"ui"}, "events/_x.html": {"events"}}) == []


@pytest.mark.parametrize("html", ['<p style="a">', "<script>x</script>", '<a onclick="x">', "<a href='javascript:x'>"])
def test_what_the_content_policy_blocks_is_seen(html: str) -> None:
    assert INLINE.search(html)


def test_a_script_with_an_address_is_fine() -> None:
    assert not INLINE.search('<script defer src="/static/x.js"></script> <c-x option="a">')


def test_there_are_templates() -> None:
    assert Path("ui/base.html").as_posix() in owners()
