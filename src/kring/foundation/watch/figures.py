"""The technical figures, as the text that Prometheus reads. Why each betrays nobody: docs/how-to/monitoring.md."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import Error, connections

from kring.foundation.keys.keyring import keyring
from kring.foundation.watch.tally import Counted, Tally

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
DAY = 24 * 3600

HELP = {
    "kring_answers_total": "Answers to requests, of whatever page.",
    "kring_answer_seconds_bucket": "How many answers came within so many seconds.",
    "kring_answers_broken_total": "Answers with a mistake of our own (500 and above, but not 503).",
    "kring_answers_away_total": "Answers that said the database cannot be reached (503).",
    "kring_database_up": "Whether the database answers the web process.",
    "kring_queue_late_seconds": "How long the oldest job waits, in steps of five minutes; 0 below that.",
    "kring_worker_alive": "Whether a worker was there in the last two minutes.",
    "kring_jobs_stalled": "Whether a job lies with a worker that is gone for a quarter of an hour.",
    "kring_sweep_age_seconds": "Since the five-minute round was started.",
    "kring_night_age_seconds": "Since the nightly batch was started.",
    "kring_mail_waiting_hour": "Whether a mail waits for longer than an hour.",
    "kring_mail_waiting_day": "Whether a mail waits for longer than a day.",
    "kring_mail_uncertain_hour": "Whether it is uncertain for longer than an hour that a mail was sent.",
    "kring_mail_uncertain_day": "The same for longer than a day.",
    "kring_wrapping_late_days": "How many nights data keys were not wrapped anew; 0 when all is well.",
    "kring_clock_behind_seconds": "How far the database's clock went back, in minutes; 0 when all is well.",
    "kring_database_connections": "Connections to the database, of all processes.",
    "kring_database_followers": "Servers that follow this one; 0 where they cannot be seen.",
    "kring_database_is_standby": "Whether the database that answers cannot be written.",
    "kring_keyring_oldest_days": "Age of the oldest daily key; above 8 old backups stay readable for too long.",
    "kring_disk_free_ratio": "What is free where the keyring lies, from 0 to 1.",
}
_RUNNING = """
select name, value from private.running() union all select 'clock_behind_seconds', private.clock_behind()
"""
COUNTERS = ("kring_answers_total", "kring_answers_broken_total", "kring_answers_away_total")


def tally() -> Tally:
    """The counts of this machine."""
    return Tally(Path(settings.KRING_COUNTS))


def page() -> str:
    """All figures; what the database knows is missing when it does not answer."""
    lines: list[str] = []
    for name, label, value in _all():
        if not any(line.startswith(f"# HELP {_family(name)} ") for line in lines):
            kind = "histogram" if label else "counter" if name in COUNTERS else "gauge"
            lines += [f"# HELP {_family(name)} {HELP[name]}", f"# TYPE {_family(name)} {kind}"]
        lines.append(f"{name}{label} {value:g}" if isinstance(value, float) else f"{name}{label} {value}")
    return "\n".join(lines) + "\n"


def _family(name: str) -> str:
    return name.removesuffix("_bucket")


def _all() -> Iterator[tuple[str, str, float | int]]:
    yield from _answers(tally().total())
    running = _running()
    yield "kring_database_up", "", int(running is not None)
    for name, value in (running or {}).items():
        if value is not None:
            yield f"kring_{name}", "", value
    days = keyring().epochs()
    yield "kring_keyring_oldest_days", "", int(time.time()) // DAY - min(days) if days else 0
    disk = shutil.disk_usage(Path(settings.KRING_KEYRING).parent)
    yield "kring_disk_free_ratio", "", round(disk.free / disk.total, 2)


def _answers(counted: Counted) -> Iterator[tuple[str, str, int]]:
    yield "kring_answers_total", "", counted.answered
    for step, count in counted.within:
        yield "kring_answer_seconds_bucket", f'{{le="{step:g}"}}', count
    yield "kring_answer_seconds_bucket", '{le="+Inf"}', counted.answered
    yield "kring_answers_broken_total", "", counted.broken
    yield "kring_answers_away_total", "", counted.away


def _running() -> dict[str, int | None] | None:
    try:
        with connections["apart"].cursor() as cursor:
            cursor.execute(_RUNNING)
            return dict(cursor.fetchall())
    except Error:
        return None
