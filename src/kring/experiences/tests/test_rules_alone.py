"""The rules of access by themselves: the database lets everything through here, and still nobody sees what is not."""

import pytest

from kring.experiences import queries
from kring.experiences.actions.decide_sharing import decide_sharing
from kring.experiences.actions.feed_experiences import feed_experiences, stop_feeding
from kring.experiences.actions.tell_experience import take_away
from kring.experiences.tests.test_experiences import tell
from kring.foundation.decision import NotAllowed
from kring.foundation.testing import World, as_, fetch, make_world, without_walls

TABLE = "experiences_experience"


def test_experiences_are_of_the_organisation_that_told_them(world: World) -> None:
    one, elsewhere = tell(world), make_world()
    petra, there = world["Petra"].actor, elsewhere["Petra"].actor
    with without_walls(TABLE):
        with as_(petra):
            assert len(queries.ours(petra, "nl")) == 1
        with as_(there):
            assert queries.ours(there, "nl") == ()
        with as_(there):
            decide_sharing(experience_id=one, shared=True, named=False, by=there)
        assert fetch("select is_shared from experiences_experience where id = %s", one) == [(False,)]
        with as_(there):
            take_away(experience_id=one, by=there)
        with as_(petra):
            assert len(queries.ours(petra, "nl")) == 1


@pytest.mark.parametrize("who", ["Petra", "Anton", "Hanna", "Marco", "Yara"])
def test_nobody_makes_experiences_out_of_answers_by_hand(world: World, who: str) -> None:
    one, by = tell(world), world[who].actor
    with without_walls(TABLE):
        with pytest.raises(NotAllowed), as_(by) as at:
            feed_experiences(inquiry_id=one, fed=(), shared=True, named=True, by=by, at=at)
        with pytest.raises(NotAllowed), as_(by):
            stop_feeding(inquiry_id=one, by=by)
