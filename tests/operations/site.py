"""A whole installation past one machine, on one machine: two groups of web processes, pooler, worker, two servers."""

import json
import os
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kring.config.cli.up import environment_of
from kring.foundation.database.addresses import Addresses, url
from kring.foundation.database.roles import make_roles

from .clusters import Cluster, Pooler, free_port, password_of, wait_until

ROOT = Path(__file__).resolve().parents[2]
WORKERS, THREADS = 2, 2
KEPT = ("PATH", "HOME", "LANG", "TMPDIR", "LD_LIBRARY_PATH", "PG_BIN")


class Web:
    """One group of web processes, as one machine would run it."""

    def __init__(self, environ: Mapping[str, str], log: Path) -> None:
        self.port = free_port()
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--workers", str(WORKERS), "--blocking-threads", str(THREADS)]
        command += ["--no-ws", "--log-level", "warning", "kring.config.wsgi:application"]
        with log.open("ab") as words:
            self._process = subprocess.Popen(command, env=dict(environ), stdout=words, stderr=words)

    def answers(self) -> bool:
        """Whether the first page comes."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except urllib.error.HTTPError as refused:
            return refused.code == 503  # the worker may not be there yet
        except OSError:
            return False

    def stop(self) -> None:
        """Stop it."""
        self._process.terminate()
        self._process.wait(20)


class Worker:
    """The worker, started again whenever it ends, as systemd or a container does."""

    def __init__(self, environ: Mapping[str, str], log: Path) -> None:
        self.starts = 0
        self._environ, self._log = dict(environ), log
        self._over = threading.Event()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop it for good."""
        self._over.set()
        if self._process is not None:
            self._process.terminate()
        self._thread.join(20)

    def _keep(self) -> None:
        while not self._over.is_set():
            self.starts += 1
            with self._log.open("ab") as words:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "kring", "worker"], env=self._environ, stdout=words, stderr=words
                )
            self._process.wait()
            self._over.wait(0.5)


class Site:
    """Everything together. `pool` is how many server connections the pooler shares among all web processes."""

    def __init__(self, home: Path, pgbouncer: str, mail_port: int) -> None:
        self.home, self.log = home, home / "kring.log"
        self.first, self.second = Cluster(home / "first"), Cluster(home / "second")
        self.first.start()
        self.known = make_roles(self.first.server.superuser_address(), "kring")
        self.environ = {
            **{name: os.environ[name] for name in KEPT if name in os.environ},
            "PYTHONPATH": str(ROOT / "src"),
            "KRING_HOME": str(home / "kring"),
            "KRING_HOSTS": ".localhost,127.0.0.1",
            "KRING_TRUSTED_PROXIES": "1",
            "KRING_POOL": "4",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(mail_port),
        }
        self.run("migrate", self.known, "kring", "prepare")
        self.pooler = Pooler(home / "pooler", self.known, pgbouncer)
        self.pooler.point_to(self.first, pool=1)
        self.organisations = self._organisations()
        self.second.follow(self.first)
        self.first.wait_for_the_other()
        self.webs = [Web(self.web_environment(), self.log) for _ in range(2)]
        self.worker = Worker(self._environment("worker", self._either()), self.log)
        for web in self.webs:
            wait_until(web.answers, f"the web server answers; see {self.log}", 40)

    @property
    def ports(self) -> list[int]:
        """Where the two groups listen."""
        return [web.port for web in self.webs]

    def web_environment(self) -> dict[str, str]:
        """What a web process is told: the pooler is the database."""
        return {
            **self._environment("web", self.known),
            "DATABASE_URL": self.pooler.address(),
            "KRING_APART_DATABASE": "kring_apart",
        }

    def run(self, kind: Any, addresses: Addresses, module: str, *arguments: str, **more: str) -> str:
        """Run something as one kind of process and answer with what it says."""
        command = [sys.executable, "-m", module, *arguments]
        environ = {**self._environment(kind, addresses), **more}
        done = subprocess.run(command, env=environ, capture_output=True, text=True, cwd=ROOT, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def stop(self) -> None:
        """Stop everything, in any order."""
        for web in self.webs:
            web.stop()
        self.worker.stop()
        self.pooler.stop()
        for cluster in (self.first, self.second):
            cluster.server.stop()

    def _organisations(self) -> list[dict[str, Any]]:
        owner = f"{self.known.migrate}&options=-c%20role%3Dkring_owner"
        made = self.run(
            "web",
            self.known,
            "tests.operations.cast",
            DJANGO_SETTINGS_MODULE="kring.config.settings_test",
            KRING_TEST_OWNER_URL=owner,
            WORKER_DATABASE_URL=self.known.worker,
        )
        found: list[dict[str, Any]] = json.loads(made)
        return found

    def _environment(self, kind: Any, addresses: Addresses) -> dict[str, str]:
        return environment_of(kind, {**self.environ, **addresses.environment()})

    def _either(self) -> Addresses:
        """The worker is told of both servers and finds the one that can be written."""
        hosts = f"{self.first.server.sockets},{self.second.server.sockets}"
        both = url(
            "worker",
            password=password_of(self.known.worker),
            host=hosts,
            port="5432,5432",
            transport={"target_session_attrs": "read-write"},
        )
        return Addresses(self.known.web, both, self.known.migrate)
