"""The command ``check-log``: whether the access log is as it was written."""

from collections.abc import Sequence

from kring.config.cli.screen import say


def check_log(arguments: Sequence[str]) -> int:
    """Say for each organisation what is wrong with its log; 1 if anything is."""
    import django

    django.setup()
    from kring.foundation.actor import Actor
    from kring.foundation.audit.checking import tampering
    from kring.foundation.database.context import acting
    from kring.foundation.jobs import organisations

    wrong = 0
    for organisation_id in organisations():
        by = Actor("job", organisation_id, roles=frozenset({"check-log"}))
        with acting(by) as at:
            for sentence in tampering(organisation_id, at):
                say(f"{organisation_id}: {sentence}")
                wrong += 1
    say("The log is not as it was written." if wrong else "Every line and every seal is as it was written.")
    return 1 if wrong else 0
