"""Components: each says what it takes, each is in the gallery, and nothing in any template is inline."""

import re
from pathlib import Path

import pytest
from django.http import Http404
from django.template.loader import render_to_string
from django.test import RequestFactory

from kring.ui.templatetags.kring import attributes
from kring.ui.views.gallery import gallery

UI = Path(__file__).resolve().parents[1]
COMPONENTS = sorted((UI / "templates" / "cotton").rglob("*.html"))
ALL_TEMPLATES = sorted(UI.parent.glob("**/templates/**/*.html"))
INLINE = re.compile(
    r"<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE
)


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(UI / "templates" / "cotton").with_suffix("").parts)


@pytest.fixture(scope="module")
def shown() -> str:
    return gallery(RequestFactory().get("/gallery")).render().content.decode()  # type: ignore[attr-defined]


@pytest.mark.parametrize("path", COMPONENTS, ids=name_of)
def test_a_component_begins_with_its_contract(path: Path) -> None:
    first = path.read_text(encoding="utf-8")

    assert first.startswith("{% comment %}\n")
    assert len(first.split("{% endcomment %}")[0]) > 40


@pytest.mark.parametrize("path", COMPONENTS, ids=name_of)
def test_a_component_names_each_attribute_in_its_contract(path: Path) -> None:
    contract, _, body = path.read_text(encoding="utf-8").partition("{% endcomment %}")
    declared = re.search(r"<c-vars\s([^>]*)/>", body)
    names = re.findall(r":?([a-z][\w-]*)=", declared[1]) if declared else []

    assert [name for name in names if not re.search(rf"\b{name}\b", contract)] == []


@pytest.mark.parametrize("path", COMPONENTS, ids=name_of)
def test_a_component_is_in_the_gallery(path: Path, shown: str) -> None:
    assert f'data-cmp="{name_of(path)}"' in shown


@pytest.mark.parametrize("path", COMPONENTS, ids=name_of)
def test_a_component_is_used(path: Path) -> None:
    begins = re.compile(rf"<c-{re.escape(name_of(path).replace('_', '-'))}[\s/>]")
    pages = (one for one in ALL_TEMPLATES if not one.name.startswith(("gallery", "_gallery")))
    assert any(begins.search(one.read_text(encoding="utf-8")) for one in pages)


def test_the_gallery_is_closed_unless_opened(settings: pytest.FixtureRequest) -> None:
    settings.KRING_GALLERY = False  # type: ignore[attr-defined]

    with pytest.raises(Http404):
        gallery(RequestFactory().get("/gallery"))


@pytest.mark.parametrize("path", ALL_TEMPLATES, ids=lambda path: str(path.relative_to(UI.parent)))
def test_a_template_has_nothing_inline(path: Path) -> None:
    found = INLINE.search(re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.S))

    assert found is None, found


@pytest.mark.parametrize(
    "bad", ['<p style="x">', "<a onclick='x'>", "<script>1</script>", "<style>", '<a href="javascript:1">']
)
def test_the_search_for_inline_things_finds_them(bad: str) -> None:
    assert INLINE.search(bad)


def test_the_search_for_inline_things_leaves_files_alone() -> None:
    assert not INLINE.search('<script type="module" src="/a.js"></script><option value="1">')


def test_an_attribute_cannot_break_out_of_its_quotes() -> None:
    assert attributes({"title": '" onfocus="x'}) == ' title="&quot; onfocus=&quot;x"'
    assert attributes({"onclick": "x", "hx-get": "/a", "hidden": True, "off": False}) == ' hx-get="/a" hidden=""'


def test_a_component_does_not_take_words_from_the_page_around_it() -> None:
    around = dict.fromkeys(("title", "tone", "href", "text", "who", "after", "eyebrow", "icon"), "from the page")

    assert "from the page" not in render_to_string("ui/_gallery_boxes.html", around)
    assert "from the page" not in render_to_string("ui/_gallery_lists.html", around)


def test_ids_are_unique_in_the_gallery(shown: str) -> None:
    ids = [found for found in re.findall(r'\sid="([^"]+)"', shown) if not found.startswith("k-arc")]

    assert len(ids) == len(set(ids))


def test_every_description_and_label_points_at_something(shown: str) -> None:
    ids = set(re.findall(r'\sid="([^"]+)"', shown))
    pointed = set(" ".join(re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', shown)).split())
    labels = set(re.findall(r'<label[^>]*\sfor="([^"]+)"', shown))

    assert pointed | labels <= ids
    assert len(labels) > 20


def test_error_links_lead_to_their_fields(shown: str) -> None:
    summary = shown.split('data-cmp="errors"')[1].split("</ul>")[0]
    links = re.findall(r'href="#([^"]+)"', summary)

    assert len(links) == 6
    assert all(f'id="{link}"' in shown for link in links)
