"""
Whether this installation may show the demonstration (decision 33), in which people come in without a password.

    asked of                          must be so
    the settings                      demo mode is on
    the database                      Kring made it itself, and every organisation in it is a demonstration
    the web server                    listens to this machine only
"""

import ipaddress
import os
from collections.abc import Mapping, Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.db import connections

from kring.foundation.database.addresses import VARIABLES, given_addresses


def is_demo(organisation_is_demo: bool) -> bool:
    """Whether the pages of the demonstration exist here and now; asked on every one of them."""
    return bool(settings.KRING_DEMO and organisation_is_demo and not refusals(os.environ) and only_demonstrations())


def refusals(environ: Mapping[str, str]) -> list[str]:
    """Why demo mode is refused, as far as the environment tells; nothing if it is not."""
    found = []
    if given_addresses(environ):
        found.append(f"The demo only runs on a database of its own. Unset {', '.join(VARIABLES.values())}.")
    if not _is_loopback(environ.get("KRING_BIND", "127.0.0.1")):
        found.append("The demo lets people in without a password, so it only listens to this machine.")
    return found


def only_demonstrations(alias: str = "default") -> bool:
    """Whether every organisation in this database is a demonstration."""
    with connections[alias].cursor() as cursor:
        cursor.execute("select private.only_demonstrations()")
        (only,) = cursor.fetchone()
    return bool(only)


def guard(databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """kring.E004: demo mode where somebody could come in who should not, or where somebody real is."""
    if not settings.KRING_DEMO:
        return []
    found: list[CheckMessage] = [Error(reason, id="kring.E004") for reason in refusals(os.environ)]
    for alias in databases or []:
        if not only_demonstrations(alias):
            found.append(Error("The demo does not run beside a real organisation.", id="kring.E004"))
    return found


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
