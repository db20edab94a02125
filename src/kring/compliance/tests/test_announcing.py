"""Who answers hears once that something is to be looked at again."""

from datetime import timedelta

from django.db import connections

from kring.compliance.actions.announce_reviews import announce_reviews
from kring.compliance.jobs import announce_reviews as at_night
from kring.compliance.models import Answer
from kring.compliance.tests.answering import browser, filled_in, today
from kring.foundation.keys.sealing import open_key
from kring.foundation.mail.models import OutboxMail
from kring.foundation.rounds import NIGHTLY
from kring.foundation.testing import World, as_
from kring.foundation.testing_races import Turn, meet


def _announce(world: World) -> int:
    job = world.job("night")
    with as_(job) as at:
        return announce_reviews(world.organisation_id, job, at)


def _letters(world: World) -> list[str]:
    with as_(world.job("mail")):
        return sorted(
            str(open_key(row.data_key_id).open("mail", row.id, row.sealed)["to"])
            for row in OutboxMail.objects.filter(template__startswith="compliance")
        )


def _make_overdue(world: World) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "update compliance_answer set review_on = %s, valid_until = null where organisation_id = %s",
            [today(world) - timedelta(days=1), world.organisation_id],
        )


def test_an_overdue_review_is_announced_once_to_whoever_answered(world: World) -> None:
    day = today(world)
    browser(world, world["Anton"]).post("/beheer/richtlijn/a32/", filled_in(day))
    browser(world, world["Petra"]).post("/coordinatie/richtlijn/a21/", filled_in(day))
    assert _announce(world) == 0
    _make_overdue(world)
    assert _announce(world) == 2
    expected = sorted(world[name].mail for name in ("Anton", "Petra", "Dirk"))
    assert _letters(world) == expected
    assert _announce(world) == 0 and _letters(world) == expected


def test_an_answer_that_was_looked_at_may_be_announced_again_for_its_next_date(world: World) -> None:
    day, anton = today(world), browser(world, world["Anton"])
    anton.post("/beheer/richtlijn/a32/", filled_in(day))
    _make_overdue(world)
    assert _announce(world) == 1
    anton.post("/beheer/richtlijn/a32/", filled_in(day, revision="1"))
    assert _announce(world) == 0
    _make_overdue(world)
    assert _announce(world) == 1


def test_the_night_knows_it() -> None:
    assert at_night in NIGHTLY


def test_an_answer_that_somebody_holds_at_that_moment_is_announced_the_same_night(world: World) -> None:
    anton, job = world["Anton"].actor, world.job("night")
    browser(world, world["Anton"]).post("/beheer/richtlijn/a32/", filled_in(today(world)))
    _make_overdue(world)
    holds = Turn(anton, lambda at: list(Answer.objects.select_for_update()))
    announces = Turn(job, lambda at: announce_reviews(world.organisation_id, job, at))
    assert meet(holds, announces) == (None, None)
    assert _letters(world) == [world["Anton"].mail]
