"""A file of the HR system with a hundred thousand people, compared and taken over, as text and as a workbook."""

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import Workbook  # type: ignore[import-untyped]

from bench.country.lot import Lot
from bench.data import cast_of
from bench.figures import rounded
from bench.place import Place
from kring.foundation.database.state import CLONE

HEADINGS = ("Personeelsnummer", "Voornaam", "Achternaam", "E-mail (werk)", "Functie", "Divisie", "Afdeling")
JOBS = ("Verpleegkundige", "Arts", "Verzorgende", "Fysiotherapeut", "Secretaresse", "Baliemedewerker")


def imports(place: Place, lines: int) -> dict[str, Any]:
    """Seconds and megabytes of comparing and taking over; each file on an organisation as the others left it."""
    host = cast_of(place)["host"]
    found: dict[str, Any] = {"lines": lines}
    with tempfile.TemporaryDirectory() as folder:
        text, book = Path(folder) / "people.csv", Path(folder) / "people.xlsx"
        _write_text(text, lines)
        _write_book(book, lines)
        for name, path, flags in (("csv", text, ()), ("xlsx", book, ()), ("csv_taken_over", text, ("--apply",))):
            seconds, megabytes = _run(place, host, path, *flags)
            found[name] = {"seconds": rounded(seconds), "memory_mb": rounded(megabytes)}
    return found


def _run(place: Place, host: str, path: Path, *flags: str) -> tuple[float, float]:
    begun = time.perf_counter()
    command = [sys.executable, "-m", "kring", "import-people", host, str(path), *flags]
    child = subprocess.Popen(command, env=place.environment("worker"), cwd=CLONE, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} failed")
    return time.perf_counter() - begun, used.ru_maxrss / 1024


def _lines(number: int) -> Iterator[tuple[str, ...]]:
    lot = Lot("hr")
    for each in range(number):
        given, family = lot.name().split(" ")
        ward = each % 600
        mail = f"{given}.{family}.{each}@hr.example".lower()
        yield (f"H{each}", given, family, mail, lot.pick(JOBS), f"Cluster {ward % 12}", f"Ward {ward}")


def _write_text(path: Path, number: int) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        writer.writerows(_lines(number))


def _write_book(path: Path, number: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEADINGS)
    for line in _lines(number):
        sheet.append(line)
    book.save(path)
