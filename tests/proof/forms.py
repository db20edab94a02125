"""What can be filled in on a page, read from its HTML."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

FREE = {"text", "search", "email", "tel", "password", "number", "url", "date", "time"}
"""Kinds of fields that take any text."""


@dataclass
class Form:
    """One form: where it leads, its fields with what they hold, and the names of those that take any text."""

    method: str
    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    typed: set[str] = field(default_factory=set)


class Reader(HTMLParser):
    """The forms and links of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._open: Form | None = None
        self._choosing = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what can be filled in, and where links lead."""
        found = {name: value or "" for name, value in attrs}
        self.links += [found[place] for place in ("href", "hx-get", "formaction") if found.get(place)]
        if tag == "form":
            self._open = Form(found.get("method", "get").lower(), found.get("action", ""))
            self.forms.append(self._open)
        elif self._open:
            self._field(self._open, tag, found)

    def _field(self, form: Form, tag: str, found: dict[str, str]) -> None:
        name = found.get("name", "")
        if tag == "select":
            self._choosing = name
        if tag == "option" and self._choosing and "selected" in found:
            form.fields.append((self._choosing, found.get("value", "")))
        if not name or tag not in ("input", "select", "textarea", "button"):
            return
        if tag == "textarea" or (tag == "input" and found.get("type", "text") in FREE):
            form.typed.add(name)
        form.fields.append((name, found.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        """A form or a list ends."""
        if tag == "form":
            self._open = None
        if tag == "select":
            self._choosing = ""
