"""One word, two languages, one record: the glossary fits the code, and nobody says what it says we never say."""

import importlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.template.base import Lexer, TokenType

from kring.foundation.privacy import records
from tests.architecture.tree import ROOT, SOURCE, heights, templates

GLOSSARY: dict[str, dict[str, Any]] = tomllib.loads((ROOT / "docs" / "glossary.toml").read_text(encoding="utf-8"))
NEEDED = {"nl", "context", "code", "means_nl"}
# The form of address and the tone of docs/taal.md, as far as a test can hear them.
TONE = {"nl": ["u", "uw", "slachtoffer", "slachtoffers", "getroffene", "getroffenen"], "en": ["victim", "victims"]}


def called(name: str) -> object:
    """What a dotted name means: a module, or something inside one."""
    parts = name.split(".")
    for length in range(len(parts), 0, -1):
        try:
            found: object = importlib.import_module(".".join(parts[:length]))
        except ModuleNotFoundError:
            continue
        for part in parts[length:]:
            found = getattr(found, part)
        return found
    raise ModuleNotFoundError(name)


def said() -> Iterator[tuple[str, str, str]]:
    """Everything people can read: where, in which language, what."""
    for path in SOURCE.rglob("locale/nl/LC_MESSAGES/django.po"):
        with open(path, "rb") as file:
            for message in read_po(file, locale="nl"):
                if message.id:
                    yield str(path.relative_to(ROOT)), "en", str(message.id)
                    yield str(path.relative_to(ROOT)), "nl", str(message.string)
    for path in SOURCE.rglob("data/**/*.toml"):
        for language, text in texts(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield str(path.relative_to(ROOT)), language, text
    yield from of_tables()
    for path in templates():
        for token in Lexer(path.read_text(encoding="utf-8")).tokenize():
            if token.token_type is TokenType.TEXT:
                yield str(path.relative_to(ROOT)), "nl", re.sub(r"<[^>]*>", " ", token.contents)


def of_tables() -> Iterator[tuple[str, str, str]]:
    """What every table says of itself."""
    for record in records():
        for text in (record.what, record.purpose, record.seen_by, record.retention, record.remains):
            yield f"Privacy of {record.table}", "nl", text.nl
            yield f"Privacy of {record.table}", "en", text.en


def texts(data: Any) -> Iterator[tuple[str, str]]:
    """Every text in two languages, wherever it stands in a data file."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in {"nl", "en"} and isinstance(value, str):
                yield key, value
            else:
                yield from texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value)


def never(language: str) -> re.Pattern[str]:
    """
    Words that are not said in a language.

    A part of a longer word, or of one with a hyphen, is another word; saying what something is not, is fine.
    """
    key = "never" if language == "nl" else "never_en"
    words = [word for entry in GLOSSARY.values() for word in entry.get(key, [])] + TONE[language]
    return re.compile(
        rf"(?<![\w-])(?<!geen )(?<!not a )(?<!not an )({'|'.join(map(re.escape, words))})(?![\w-])", re.IGNORECASE
    )


def wrong_words(language: str, text: str) -> list[str]:
    """What a text says that we never say; an exclamation mark counts."""
    return never(language).findall(text) + re.findall("!", text)


@pytest.mark.parametrize("word", GLOSSARY)
def test_every_word_means_something_in_the_code(word: str) -> None:
    entry = GLOSSARY[word]
    assert set(entry) >= NEEDED, f"add {', '.join(sorted(NEEDED - set(entry)))}"
    assert set(entry) <= NEEDED | {"never", "never_en"}
    assert entry["context"] in heights()
    assert called(entry["code"]) is not None
    assert entry["code"].startswith(f"kring.{entry['context']}.")


def test_every_model_has_a_word() -> None:
    ours = {
        f"{model.__module__}.{model.__name__}" for model in apps.get_models() if model.__module__.startswith("kring.")
    }
    assert ours - {entry["code"] for entry in GLOSSARY.values()} == set(), "give it an entry in docs/glossary.toml"


def test_a_dutch_word_is_used_for_one_thing() -> None:
    dutch = [entry["nl"] for entry in GLOSSARY.values()]
    assert sorted(dutch) == sorted(set(dutch))


def test_nobody_says_what_we_never_say() -> None:
    wrong = {
        f"{path}: {' '.join(text.split())[:80]}": words
        for path, language, text in said()
        if (words := wrong_words(language, text))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Je dossier is gesloten.", ["dossier"]),
        ("Dit is geen VIM-melding. Het was noodzaak. Je bent geen behandelaar.", []),
        ("Wilt u praten?", ["u"]),
        ("Goed gedaan!", ["!"]),
        ("Een Traject", ["Traject"]),
    ],
)
def test_a_word_we_never_say_is_heard(text: str, words: list[str]) -> None:
    assert wrong_words("nl", text) == words


def test_all_kinds_of_text_are_read() -> None:
    kinds = {(Path(path).suffix, language) for path, language, _ in said()}
    assert {(".po", "nl"), (".po", "en"), (".toml", "nl"), (".html", "nl")} <= kinds
