"""The commands ``db`` and ``roles``."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from kring.config.cli.screen import Refused, say
from kring.foundation.database.addresses import DATABASE
from kring.foundation.database.embedded import embedded_server, make_ready
from kring.foundation.database.roles import make_roles
from kring.foundation.database.state import write_secret
from kring.foundation.environment import text


def db(arguments: Sequence[str]) -> int:
    """Start, stop or show the embedded server; once started this way it stays until it is stopped."""
    parser = argparse.ArgumentParser(prog="python -m kring db")
    parser.add_argument("what", choices=["start", "stop", "status"])
    what = parser.parse_args(arguments).what
    server = embedded_server(os.environ)
    if what == "start":
        started = server.keep()
        make_ready(server)
        say("The database server is started." if started else "The database server was running already.")
    elif what == "stop":
        say("The database server is stopped." if server.stop() else "The database server was not running.")
    else:
        say(f"The database server is {server.status().value}. It lives in {server.state}.")
    return 0


def roles(arguments: Sequence[str]) -> int:
    """
    Make roles, database and schemas on a server of one's own, and print or keep the three addresses.

    Running it again gives new passwords.

    :raises Refused: when no address of an administrator is given
    """
    parser = argparse.ArgumentParser(prog="python -m kring roles")
    parser.add_argument("--superuser-url", help="better in SUPERUSER_URL: others can read a command line")
    parser.add_argument("--database", default=DATABASE)
    parser.add_argument("--to", type=Path, help="an existing folder: keep each address in a file of its own")
    chosen = parser.parse_args(arguments)
    superuser = chosen.superuser_url or text("SUPERUSER_URL", "")
    if chosen.to and not chosen.to.is_dir():
        raise Refused(f"There is no folder {chosen.to}.")
    if not superuser:
        raise Refused("Name the address of someone who may make roles: SUPERUSER_URL or --superuser-url.")
    for variable, address in make_roles(superuser, chosen.database).environment().items():
        if chosen.to:
            write_secret(chosen.to / variable, address)
            say(f"{variable} is in {chosen.to / variable}.")
        else:
            say(f"{variable}={address}")
    return 0
