"""A file is taken over while somebody, or the night, is busy with the same people and units."""

from django.db import connections

from kring.foundation.decision import NotAllowed
from kring.foundation.testing import World, as_, fetch
from kring.foundation.testing_races import Turn, meet
from kring.people.actions.apply_import import apply_import
from kring.people.actions.check_import import check_import
from kring.people.actions.choose_columns import choose_columns
from kring.people.actions.confirm_import import throw_import_away
from kring.people.actions.import_steps import chosen
from kring.people.actions.keep_unit import UnitWish, keep_unit
from kring.people.actions.let_leave import forget_leavers
from kring.people.actions.upload_import import upload_import
from kring.people.models import ImportRun
from kring.people.queries.importing import current_run
from kring.people.tests.files import person, text_file
from kring.people.tests.test_import import confirm, give_number, read, take_over


def applies(world: World) -> Turn:
    job = world.job("import")
    return Turn(job, lambda at: apply_import(world.organisation_id, job, at))


def test_whoever_works_here_again_by_a_file_of_this_moment_is_not_forgotten(world: World) -> None:
    sam, job = world["Sam"], world.job("night")
    give_number(world, "Sam", "1")
    with connections["owner"].cursor() as cursor:
        cursor.execute("update people_person set left_on = current_date - 40 where id = %s", [sam.id])
    read(world, text_file([person("1", "Sam")]))
    assert confirm(world)
    forgets = Turn(job, lambda at: forget_leavers(world.organisation_id, job, at))
    assert meet(applies(world), forgets) == (None, None)
    assert fetch("select left_on from people_person where id = %s", sam.id) == [(None,)]
    assert fetch("select count(*) from accounts_account where id = %s", sam.account_id) == [(1,)]


def test_a_unit_that_goes_with_a_file_gets_nothing_under_it_any_more(world: World) -> None:
    anton = world["Anton"].actor
    here, there = person("1", department="Spoed"), person("2", department="Hart")
    take_over(world, text_file([here, there]), complete=True)
    ((heart,),) = fetch(
        "select id from people_unit where organisation_id = %s and name = 'Hart'", world.organisation_id
    )
    read(world, text_file([here, person("2", department="Spoed")]), complete=True)
    assert confirm(world)
    wish = UnitWish("Hartbewaking", "team", heart, None)
    adds = Turn(anton, lambda at: keep_unit(unit_id=None, wish=wish, by=anton, at=at))
    applied, refused = meet(applies(world), adds)
    assert applied is None and isinstance(refused, NotAllowed)


def test_what_is_thrown_away_while_it_is_read_does_not_come_back(world: World) -> None:
    anton, job = world["Anton"].actor, world.job("import")
    with as_(anton) as at:
        upload_import(data=text_file([person("1")]), by=anton, at=at)
        run = current_run()
        assert run is not None
        choose_columns(mapping=chosen(list(run.columns)), complete=False, by=anton, at=at)
    with connections["owner"].cursor() as cursor:
        cursor.execute("delete from keys_datakey where id in (select data_key_id from people_importrun)")
    throws = Turn(anton, lambda at: throw_import_away(by=anton, at=at))
    checks = Turn(job, lambda at: check_import(world.organisation_id, job, at))
    assert meet(throws, checks) == (None, None)
    with as_(job):
        assert ImportRun.objects.get().state == "thrown_away"
