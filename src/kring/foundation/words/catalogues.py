"""The Dutch catalogues: one per app, with what its source files say and nothing else."""

import importlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from kring.foundation.words import in_python, in_templates
from kring.foundation.words.found import Found, Key
from kring.foundation.words.placeholders import differ

LANGUAGE = "nl"
FORMS = 2  # of a plural, in Dutch
PACKAGES = ("django", "allauth")
SOURCE = Path(__file__).resolve().parents[2]
HEADER = r"""msgid ""
msgstr ""
"Project-Id-Version: Kring\n"
"Language: nl\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


@dataclass(slots=True)
class Words:
    """One app: what its sources say and what its catalogue says."""

    app: Path
    found: Found
    dutch: dict[Key, tuple[str, ...]] = field(default_factory=dict)
    fuzzy: set[Key] = field(default_factory=set)

    @property
    def catalogue(self) -> Path:
        """Where the Dutch of this app lives."""
        return self.app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"

    @property
    def missing(self) -> list[Key]:
        """What has no Dutch yet."""
        return sorted(key for key in self.found.messages if not all(self.dutch.get(key, ("",))))

    @property
    def borrowed(self) -> list[Key]:
        """What a package says, and we say in other Dutch than its own."""
        strange = set(self.dutch) - self.found.messages
        return sorted(strange & of_packages()) if strange else []

    @property
    def unused(self) -> list[Key]:
        """Dutch that no source file asks for."""
        return sorted(set(self.dutch) - self.found.messages - set(self.borrowed))


@cache
def of_packages() -> set[Key]:
    """Everything that the packages we show pages of can say."""
    keys = set()
    for package in PACKAGES:
        for place in importlib.import_module(package).__path__:
            for path in Path(place).rglob("locale/en/LC_MESSAGES/django.po"):
                with open(path, "rb") as file:
                    keys |= {_key(message) for message in read_po(file, locale="en") if message.id}
    return keys


def all_words(source: Path = SOURCE) -> list[Words]:
    """Every app that says anything, in order of path; words in a file outside every app are a problem."""
    found = {app: Found() for app in _apps(source)}
    homeless = Found()
    for path in _sources(source):
        app = next((parent for parent in path.parents if parent in found), None)
        read = in_python.find if path.suffix == ".py" else in_templates.find
        words = read(path.relative_to(source.parent), path.read_text(encoding="utf-8"))
        if app is None and words.messages:
            homeless.complain(path.relative_to(source.parent), 1, "words here belong to no app's catalogue")
        (homeless if app is None else found[app]).add(words)
    answer = [_read(Words(app, found[app])) for app in sorted(found)]
    if homeless.problems:
        answer.append(Words(source, Found(problems=homeless.problems)))
    return [words for words in answer if words.found.messages or words.found.problems or words.dutch]


def write(words: Words) -> None:
    """Write the catalogue: everything the sources say, sorted, with the Dutch there is."""
    catalogue = Catalog(locale=LANGUAGE, fuzzy=False)
    for key in sorted([*words.found.messages, *words.borrowed]):
        dutch = words.dutch.get(key, ("",))
        if key.plural:
            forms = (dutch + ("",) * FORMS)[:FORMS]
            catalogue.add((key.singular, key.plural), forms, context=key.context or None)
        else:
            catalogue.add(key.singular, dutch[0], context=key.context or None)
    body = io.BytesIO()
    write_po(body, catalogue, width=110, no_location=True, omit_header=True, sort_output=True)
    words.catalogue.parent.mkdir(parents=True, exist_ok=True)
    text = HEADER + body.getvalue().decode().strip() + "\n"
    if not words.catalogue.exists() or words.catalogue.read_text(encoding="utf-8") != text:
        words.catalogue.write_text(text, encoding="utf-8")


def problems(every: list[Words]) -> list[str]:
    """What keeps the Dutch from being complete and right, one sentence each."""
    answer: list[str] = []
    for words in every:
        place = words.app.name
        answer += words.found.problems
        answer += [f"{place}: no Dutch for {key}" for key in words.missing]
        answer += [f"{place}: nobody says {key} any more" for key in words.unused]
        answer += [f"{place}: {key} is still fuzzy" for key in sorted(words.fuzzy)]
        answer += _placeholders(words, place)
        answer += _twice(words, place)
    return [*answer, *_conflicts(every)]


def _placeholders(words: Words, place: str) -> Iterator[str]:
    for key, dutch in sorted(words.dutch.items()):
        english = (key.singular, key.plural) if key.plural else (key.singular,)
        if all(dutch) and (wrong := differ(english, dutch)):
            yield f"{place}: the placeholders of {key} and its Dutch differ: {', '.join(sorted(wrong))}"


def _twice(words: Words, place: str) -> Iterator[str]:
    """A merge can leave both ways of breaking a long sentence into lines, one after the other."""
    for key, dutch in sorted(words.dutch.items()):
        if any(len(text) > 1 and text[: len(text) // 2] * 2 == text for text in dutch):
            yield f"{place}: the Dutch of {key} says the same twice"


def _conflicts(every: list[Words]) -> Iterator[str]:
    """Django puts all catalogues on one heap, so two apps may not give the same English other Dutch."""
    seen: dict[Key, tuple[Words, tuple[str, ...]]] = {}
    for words in every:
        for key in sorted(set(words.dutch) & words.found.messages):
            other, dutch = seen.setdefault(key, (words, words.dutch[key]))
            if dutch != words.dutch[key] and all(dutch) and all(words.dutch[key]):
                yield f"{words.app.name}: {key} has other Dutch than in {other.app.name}; give it a context"


def _apps(source: Path) -> list[Path]:
    return [path.parent for path in source.rglob("apps.py")]


def _sources(source: Path) -> Iterator[Path]:
    for path in sorted(source.rglob("*")):
        inside = set(path.relative_to(source).parts)
        if inside & {"tests", "migrations", "static", "locale"} or not path.is_file():
            continue
        if path.suffix == ".py" or ("templates" in inside and path.suffix in {".html", ".txt"}):
            yield path


def _read(words: Words) -> Words:
    if not words.catalogue.exists():
        return words
    with open(words.catalogue, "rb") as file:
        catalogue = read_po(file, locale=LANGUAGE, ignore_obsolete=True)
    for message in catalogue:
        if message.id:
            key = _key(message)
            dutch = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
            words.dutch[key] = tuple(text or "" for text in dutch)
            if message.fuzzy:
                words.fuzzy.add(key)
    return words


def _key(message: Message) -> Key:
    singular, plural = message.id if isinstance(message.id, (tuple, list)) else (message.id, "")
    return Key(singular, plural, message.context or "")
