"""The demonstration knows something, and says where it does not."""

from random import Random

from kring.experiences import demo, queries
from kring.foundation.testing import World, as_, fetch, make_world

HALF_YEARS = ("2026H1", "2025H2", "2025H1", "2024H2")


def test_two_organisations_know_something_together(world: World) -> None:
    for number, one in enumerate((world, make_world())):
        demo.tell(
            as_,
            coordinator=one["Petra"].actor,
            half_years=HALF_YEARS,
            named=number == 1,
            lot=Random(number),
        )
    with as_(world.public):
        found = queries.what_works("involved", "shocking-event", "nl")
        too_few = queries.what_works("starters", "start-of-career", "nl")
    assert "organised-peer-support" in [one.entry for one in found.known]
    assert "mentor-for-starters" in [one.entry for one in too_few.unknown]
    named = fetch(
        "select count(distinct s.organisation_name) from shared.experience s join experiences_experience e"
        " on e.shared_id = s.id where e.organisation_id = %s and s.organisation_name <> ''",
        world.organisation_id,
    )
    assert named == [(0,)]
