"""From telling to sharing to an estimate, against the real database with the real roles."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError

from kring.experiences import queries
from kring.experiences.actions.decide_sharing import decide_sharing
from kring.experiences.actions.estimate import estimate
from kring.experiences.actions.share_experiences import share_experiences
from kring.experiences.actions.tell_experience import take_away, tell_experience
from kring.experiences.domain.experience import Again, Aim, DoesNotFit, Helped, Hindered, Kept, Reach, Told
from kring.experiences.models import Experience
from kring.foundation.decision import NotAllowed
from kring.foundation.testing import World, as_, fetch, insert, make_world

TOLD = Told(
    entry="moral-deliberation",
    group="care-professionals",
    situation="moral-stress",
    aim=Aim.TALK,
    reach=Reach.TEAM,
    helped=(Helped.TIME, Helped.BOARD),
    hindered=(Hindered.ROSTER,),
    kept=Kept.GOES_ON,
    again=Again.YES,
    half_year="2026H1",
    advice="Begin met een team dat het zelf wil.",
    language="nl",
)
PLAIN = {
    "aim": "talk",
    "reach": "10_to_49",
    "helped": [],
    "hindered": [],
    "kept": "goes_on",
    "half_year": "2025H2",
    "advice": "",
    "language": "nl",
}


def tell(world: World, who: str = "Hanna", told: Told = TOLD) -> UUID:
    with as_(world[who].actor) as at:
        return tell_experience(told=told, by=world[who].actor, at=at)


def decide(world: World, one: UUID, *, who: str = "Petra", shared: bool = True, named: bool = False) -> None:
    with as_(world[who].actor):
        decide_sharing(experience_id=one, shared=shared, named=named, by=world[who].actor)


def work(world: World) -> None:
    """What the worker does after a decision."""
    job = world.job("sharing")
    with as_(job) as at:
        share_experiences(world.organisation_id, job, at)


def shared(world: World, one: UUID) -> list[tuple[str, ...]]:
    return fetch(
        "select s.organisation_name, s.advice from shared.experience s join experiences_experience e"
        " on e.shared_id = s.id where e.id = %s and e.organisation_id = %s",
        one,
        world.organisation_id,
    )


def already_shared(entry: str, group: str, situation: str, *, again: int, total: int) -> None:
    """Experiences of so many other organisations."""
    for number in range(total):
        values = {**PLAIN, "again": "yes" if number < again else "no", "organisation_name": ""}
        insert("shared.experience", id=uuid4(), entry=entry, situation=situation, **{'"group"': group}, **values)
    with as_(make_world(cast=False).job("sharing")):
        estimate([entry])


def test_what_is_told_is_for_whoever_makes_policy_here_only(world: World) -> None:
    one = tell(world)
    for name in ("Hanna", "Petra", "Anton"):
        with as_(world[name].actor):
            assert [told.id for told in queries.ours(world[name].actor, "nl")] == [one]
    other = make_world()
    for actor in (world["Yara"].actor, world["Marco"].actor, world["Noor"].actor, other["Petra"].actor, world.public):
        with as_(actor):
            assert queries.ours(actor, "nl") == ()
            assert not Experience.objects.exists()


@pytest.mark.parametrize("name", ["Yara", "Noor", "Marco"])
def test_whoever_makes_no_policy_tells_nothing(world: World, name: str) -> None:
    with pytest.raises(NotAllowed):
        tell(world, name)


@pytest.mark.parametrize(
    ("changed", "field", "why"),
    [
        ({"entry": "nothing-of-the-kind"}, "entry", "unknown"),
        ({"group": "people-with-red-hair"}, "group", "unknown"),
        ({"situation": "nothing"}, "situation", "unknown"),
        ({"half_year": "2099H1"}, "half_year", "not_yet"),
        ({"half_year": "last year"}, "half_year", "not_yet"),
        ({"advice": "Bel Jan: 06 12 34 56 78"}, "advice", "not_plain"),
        ({"advice": "Mail naar jan@voorbeeld.nl"}, "advice", "not_plain"),
        ({"advice": "<b>Doen</b>"}, "advice", "not_plain"),
        ({"advice": "Lang " * 60}, "advice", "not_plain"),
    ],
)
def test_what_cannot_be_is_refused_by_field(world: World, changed: dict[str, str], field: str, why: str) -> None:
    with pytest.raises(DoesNotFit) as wrong:
        tell(world, told=replace(TOLD, **changed))  # type: ignore[arg-type]
    assert (wrong.value.field, wrong.value.why) == (field, why)
    assert fetch("select count(*) from experiences_experience where organisation_id = %s", world.organisation_id) == [
        (0,)
    ]


def test_the_same_is_told_once(world: World) -> None:
    tell(world)
    with pytest.raises(DoesNotFit, match="twice"):
        tell(world)
    tell(world, told=replace(TOLD, half_year="2025H2"))


def test_nothing_is_shared_without_a_decision(world: World) -> None:
    one = tell(world)
    work(world)
    assert shared(world, one) == []


def test_sharing_is_for_an_administrator_or_coordinator_and_not_for_who_writes(world: World) -> None:
    one = tell(world)
    with pytest.raises(NotAllowed):
        decide(world, one, who="Hanna")
    with as_(world["Hanna"].actor):
        assert Experience.objects.filter(pk=one).update(is_shared=True) == 0
    with pytest.raises(DatabaseError), as_(world["Hanna"].actor):
        Experience(organisation_id=world.organisation_id, is_shared=True, entry="x", **{**PLAIN, "again": "yes"}).save(
            force_insert=True
        )


def test_shared_without_a_name_nothing_says_where_it_comes_from(world: World) -> None:
    one = tell(world)
    decide(world, one)
    work(world)
    assert shared(world, one) == [("", TOLD.advice)]
    columns = fetch(
        "select column_name from information_schema.columns where table_schema = 'shared'"
        " and table_name = 'experience' and column_name like 'organisation%%'"
    )
    assert columns == [("organisation_name",)]
    assert fetch("select count(*) from shared.experience where id = %s", one) == [(0,)]


def test_with_the_name_by_choice_and_back_again(world: World) -> None:
    one = tell(world)
    decide(world, one, who="Anton", named=True)
    work(world)
    assert shared(world, one)[0][0] != ""
    decide(world, one, named=False)
    work(world)
    assert shared(world, one)[0][0] == ""
    decide(world, one, shared=False)
    work(world)
    assert shared(world, one) == []


def test_the_worker_may_do_it_twice(world: World) -> None:
    one = tell(world)
    decide(world, one)
    work(world)
    before = fetch("select shared_id from experiences_experience where id = %s", one)
    work(world)
    assert fetch("select shared_id from experiences_experience where id = %s", one) == before


def test_what_is_shared_is_first_taken_back_before_it_goes(world: World) -> None:
    one = tell(world)
    decide(world, one)
    work(world)
    with pytest.raises(DoesNotFit, match="shared"), as_(world["Hanna"].actor):
        take_away(experience_id=one, by=world["Hanna"].actor)
    decide(world, one, shared=False)
    work(world)
    for _ in range(2):
        with as_(world["Hanna"].actor):
            take_away(experience_id=one, by=world["Hanna"].actor)
    with as_(world["Hanna"].actor):
        assert queries.ours(world["Hanna"].actor, "nl") == ()


def test_the_web_can_not_write_what_is_shared(world: World) -> None:
    for table in ("experience", "experience_estimate"):
        with pytest.raises(DatabaseError, match="permission denied"), as_(world["Anton"].actor):
            Experience.objects.raw(f"delete from shared.{table} returning 1 as id")[0]


def test_three_enthusiastic_experiences_do_not_come_before_forty_sober_ones(world: World) -> None:
    already_shared("work-as-value", "managers", "growth", again=3, total=3)
    already_shared("rest-rooms", "managers", "growth", again=28, total=40)
    with as_(world.public):
        found = queries.what_works("managers", "growth", "nl")
    assert [one.entry for one in found.known] == ["rest-rooms"]
    assert [one.entry for one in found.unknown] == ["work-as-value"]
    assert (found.known[0].found.low, found.known[0].found.middle, found.known[0].found.high) == (5, 7, 8)


def test_an_entry_says_what_helps_for_whom_and_where(world: World) -> None:
    already_shared("generation-pact", "older", "late-career", again=9, total=10)
    already_shared("generation-pact", "managers", "workload", again=1, total=10)
    with as_(world.public):
        found = queries.of_entry("generation-pact", "nl")
    assert found is not None
    assert found.whole is not None
    assert {one.label: one.middle for one in found.groups} == {"Oudere medewerkers": 8, "Leidinggevenden": 2}
    assert {one.label: one.middle for one in found.situations}["Hoge werkdruk"] == 2
    with as_(world.public):
        assert queries.of_entry("nothing-of-the-kind", "nl") is None


def test_what_helped_and_hindered_most_is_what_at_least_two_name(world: World) -> None:
    for other in (world, make_world()):
        told = replace(TOLD, entry="job-carving", helped=(Helped.TIME,), hindered=(Hindered.ROSTER, Hindered.SHAME))
        decide(other, tell(other, told=told))
        work(other)
    only = make_world()
    decide(only, tell(only, told=replace(TOLD, entry="job-carving", helped=(Helped.MONEY,), hindered=())))
    work(only)
    with as_(world.public):
        found = queries.of_entry("job-carving", "nl")
    assert found is not None
    assert found.helped == (Helped.TIME,)
    assert found.hindered == (Hindered.ROSTER, Hindered.SHAME)
