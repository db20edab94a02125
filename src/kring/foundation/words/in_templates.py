"""Messages in templates: Django turns the tags into calls, Babel reads those."""

import io
import re
from pathlib import Path

from babel.messages.extract import extract
from django.template.base import Lexer, TokenType
from django.utils.translation.template import templatize

from kring.foundation.words.found import Found, Key
from kring.foundation.words.placeholders import has_unnamed

_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
_BLOCK = re.compile(r"^(blocktranslate|blocktrans)\b")
_CALL = re.compile(r"""_\(\s*["']""")


def find(path: Path, source: str) -> Found:
    """Every message of a template, and every tag that would make a message nobody can translate well."""
    found = Found()
    for token in Lexer(source).tokenize():
        words = token.split_contents() if token.token_type is TokenType.BLOCK else []
        if words and _BLOCK.match(words[0]) and "trimmed" not in words:
            found.complain(path, token.lineno or 0, f"write {{% {words[0]} trimmed %}}")
        if token.token_type is TokenType.TEXT and _CALL.search(token.contents):
            found.complain(path, token.lineno or 0, "use {% translate %} here; nobody finds these words")
    # Babel reads this as Python, where a space at the start of a line would mean something.
    code = "\n".join(line.strip() for line in templatize(source, origin=str(path)).splitlines())
    for line, message, _comments, context in extract("python", io.BytesIO(code.encode()), _KEYWORDS):
        singular, plural = message if isinstance(message, tuple) else (message, "")
        key = Key(singular, plural, context or "")
        if has_unnamed(key.english):
            found.complain(path, line, f"give the placeholder in {key} a name")
        found.messages.add(key)
    return found
