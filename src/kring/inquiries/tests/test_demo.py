"""The demonstration asks advisers, the way people do."""

from kring.foundation.testing import World, as_, fetch
from kring.inquiries import demo, queries


def test_three_advisers_are_asked_and_one_answered(world: World) -> None:
    petra = world["Petra"].actor
    demo.ask(as_, coordinator=petra, half_year="2026H1", asked_for="Een fonds")
    with as_(petra) as at:
        (line,) = queries.inquiries(petra, at.date())
    assert (line.invited, line.answered, line.is_open) == (3, 1, True)
    told = fetch(
        "select entry from experiences_experience where organisation_id = %s order by entry", world.organisation_id
    )
    assert told == [("massage",), ("organised-peer-support",)]
