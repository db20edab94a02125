"""Every setting that can come from the environment stands in the documentation."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_variable_is_documented() -> None:
    settings = (ROOT / "src/kring/config/settings.py").read_text()
    read = set(re.findall(r'(?:text|number|yes)\(\s*"([A-Z_]+)"', settings))
    assert len(read) > 10
    told = set(re.findall(r"`([A-Z_]+)`", (ROOT / "docs/reference/settings.md").read_text()))
    assert read <= told, sorted(read - told)
