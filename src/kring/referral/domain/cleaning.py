"""What is pasted from elsewhere, as plain text: tags go, and what they meant for the lines stays."""

import html
import re

import nh3

_BREAKS = (
    (re.compile(r"<h[1-6]\b[^>]*>", re.IGNORECASE), "\n\n## "),
    (re.compile(r"<li\b[^>]*>", re.IGNORECASE), "\n- "),
    (re.compile(r"</(?:p|div|ul|ol|h[1-6]|tr|blockquote)\s*>|<p\b[^>]*>", re.IGNORECASE), "\n\n"),
    (re.compile(r"<br\s*/?>", re.IGNORECASE), "\n"),
)
_INVISIBLE = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def plain(text: str) -> str:
    """
    Text without any tag, comment, script or invisible sign.

    What comes out is not markup: a page escapes it like every other text.
    """
    for pattern, instead in _BREAKS:
        text = pattern.sub(instead, text)
    cleaned = nh3.clean(text, tags=set(), clean_content_tags={"script", "style", "template", "iframe"})
    return _INVISIBLE.sub("", html.unescape(cleaned)).strip()
