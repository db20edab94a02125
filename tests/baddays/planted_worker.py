"""A worker with a planted bug, for the control: it sends a mail before its claim is committed."""

import sys

from kring.config.cli.main import main


def plant() -> None:
    """Put the bug in place as soon as the application is loaded."""
    from django.core.mail import get_connection

    from kring.foundation.database.context import acting
    from kring.foundation.keys.sealing import open_key
    from kring.foundation.mail import sending
    from kring.foundation.mail.models import OutboxMail, State

    def send(mail_id, *, by):  # type: ignore[no-untyped-def]
        with acting(by):
            row = OutboxMail.objects.select_for_update().filter(pk=mail_id, state=State.WAITING).first()
            if row is None:
                return
            letter = open_key(row.data_key_id).open("mail", row.id, row.sealed)
            get_connection().send_messages([sending._compose(row.id, row.template, letter)])
            row.delete()

    sending.send = send


if __name__ == "__main__":
    import procrastinate.contrib.django.apps as loaded

    ready = loaded.ProcrastinateConfig.ready

    def and_plant(self):  # type: ignore[no-untyped-def]
        ready(self)
        plant()

    loaded.ProcrastinateConfig.ready = and_plant
    sys.exit(main(["worker"]))
