"""Choosing a language, and that everything is said in both."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation.template import templatize

from kring.ui.language import LanguageMiddleware, chosen
from kring.ui.views.language import language

UI = Path(__file__).resolve().parents[1]
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


def said() -> Iterator[tuple[str, str]]:
    """Each (context, message id) in the sources of this app."""
    for path in [*UI.rglob("*.py"), *UI.rglob("*.html")]:
        if "tests" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        code = templatize(source) if path.suffix == ".html" else source
        for _line, function, words, _comments in extract_python(io.BytesIO(code.encode()), KEYWORDS, [], {}):
            parts = [words] if isinstance(words, str) else [word for word in words if word]
            yield (parts[0], parts[1]) if function.startswith("p") else ("", parts[0])


def test_everything_is_said_in_dutch_and_nothing_else() -> None:
    with (UI / "locale/nl/LC_MESSAGES/django.po").open(encoding="utf-8") as file:
        catalogue = read_po(file, locale="nl")
    entries = [message for message in catalogue if message.id]
    known = {(m.context or "", m.id if isinstance(m.id, str) else m.id[0]) for m in entries}

    assert known == set(said())
    assert all(not m.fuzzy and all([m.string] if isinstance(m.string, str) else m.string) for m in entries)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("/a?b=1", "/a?b=1"),
        ("", "/"),
        ("https://elsewhere.example", "/"),
        ("//elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:1", "/"),
    ],
)
def test_choosing_a_language_never_leads_elsewhere(target: str, expected: str) -> None:
    response = language(RequestFactory().post("/language", {"language": "en", "next": target}))

    assert (response.status_code, response["Location"]) == (302, expected)


def test_choosing_a_language_is_remembered_only_if_we_speak_it() -> None:
    good = language(RequestFactory().post("/language", {"language": "en"}))
    bad = language(RequestFactory().post("/language", {"language": "xx"}))

    assert good.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"
    assert good.cookies[settings.LANGUAGE_COOKIE_NAME]["httponly"]
    assert not bad.cookies


def test_looking_does_not_choose() -> None:
    assert language(RequestFactory().get("/language")).status_code == 405


def test_without_a_choice_a_page_is_dutch() -> None:
    request = RequestFactory().get("/", headers={"Accept-Language": "en"})

    assert chosen(request) == "nl"


def test_the_choice_holds_during_the_request_and_not_after_it() -> None:
    def answer(request: HttpRequest) -> HttpResponse:
        return HttpResponse(translation.get_language())

    request = RequestFactory().get("/")
    request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = "en"
    before = translation.get_language()
    response = LanguageMiddleware(answer)(request)

    assert response.content == b"en"  # type: ignore[attr-defined]
    assert response["Content-Language"] == "en"
    assert translation.get_language() == before
