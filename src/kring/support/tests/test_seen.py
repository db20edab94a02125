"""Who looked: every line of the log that is about somebody has words for them."""

import re
from pathlib import Path

from kring.support import wording

SOURCE = Path(__file__).resolve().parents[2]


def test_every_line_that_is_about_somebody_has_words() -> None:
    told = set()
    for path in SOURCE.rglob("*.py"):
        if "tests" not in path.parts:
            for call in re.findall(
                r"log\.record\(((?:(?!log\.record).)*?)\n    *\)", path.read_text(encoding="utf-8"), re.DOTALL
            ):
                if "subject_tag=" in call and (event := re.match(r'\s*"([a-z_.]+)"', call)):
                    told.add(event[1])
    assert told >= {"request.created", "contactcard.read"}
    assert told - set(wording.HAPPENED) == set()
