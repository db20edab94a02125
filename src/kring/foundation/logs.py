"""Technical logs carry no addresses of pages, no persons, no values."""

import logging
import re

_TELLING = re.compile(r"(/[\w\-./]+)|([\w.+-]+@[\w.-]+)|(\+?\d[\d\s-]{7,}\d)|([0-9a-f]{8}-[0-9a-f-]{27})")


class NoPersons(logging.Filter):
    """Replaces paths below the first segment, mail addresses, phone numbers and ids in every log line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the message in place; never drop a line. Tracebacks keep code lines, values are not in them."""
        record.msg = _TELLING.sub(self._blank, record.getMessage())
        record.args = ()
        return True

    @staticmethod
    def _blank(match: re.Match[str]) -> str:
        if path := match.group(1):
            first = path.split("/")[1] if "/" in path else ""
            return f"/{first}/…" if path.count("/") > 1 else path
        return "…"
