"""What the commands refuse, in one sentence."""

import os
import socket

import pytest

from kring.config.cli.main import main
from kring.config.cli.up import environment_of
from kring.foundation.environment import names, number


@pytest.fixture
def without_addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.endswith("DATABASE_URL")]:
        monkeypatch.delenv(name)


def test_a_busy_port_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], without_addresses: None
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))

        assert main(["up"]) == 1

    assert f"Port {port}" in capsys.readouterr().err


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1"])
def test_a_port_that_is_none_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], port: str
) -> None:
    monkeypatch.setenv("PORT", port)

    assert main(["up"]) == 1
    assert "PORT must be a number" in capsys.readouterr().err


def test_the_demo_never_runs_on_somebody_elses_database(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://kring_web@db/kring")

    assert main(["demo"]) == 1
    assert "database of its own" in capsys.readouterr().err


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "kring.example"])
def test_the_demo_only_listens_to_this_machine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], without_addresses: None, host: str
) -> None:
    monkeypatch.setenv("KRING_BIND", host)

    assert main(["demo"]) == 1
    assert "only listens to this machine" in capsys.readouterr().err


def test_roles_need_someone_who_may_make_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("SUPERUSER_URL", raising=False)

    assert main(["roles"]) == 1
    assert "SUPERUSER_URL" in capsys.readouterr().err


def test_a_database_that_does_not_answer_is_named_without_its_password(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["roles", "--superuser-url", "postgresql://postgres:hush@127.0.0.1:1/postgres"]) == 1

    said = capsys.readouterr().err
    assert "port 1" in said and said.count("\n") == 1 and "hush" not in said


def test_a_setting_that_cannot_be_read_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("kring.config.cli.main.OWN", {"web": lambda _given: number("KRING_TRUSTED_PROXIES", 0)})
    monkeypatch.setenv("KRING_TRUSTED_PROXIES", "one")

    assert main(["web"]) == 1
    assert capsys.readouterr().err == "KRING_TRUSTED_PROXIES must be a whole number, not 'one'\n"


@pytest.mark.parametrize("given", ["a.nl,b.nl", "a.nl, b.nl", " a.nl  b.nl ", "a.nl ,b.nl,"])
def test_host_names_may_stand_as_the_proxy_wants_them(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("KRING_HOSTS", given)

    assert names("KRING_HOSTS", "localhost") == ["a.nl", "b.nl"]


def test_a_process_never_sees_the_passwords_of_the_others() -> None:
    environ = {"DATABASE_URL": "w", "WORKER_DATABASE_URL": "k", "MIGRATE_DATABASE_URL": "m", "PATH": "/bin"}

    seen = environment_of("web", environ)

    assert seen["DATABASE_URL"] == "w"
    assert seen["KRING_PROCESS"] == "web"
    assert seen["PATH"] == "/bin"
    assert "WORKER_DATABASE_URL" not in seen
    assert "MIGRATE_DATABASE_URL" not in seen
