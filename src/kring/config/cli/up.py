"""The commands ``up`` and ``demo``: one process that starts everything, watches it and stops it."""

import argparse
import http.client
import ipaddress
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from types import FrameType

from kring.config.cli.family import PATIENCE, Family
from kring.config.cli.mailbox import mailbox
from kring.config.cli.screen import Refused, say
from kring.foundation.database.addresses import VARIABLES, Kind, given_addresses
from kring.foundation.database.embedded import embedded_server, make_ready
from kring.foundation.database.state import state_directory
from kring.foundation.environment import names

KRING = (sys.executable, "-m", "kring")
READY_SECONDS = 60


def up(arguments: Sequence[str]) -> int:
    """Start Kring and stay until Ctrl-C."""
    argparse.ArgumentParser(prog="python -m kring up").parse_args(arguments)
    return _run(dict(os.environ), demo=False)


def demo(arguments: Sequence[str]) -> int:
    """
    Start Kring with demonstration data and stay until Ctrl-C.

    :raises Refused: on a database that Kring did not make itself, or where others could reach it
    """
    argparse.ArgumentParser(prog="python -m kring demo").parse_args(arguments)
    if given_addresses(os.environ):
        raise Refused(f"The demo only runs on a database of its own. Unset {', '.join(VARIABLES.values())}.")
    if not _is_loopback(_host(os.environ)):
        raise Refused("The demo lets people in without a password, so it only listens to this machine.")
    return _run({**os.environ, "KRING_DEMO": "1"}, demo=True)


def web(arguments: Sequence[str]) -> int:
    """Become the web server alone, on a database that was prepared; the worker is a process of its own."""
    argparse.ArgumentParser(prog="python -m kring web").parse_args(arguments)
    command = _web_server(_host(os.environ), _port(os.environ), os.environ)
    os.execve(command[0], command, environment_of("web", os.environ))  # noqa: S606 (takes the place of this process)


def healthy(arguments: Sequence[str]) -> int:
    """
    Ask the web server of this machine whether it lives, as the check of a container.

    :raises Refused: if it does not answer, or says no
    """
    argparse.ArgumentParser(prog="python -m kring healthy").parse_args(arguments)
    known = next(iter(names("KRING_HOSTS", "localhost")), "localhost").lstrip(".")
    connection = http.client.HTTPConnection("127.0.0.1", _port(os.environ), timeout=5)
    try:
        connection.request("GET", "/healthz/live", headers={"Host": known})
        status = connection.getresponse().status
    except (OSError, http.client.HTTPException):
        raise Refused("The web server does not answer.") from None
    finally:
        connection.close()
    if status != 200:
        raise Refused(f"The web server answers {status}.")
    return 0


def _run(environ: dict[str, str], *, demo: bool) -> int:
    host, port = _host(environ), _port(environ)
    if _is_loopback(host):
        environ.setdefault("KRING_SITE", f"http://{{host}}:{port}")
    _refuse_busy(host, port)
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGINT, _interrupt)
    try:
        with ExitStack() as stack:
            if not given_addresses(environ):
                say("Starting the database.")
                server = embedded_server(environ)
                stack.enter_context(server.used())
                make_ready(server)
            if demo:
                environ |= stack.enter_context(mailbox(state_directory(environ) / "mailbox"))
            _prepare(environ, demo=demo)
            family = stack.enter_context(Family())
            say("Starting the web server and the worker.")
            family.start("web server", _web_server(host, port, environ), environment_of("web", environ))
            family.start("worker", [*KRING, "worker"], environment_of("worker", environ))
            _await_answer(family, host, port)
            say(f"Kring is ready: http://{host}:{port}")
            if _is_loopback(host):
                say(f"With a passkey:  http://localhost:{port}")
            family.watch()
    except KeyboardInterrupt:
        say("Kring is stopped.")
    return 0


def _prepare(environ: Mapping[str, str], *, demo: bool) -> None:
    command = [*KRING, "prepare", *(["--demo"] if demo else [])]
    done = subprocess.run(command, env=environment_of("migrate", environ), check=False)
    if done.returncode:
        raise Refused("Kring cannot start, because the preparation above failed.")


def _web_server(host: str, port: int, environ: Mapping[str, str]) -> list[str]:
    """Two threads a process: measured, one is as fast, but a slow request would then hold up the others."""
    return [
        sys.executable,
        "-m",
        "granian",
        "--interface=wsgi",
        f"--host={host}",
        f"--port={port}",
        f"--workers={environ.get('KRING_WEB_WORKERS', '2')}",
        f"--blocking-threads={environ.get('KRING_WEB_THREADS', '2')}",
        "--no-ws",
        f"--workers-kill-timeout={PATIENCE // 2}",
        "--log-level=warning",
        "kring.config.wsgi:application",
    ]


def environment_of(kind: Kind, environ: Mapping[str, str]) -> dict[str, str]:
    """Answer with the environment of one kind of process: it never sees the passwords of the others."""
    hidden = {text for other, name in VARIABLES.items() if other != kind for text in (name, f"{name}_FILE")}
    return {
        **{name: value for name, value in environ.items() if name not in hidden},
        "KRING_PROCESS": kind,
        "DJANGO_SETTINGS_MODULE": environ.get("DJANGO_SETTINGS_MODULE", "kring.config.settings"),
        "PYTHONUNBUFFERED": "1",
    }


def _await_answer(family: Family, host: str, port: int) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while time.monotonic() < deadline:
        family.check()
        try:
            if _status(host, port) >= 500:
                raise Refused("Kring starts, but its first page fails. The lines above say why.")
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        else:
            return
    raise Refused(f"The web server did not answer within {READY_SECONDS} seconds.")


def _status(host: str, port: int) -> int:
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status
    finally:
        connection.close()


def _host(environ: Mapping[str, str]) -> str:
    return environ.get("KRING_BIND", "127.0.0.1")


def _port(environ: Mapping[str, str]) -> int:
    given = environ.get("PORT", "8000")
    if not given.isdigit() or not 0 < int(given) < 65536:
        raise Refused(f"PORT must be a number from 1 to 65535, not '{given}'.")
    return int(given)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _refuse_busy(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise Refused(
                f"Port {port} on {host} cannot be used ({problem.strerror}). "
                f"Stop what runs there, or choose another port: PORT={port + 1}."
            ) from None


def _interrupt(number: int, frame: FrameType | None) -> None:
    """End in order; a second signal does not disturb that."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt
