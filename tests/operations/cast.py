"""Run as a process of its own on another database than that of the tests: two organisations with many supporters."""

import json
import sys

import django

django.setup()

from kring.foundation.testing import make_world  # noqa: E402 (needs settings)
from kring.foundation.testing_http import session_cookie  # noqa: E402

SUPPORTERS = 30


def main() -> None:
    """Make them and say who they are."""
    made = []
    for _ in range(2):
        world = make_world()
        for number in range(SUPPORTERS):
            world.person(f"Steun{number}", "supporter", unit=world.other_ward)
        made.append(
            {
                "host": world.host,
                "id": str(world.organisation_id),
                "coordinator": session_cookie(world["Petra"]),
                "people": len(world.people),
            }
        )
    json.dump(made, sys.stdout)


if __name__ == "__main__":
    main()
