"""
The files of `deploy/` fit Kring: what they name exists, and what they promise they ask for.

No container engine is needed; the same commands run as processes, on a server whose administrator is no superuser.
"""

import configparser
import copy
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
import yaml

from kring.config.cli import main as cli
from kring.foundation.database.server import SETTINGS
from kring.foundation.watch.figures import HELP
from tests.journeys.mail import Letterbox

from .clusters import Cluster, free_port, wait_until
from .site import KEPT

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
CONTAINERFILE = (DEPLOY / "Containerfile").read_text()
PRODUCTION = (ROOT / "docs/how-to/production.md").read_text()
TOLD = set(re.findall(r"`([A-Z_]+)`", (ROOT / "docs/reference/settings.md").read_text()))
COMMANDS = {*cli.OWN, *cli.SET_UP, "worker"}
OWN_ADDRESS = {"web": "DATABASE_URL", "worker": "WORKER_DATABASE_URL", "migrate": "MIGRATE_DATABASE_URL"}
ONCE = "roles"
DBA = "create role dba login createrole createdb password 'a-secret-of-the-test'"


def kring_services(compose: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in compose["services"].items() if one.get("build")}


def wrong(compose: dict[str, Any]) -> list[str]:
    """Everything in a compose file that does not fit."""
    found = []
    for name, one in kring_services(compose).items():
        settings = {key.removesuffix("_FILE") for key in one.get("environment", {})}
        given = {key.removesuffix("_FILE") for key in one.get("environment", {}) if "DATABASE_URL" in key}
        found += [f"{name}: {key} is no setting" for key in settings - TOLD]
        found += [f"{name}: {one['command'][0]} is no command"] if one["command"][0] not in COMMANDS else []
        found += [f"{name}: its files can be written"] if one.get("read_only") is not True else []
        found += [f"{name}: has rights"] if one.get("cap_drop") != ["ALL"] else []
        found += [f"{name}: may get rights"] if "no-new-privileges:true" not in one.get("security_opt", []) else []
        found += [f"{name}: is root"] if one.get("user") and name != ONCE else []
        found += (
            [f"{name}: has the address of another"] if name in OWN_ADDRESS and given != {OWN_ADDRESS[name]} else []
        )
        found += [f"{name}: a password in the open" for key in one.get("environment", {}) if _is_open_secret(key)]
        for key, value in one.get("environment", {}).items():
            if key.endswith("_FILE") and value.rpartition("/")[2] not in one.get("secrets", []):
                found.append(f"{name}: {key} names a secret it does not get")
    for name, one in compose["services"].items():
        found += [
            f"{name}: secret {key} is nowhere" for key in one.get("secrets", []) if key not in compose["secrets"]
        ]
        found += [f"{name}: waits for {key}" for key in one.get("depends_on", []) if key not in compose["services"]]
        found += [f"{name}: network {key}" for key in one["networks"] if key not in compose["networks"]]
        for volume in one.get("volumes", []):
            source = volume.split(":")[0]
            there = (
                (DEPLOY / source).exists() or source == "./secrets"
                if source[0] == "."
                else source in compose["volumes"]
            )
            found += [] if there else [f"{name}: volume {source}"]
    return found


def _is_open_secret(key: str) -> bool:
    return bool(re.search(r"PASSWORD$|TOKEN$|_URL$", key))


def test_the_compose_file_fits() -> None:
    assert set(kring_services(COMPOSE)) == {"web", "worker", "migrate", ONCE}
    assert wrong(COMPOSE) == []
    assert COMPOSE["services"]["web"]["restart"] == COMPOSE["services"]["worker"]["restart"] == "always"


@pytest.mark.parametrize(
    ("spoil", "complaint"),
    [
        (lambda services: services["web"].update(read_only=False), "written"),
        (lambda services: services["web"].update(command=["serve"]), "no command"),
        (lambda services: services["worker"].update(user="0"), "root"),
        (lambda services: services["web"]["environment"].update(KRING_TYPO="1"), "no setting"),
        (
            lambda services: services["web"]["environment"].update(MIGRATE_DATABASE_URL_FILE="/x/DATABASE_URL"),
            "another",
        ),
        (lambda services: services["web"]["environment"].update(EMAIL_HOST_PASSWORD="x"), "in the open"),
        (lambda services: services["web"].update(secrets=[]), "does not get"),
        (lambda services: services["proxy"].update(volumes=["./Cadyfile:/etc/caddy/Caddyfile:ro"]), "volume"),
    ],
)
def test_a_mistake_in_it_is_noticed(spoil: Callable[[Any], object], complaint: str) -> None:
    spoiled = copy.deepcopy(COMPOSE)
    spoil(spoiled["services"])
    assert any(complaint in one for one in wrong(spoiled))


def test_every_secret_is_told_of_and_none_is_in_git() -> None:
    for name, secret in COMPOSE["secrets"].items():
        assert secret == {"file": f"./secrets/{name}"}
        assert name in PRODUCTION
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert {"deploy/secrets/", "deploy/.env"} <= set(ignored)
    needed = set(re.findall(r"\$\{(\w+):\?", (DEPLOY / "compose.yaml").read_text()))
    assert all(f"{name}=" in PRODUCTION for name in needed)


def test_postgresql_keeps_out_of_its_log_what_our_own_server_does() -> None:
    given = dict(one.removeprefix("-c").split("=") for one in COMPOSE["services"]["postgres"]["command"][1:])
    assert given.items() <= SETTINGS.items()
    assert {name for name in SETTINGS if "parameter_max" in name or name == "log_statement"} <= set(given)


def test_the_image_is_built_from_what_is_there_by_somebody_without_rights() -> None:
    steps = re.sub(r"\\\n", " ", CONTAINERFILE).splitlines()
    for step in steps:
        words = step.split()
        if words[:1] == ["COPY"] and "--from" not in step:
            assert (ROOT / words[1]).exists(), step
        if words[:1] == ["RUN"]:
            assert not re.search(r"\b(apt|curl|wget|npm|git)\b", step), "only PyPI is asked"
    path = re.search(r"\bPATH=(\S+)", CONTAINERFILE)
    assert path and {"/usr/sbin", "/usr/bin"} <= set(path[1].split(":")), "useradd is a program of administrators"
    assert "--require-hashes" in CONTAINERFILE
    assert CONTAINERFILE.rindex("USER kring") > CONTAINERFILE.rindex("RUN ")
    set_there = set(re.findall(r"\b(KRING_[A-Z]+)=", CONTAINERFILE))
    assert set_there <= TOLD
    assert re.findall(r'"python", "-m", "kring", "(\w+)"', CONTAINERFILE) == ["healthy"]
    assert 'ENTRYPOINT ["python", "-m", "kring"]' in CONTAINERFILE
    port = re.search(r"EXPOSE (\d+)", CONTAINERFILE)
    assert port and f"reverse_proxy web:{port[1]}" in (DEPLOY / "Caddyfile").read_text()


def test_the_pooler_is_in_transaction_mode_with_a_pool_apart() -> None:
    ini = configparser.ConfigParser()
    ini.read(DEPLOY / "pgbouncer.ini")
    assert ini["pgbouncer"]["pool_mode"] == "transaction"
    assert set(ini["databases"]) == {"kring", "kring_apart"}
    assert all("dbname=kring " in place for place in ini["databases"].values())


def test_alerts_ask_for_figures_that_exist_and_say_what_to_do() -> None:
    rules = [
        rule for group in yaml.safe_load((DEPLOY / "alerts.yaml").read_text())["groups"] for rule in group["rules"]
    ]
    asked = {name for rule in rules for name in re.findall(r"kring_\w+", rule["expr"])}
    assert asked <= set(HELP)
    assert all(len(rule["annotations"]["do"]) > 30 and rule["labels"]["severity"] for rule in rules)
    assert len(rules) > 8


def test_commands_in_the_guides_exist() -> None:
    guides = "".join(path.read_text() for path in (ROOT / "docs/how-to").glob("*.md"))
    named = set(re.findall(r"python -m kring ([a-z-]+)", guides))
    assert named - COMMANDS - {"extend", "catalogue", "guide", "migrate", "words"} == set()
    for service in re.findall(r"compose\.yaml (?:run --rm|exec|stop) (\w+)", PRODUCTION):
        assert service in COMPOSE["services"]


class Operator:
    """Somebody at a shell with an empty server and secrets in files."""

    def __init__(self, folder: Path, mail_port: int) -> None:
        self.folder = folder
        self.environ = {
            **{name: os.environ[name] for name in KEPT if name in os.environ},
            "PYTHONPATH": str(ROOT / "src"),
            "KRING_HOME": str(folder),
            "KRING_KEYRING": str(folder / "keyring" / "keyring.json"),
            "KRING_HOSTS": "kring.voorbeeld.nl",
            "KRING_HTTPS": "yes",
            "KRING_TRUSTED_PROXIES": "1",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(mail_port),
            "PORT": str(free_port()),
        }
        self._running: list[subprocess.Popen[bytes]] = []

    def types(self, *arguments: str, secret: str = "", works: bool = True) -> str:
        """Run a command that should work, or be refused; answer with what it says."""
        command = [sys.executable, "-m", "kring", *arguments]
        environ = {**self.environ, **self._file(secret)}
        done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
        assert (done.returncode == 0) is works, done.stderr
        return done.stdout + done.stderr

    def lives(self) -> bool:
        """Whether the check of the container is content."""
        return (
            subprocess.run([sys.executable, "-m", "kring", "healthy"], env=self.environ, check=False).returncode == 0
        )

    def starts(self, kind: str) -> None:
        """Start a process that stays."""
        environ = {**self.environ, **self._file(OWN_ADDRESS[kind])}
        self._running.append(subprocess.Popen([sys.executable, "-m", "kring", kind], env=environ))

    def stops(self) -> None:
        """Stop all of it."""
        for process in self._running:
            process.terminate()
            process.wait(20)

    def _file(self, secret: str) -> dict[str, str]:
        return {f"{secret}_FILE": str(self.folder / secret)} if secret else {}


@pytest.fixture
def managed() -> Iterator[Cluster]:
    """A server as a provider gives it: its administrator may make roles and databases, and is no superuser."""
    home = Path(tempfile.mkdtemp(prefix="kring-steps-"))
    home.chmod(0o711)
    cluster = Cluster(home / "managed")
    cluster.start()
    with psycopg.connect(cluster.server.superuser_address(), autocommit=True) as superuser:
        superuser.execute(DBA)
    yield cluster
    cluster.server.stop()
    shutil.rmtree(home, ignore_errors=True)


def test_the_same_steps_as_processes_without_a_superuser(managed: Cluster, post: Letterbox, tmp_path: Path) -> None:
    """From an empty server to the mail of the first administrators, with secrets in files."""
    operator = Operator(tmp_path, post.port)
    address = f"host={managed.server.sockets} user=dba password=a-secret-of-the-test dbname=postgres"
    (tmp_path / "SUPERUSER_URL").write_text(address)
    found = (
        "found",
        "kring.voorbeeld.nl",
        "Voorbeeld",
        "Anton de Boer <anton@voorbeeld.nl>",
        "Bea <bea@voorbeeld.nl>",
    )
    try:
        for _ in range(2):  # the second time only the passwords are new
            assert "password" not in operator.types("roles", "--to", str(tmp_path), secret="SUPERUSER_URL")
        closed = operator.types("roles", "--to", "/sys/kernel", secret="SUPERUSER_URL", works=False)
        assert "Kring may not use /sys/kernel/" in closed and "Traceback" not in closed
        operator.types("roles", "--to", str(tmp_path), secret="SUPERUSER_URL")
        early = operator.types("worker", secret="WORKER_DATABASE_URL", works=False)
        assert "The keyring is not there" in early
        operator.types("prepare", "--tables", secret="MIGRATE_DATABASE_URL")
        operator.types(*found, secret="MIGRATE_DATABASE_URL")
        assert "already" in operator.types(*found, secret="MIGRATE_DATABASE_URL", works=False)
        for kind in ("web", "worker"):
            operator.starts(kind)
        letters = [post.to(to, seconds=60)[0] for to in ("anton@voorbeeld.nl", "bea@voorbeeld.nl")]
        assert all("https://kring.voorbeeld.nl/inloggen/" in letter.body for letter in letters)
        wait_until(operator.lives, "the web server lives", 60)
    finally:
        operator.stops()
