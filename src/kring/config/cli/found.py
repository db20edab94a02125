"""The command ``found``: a new organisation with its first two administrators."""

import argparse
import re
from collections.abc import Sequence

from kring.config.cli.screen import Refused, say

_HOST = re.compile(r"(?=.{1,120}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
_WHO = re.compile(r"\s*([^<>]{1,120}?)\s*<([^<>@\s]+@[^<>@\s]+)>\s*")


def found(arguments: Sequence[str]) -> int:
    """
    Make an organisation and mail its first two administrators a link to choose a password.

    :raises Refused: if something cannot be read, or the host name or an address is taken
    """
    parser = argparse.ArgumentParser(prog="python -m kring found")
    parser.add_argument("host", help="the host name under which people reach it")
    parser.add_argument("name", help="the name of the organisation")
    parser.add_argument("administrator", nargs=2, help="'Name <mail@example.org>', twice: one confirms the other")
    parser.add_argument("--language", choices=["nl", "en"], default="nl", help="of the mails to the administrators")
    given = parser.parse_args(arguments)
    if not _HOST.fullmatch(given.host):
        raise Refused(f"'{given.host}' is not a host name in small letters, such as kring.voorbeeld.nl.")
    people = [_WHO.fullmatch(one) for one in given.administrator]
    if not all(people) or len({one[2].lower() for one in people if one}) != 2:
        raise Refused("Name two administrators with two addresses, each as 'Name <mail@example.org>'.")

    import django

    django.setup()
    from kring.people.actions.found_organisation import HostTaken, Newcomer, found_organisation
    from kring.people.actions.invite import CannotInvite

    first, second = (Newcomer(one[1], one[2]) for one in people if one)
    try:
        found_organisation(name=given.name, host=given.host, first=first, second=second, language=given.language)
    except HostTaken:
        raise Refused(f"There is an organisation at {given.host} already.") from None
    except CannotInvite:
        raise Refused("One of these addresses belongs to a login already. Nothing was made.") from None
    say(f"{given.name} is there. Both administrators get a mail with a link, as soon as the worker runs.")
    return 0
