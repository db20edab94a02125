"""The demonstration has two editions with everything that can change in between."""

from kring.foundation.testing import World, as_
from kring.guide import demo
from kring.guide.domain.changes import changes
from kring.guide.queries.editions import edition, editions
from kring.guide.tests.published import emptied, told


def test_two_editions_show_what_can_change(world: World) -> None:
    with emptied():
        told("coaching", again=2, total=3)
        demo.publish_before(as_)
        demo.publish_before(as_)  # the second organisation of the demonstration
        for group in ("everyone", "managers", "starters", "young"):
            told("coaching", again=14, total=15, group=group)
        told("massage", again=1, total=1)
        demo.publish_now(as_)
        with as_(world.public):
            new, old = map(edition, editions())
    found = changes(old, new)
    assert {item.key for item in found.added} == demo.NOT_YET
    assert [item.key for item in found.withdrawn] == [demo.GONE]
    assert {one.item.key for one in found.changed} == {"self-rostering", "fixed-breaks"}
    assert [one.item.key for one in found.evidence] == ["mindfulness"]
    assert {one.item.key for one in found.experiences} == {"coaching", "massage"}
    assert (new.published_on - old.published_on).days == demo.A_SEASON.days
