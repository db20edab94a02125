"""The post of the demo arrives in a folder."""

import smtplib
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path

import pytest

from kring.config.cli import mailbox as module
from kring.config.cli.mailbox import mailbox


def send(variables: dict[str, str], subject: str) -> None:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, "kring@localhost", "sanne@localhost"
    message.set_content("Dag Sanne")
    with smtplib.SMTP(variables["EMAIL_HOST"], int(variables["EMAIL_PORT"])) as server:
        server.send_message(message)


def test_each_message_becomes_a_file_that_only_its_owner_can_read(tmp_path: Path) -> None:
    with mailbox(tmp_path / "mail") as variables:
        send(variables, "eerste")
        send(variables, "tweede")

    kept = sorted((tmp_path / "mail").glob("*.eml"))
    assert [message_from_bytes(path.read_bytes())["Subject"] for path in kept] == ["eerste", "tweede"]
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
    assert variables["KRING_MAILBOX"] == str(tmp_path / "mail")


def test_the_oldest_messages_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEPT", 2)
    with mailbox(tmp_path) as variables:
        for subject in ("een", "twee", "drie"):
            send(variables, subject)

    kept = sorted(tmp_path.glob("*.eml"))
    assert [message_from_bytes(path.read_bytes())["Subject"] for path in kept] == ["twee", "drie"]


def test_it_only_listens_to_this_machine(tmp_path: Path) -> None:
    with mailbox(tmp_path) as variables:
        assert variables["EMAIL_HOST"] == "127.0.0.1"
