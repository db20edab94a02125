"""Technical logs carry no addresses of pages, no persons, no values."""

import logging
import re
import traceback
from collections.abc import Iterator

_TELLING = re.compile(r"(/[\w\-./]+)|([\w.+-]+@[\w.-]+)|(\+?\d[\d\s-]{7,}\d)|([0-9a-f]{8}-[0-9a-f-]{27})")


class NoPersons(logging.Filter):
    """Replaces paths below the first segment, mail addresses, phone numbers and ids in every log line."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the message in place; never drop a line. Of a problem the way there stays, not what it says."""
        record.msg = _TELLING.sub(self._blank, record.getMessage())
        record.args = ()
        if record.exc_info and record.exc_info[1]:
            record.exc_text = "\n".join(_traces(record.exc_info[1]))
            record.exc_info = None
        return True

    @staticmethod
    def _blank(match: re.Match[str]) -> str:
        if path := match.group(1):
            first = path.split("/")[1] if "/" in path else ""
            return f"/{first}/…" if path.count("/") > 1 else path
        return "…"


def _traces(problem: BaseException) -> Iterator[str]:
    """
    The lines of code that led to a problem and to what caused it, the first cause first.

    What a problem says often quotes what somebody typed: the database answers a refused row with all its values.
    Only its kind stays, and what of the database it is about.
    """
    before = problem.__cause__ or problem.__context__
    if before is not None:
        yield from _traces(before)
    yield "".join(traceback.format_tb(problem.__traceback__)).rstrip()
    about = getattr(problem, "diag", None)
    named = [getattr(about, part, None) for part in ("sqlstate", "table_name", "constraint_name")]
    kind = f"{type(problem).__module__}.{type(problem).__qualname__}"
    yield " ".join([kind, *(str(name) for name in named if name)])
