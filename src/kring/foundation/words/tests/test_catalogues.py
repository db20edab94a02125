"""Catalogues follow their sources, keep the Dutch there is, and say what is wrong with it."""

from pathlib import Path

import pytest

from kring.foundation.words.catalogues import HEADER, Words, all_words, problems, write
from kring.foundation.words.compiled import compile_catalogues

DAYS = 'ngettext("one day", "%(n)d days", n)'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small project with one app that says two things."""
    app = tmp_path / "kring" / "support"
    app.mkdir(parents=True)
    (app / "apps.py").write_text("")
    (app / "wording.py").write_text(
        f"from django.utils.translation import gettext as _, ngettext\n_('Hello %(name)s.')\n{DAYS}\n"
    )
    return tmp_path / "kring"


def dutch(source: Path, body: str) -> list[str]:
    path = source / "support" / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEADER + body, encoding="utf-8")
    return problems(all_words(source))


def only(source: Path) -> Words:
    (words,) = all_words(source)
    return words


HELLO = 'msgid "Hello %(name)s."\nmsgstr "Hallo %(name)s."\n\n'
PLURAL = 'msgid "one day"\nmsgid_plural "%(n)d days"\nmsgstr[0] "een dag"\nmsgstr[1] "%(n)d dagen"\n\n'


def test_a_complete_catalogue_is_right(source: Path) -> None:
    assert dutch(source, HELLO + PLURAL) == []


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (HELLO, "no Dutch for 'one day'"),
        (PLURAL + 'msgid "Hello %(name)s."\nmsgstr ""\n', "no Dutch for 'Hello"),
        (HELLO + PLURAL.replace('"%(n)d dagen"', '""'), "no Dutch for 'one day'"),
        (HELLO + PLURAL + 'msgid "Bye"\nmsgstr "Dag"\n', "nobody says 'Bye'"),
        (PLURAL + "#, fuzzy\n" + HELLO, "still fuzzy"),
        (PLURAL + HELLO.replace("Hallo %(name)s", "Hallo %(naam)s"), "differ: naam, name"),
        (HELLO + PLURAL.replace("%(n)d dagen", "%(m)d dagen"), "differ: m"),
        (PLURAL + HELLO.strip() + '\n"Hallo %(name)s."\n', "says the same twice"),
    ],
)
def test_what_is_wrong_is_named(source: Path, body: str, why: str) -> None:
    (problem,) = dutch(source, body)
    assert why in problem


def test_writing_keeps_dutch_adds_what_is_new_and_drops_what_is_gone(source: Path) -> None:
    dutch(source, HELLO + 'msgid "Bye"\nmsgstr "Dag"\n')
    write(only(source))
    text = only(source).catalogue.read_text(encoding="utf-8")
    assert "Hallo" in text
    assert 'msgid "one day"' in text
    assert "Dag" not in text
    assert "Date" not in text and str(source) not in text


def test_better_dutch_for_what_a_package_says_is_kept(source: Path) -> None:
    body = 'msgid "Enter a valid date."\nmsgstr "Vul een datum in."\n\n'
    assert dutch(source, HELLO + PLURAL + body) == []
    write(only(source))
    assert "Vul een datum in." in only(source).catalogue.read_text(encoding="utf-8")


def test_writing_twice_changes_nothing(source: Path) -> None:
    write(only(source))
    first = only(source).catalogue.read_text(encoding="utf-8")
    write(only(source))
    assert only(source).catalogue.read_text(encoding="utf-8") == first


def test_two_apps_may_not_say_the_same_thing_differently(source: Path) -> None:
    (source / "people").mkdir()
    for name in ("apps.py", "wording.py"):
        (source / "people" / name).write_text((source / "support" / name).read_text())
    dutch(source, HELLO + PLURAL)
    other = source / "people" / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    other.parent.mkdir(parents=True)
    other.write_text(HEADER + HELLO.replace("Hallo", "Dag") + PLURAL, encoding="utf-8")
    (problem,) = problems(all_words(source))
    assert "other Dutch" in problem


def test_words_outside_every_app_are_refused(source: Path) -> None:
    (source / "door.py").write_text("from django.utils.translation import gettext as _\n_('Closed')\n")
    assert any("no app's catalogue" in problem for problem in dutch(source, HELLO + PLURAL))


def test_only_what_changed_is_compiled(source: Path) -> None:
    dutch(source, HELLO + PLURAL)
    assert compile_catalogues(source) == 1
    assert only(source).catalogue.with_suffix(".mo").exists()
    assert compile_catalogues(source) == 0
