"""Four typed readers of environment variables; each refuses loudly what it cannot read."""

import os
from pathlib import Path


class BadSetting(Exception):
    """A setting that is missing or cannot be read; the process does not start."""


def text(name: str, default: str | None = None) -> str:
    """
    A text from `NAME`, or from the file named in `NAME_FILE` (for secrets).

    :raises BadSetting: if neither is set and there is no default
    """
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text().strip()
    value = os.environ.get(name, default)
    if value is None:
        raise BadSetting(f"{name} is not set")
    return value


def names(name: str, default: str) -> list[str]:
    """Names separated by commas, spaces or both: a proxy that reads the same setting may want either."""
    return text(name, default).replace(",", " ").split()


def number(name: str, default: int) -> int:
    """A whole number. :raises BadSetting: if it is not one"""
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise BadSetting(f"{name} must be a whole number, not {value!r}") from None


def yes(name: str, default: bool = False) -> bool:
    """A yes (1, true, yes) or no (0, false, no, empty). :raises BadSetting: on anything else"""
    value = os.environ.get(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes"}:
        return True
    if value in {"0", "false", "no", ""}:
        return False
    raise BadSetting(f"{name} must be yes or no, not {value!r}")
