"""Taking over a file: all of it or nothing, once, and whoever leaves is out at once."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connections

from kring.foundation.accounts.membership import person_behind
from kring.foundation.testing import Clock, World, as_, fetch, in_the_worker, jobs_of
from kring.people import jobs
from kring.people.actions import apply_import as applying
from kring.people.actions.apply_import import apply_import
from kring.people.actions.check_import import check_import
from kring.people.actions.choose_columns import choose_columns
from kring.people.actions.confirm_import import confirm_import
from kring.people.actions.import_steps import chosen
from kring.people.actions.let_leave import forget_leavers, let_leave
from kring.people.actions.tidy_imports import tidy_imports
from kring.people.actions.upload_import import BeingTakenOver, upload_import
from kring.people.queries.importing import Run, current_run
from kring.people.tests.files import HEADINGS, person, text_file


def read(world: World, data: bytes, *, complete: bool = False) -> Run:
    """Upload, take the proposed columns, and let the worker compare."""
    anton = world["Anton"].actor
    with as_(anton) as at:
        upload_import(data=data, by=anton, at=at)
        run = current_run()
        assert run is not None
        assert choose_columns(mapping=chosen(list(run.columns)), complete=complete, by=anton, at=at)
    job = world.job("import")
    with as_(job) as at:
        check_import(world.organisation_id, job, at)
    with as_(anton):
        found = current_run()
    assert found is not None
    return found


def confirm(world: World) -> bool:
    """Say yes to what was read."""
    anton = world["Anton"].actor
    with as_(anton) as at:
        return confirm_import(by=anton, at=at)


def take_over(world: World, data: bytes, *, complete: bool = False) -> dict[str, int]:
    """The whole way; answers what changed."""
    run = read(world, data, complete=complete)
    assert run.difference is not None
    assert confirm(world), run.difference["problems"]
    job = world.job("import")
    with as_(job) as at:
        apply_import(world.organisation_id, job, at)
    with as_(world["Anton"].actor):
        after = current_run()
    assert after is not None and after.state == "done"
    counts: dict[str, int] = run.difference["counts"]
    return counts


def table(world: World) -> list[tuple[Any, ...]]:
    """Everybody who came from a file, by name, with names instead of keys."""
    return fetch(
        "select p.name, p.work_mail, p.craft, u.name, d.name, m.name, p.leaves_on, p.left_on from people_person p"
        " left join people_unit u on u.id = p.unit_id left join people_unit d on d.id = u.division_id"
        " left join people_person m on m.id = p.manager_id"
        " where p.organisation_id = %s and p.number_tag <> '' order by p.name, p.id",
        world.organisation_id,
    )


def units(world: World) -> list[tuple[Any, ...]]:
    """Every unit with what is above it and who leads it."""
    return fetch(
        "select u.name, u.level, p.name, u.manager_name from people_unit u"
        " left join people_unit p on p.id = u.parent_id where u.organisation_id = %s order by u.name",
        world.organisation_id,
    )


TWO = [person("1", "Bakker", given="Cas", lead=""), person("2", "Vries", infix="de", mail="anna@b.nl", lead="1")]


def test_people_and_units_come_over(world: World) -> None:
    counts = take_over(world, text_file(TWO, encoding="cp1252"))
    assert (counts["new"], counts["units_new"], counts["changed"]) == (2, 2, 0)
    assert table(world) == [
        ("Anna de Vries", "anna@b.nl", "nurse", "Spoed", "Acuut", "Cas Bakker", None, None),
        ("Cas Bakker", "", "nurse", "Spoed", "Acuut", None, None, None),
    ]
    assert ("Spoed", "department", "Acuut", "Cas Bakker") in units(world)
    assert fetch("select number_tag from people_person where name = 'Cas Bakker' and number_tag = '1'") == []


def test_the_second_time_nothing_changes(world: World) -> None:
    many = [person(str(number), f"Nr{number}", lead=str(number // 10)) for number in range(10, 2010)]
    many += [person(str(number), f"Nr{number}", department=f"A{number}") for number in range(1, 10)]
    data = text_file(many)
    assert take_over(world, data)["new"] == 2009
    before = table(world), units(world)
    run = read(world, text_file(reversed(many)), complete=True)
    assert run.difference is not None
    changing = {name: n for name, n in run.difference["counts"].items() if n and name not in {"people", "same"}}
    assert changing == {}
    assert confirm(world)
    job = world.job("import")
    with as_(job) as at:
        apply_import(world.organisation_id, job, at)
    assert (table(world), units(world)) == before


def test_changes_are_told_per_field_and_made(world: World) -> None:
    take_over(world, text_file(TWO))
    moved = [TWO[0], person("2", "Bakker-de Vries", mail="a@b.nl", job="Arts", department="IC", ends="31-12-2099")]
    run = read(world, text_file(moved))
    assert run.difference is not None
    assert run.difference["fields"] == {"craft": 1, "leaves_on": 1, "mail": 1, "manager": 1, "name": 1, "unit": 1}
    assert run.difference["changed"][0][:2] == [3, "Anna Bakker-de Vries"]
    take_over(world, text_file(moved))
    assert ("Anna Bakker-de Vries", "a@b.nl", "doctor", "IC", "Acuut", None, date(2099, 12, 31), None) in table(world)


def test_what_the_file_has_no_column_for_stays(world: World) -> None:
    take_over(world, text_file(TWO))
    before = table(world)
    short = text_file(
        [("1", "Cas", "Bakker"), ("2", "Anna de", "Vries")], headings=("Pers.nr", "Voornaam", "Achternaam")
    )
    assert take_over(world, short)["changed"] == 0
    assert table(world) == before


def test_a_unit_with_a_code_is_renamed_and_one_that_is_gone_goes(world: World) -> None:
    headings = ("Personeelsnummer", "Naam", "Divisie", "Afdeling", "Kostenplaats")
    old = [("1", "Anna", "Acuut", "SEH", "10"), ("2", "Bo", "Acuut", "IC", "20")]
    new = [("1", "Anna", "Acuut", "Spoed", "10"), ("2", "Bo", "Acuut", "Spoed", "10")]
    take_over(world, text_file(old, headings=headings))
    counts = take_over(world, text_file(new, headings=headings), complete=True)
    assert (counts["units_new"], counts["units_renamed"], counts["units_gone"]) == (0, 1, 1)
    names = [name for name, *_rest in units(world)]
    assert "Spoed" in names and "SEH" not in names and "IC" not in names
    # What people made by hand stays, also when no file has it.
    assert "Intensive care" in names


def test_a_unit_made_by_hand_is_the_same_one_when_it_has_that_name(world: World) -> None:
    data = text_file([person("1", division="divisie acuut", department="Spoedeisende Hulp")])
    assert take_over(world, data)["units_new"] == 0
    assert fetch(
        "select unit_id from people_person where name = 'Anna Jansen' and organisation_id = %s", world.organisation_id
    ) == [(world.ward,)]


def test_nobody_is_found_by_a_mail_address_and_no_login_changes(world: World) -> None:
    yara = world["Yara"]
    take_over(world, text_file([person("1", "Anders", mail=yara.mail)]))
    assert fetch("select name, number_tag from people_person where id = %s", yara.id) == [("Yara", "")]
    take_over(world, text_file([person("1", "Anders", mail="nieuw@b.nl")]))
    assert fetch("select email from accounts_account where id = %s", yara.account_id) == [(yara.mail,)]


def test_one_bad_line_stops_everything(world: World) -> None:
    before = table(world)
    run = read(world, text_file([*TWO, person("3", starts="gisteren")]))
    assert run.difference is not None and run.difference["stops"]
    assert run.difference["problems"] == [[4, "starts", "no_date", "gisteren", []]]
    assert not confirm(world)
    assert table(world) == before


def give_number(world: World, name: str, number: str) -> None:
    """As if this person of the cast came from an earlier file."""
    from kring.foundation.keys.lookup import number_tags

    tag = number_tags(world.organisation_id, [number])[number]
    with connections["owner"].cursor() as cursor:
        cursor.execute("update people_person set number_tag = %s where id = %s", [tag, world[name].id])


def test_whoever_leaves_has_no_access_and_no_role(world: World) -> None:
    noor, marco = world["Noor"], world["Marco"]
    give_number(world, "Noor", "7")
    give_number(world, "Marco", "8")
    counts = take_over(
        world,
        text_file([person("7", "Noor", given="", ends="1-1-2025"), person("8", "Marco", given="", ends="1-1-2025")]),
    )
    assert counts["leaving"] == 2
    with as_(world.public):
        assert person_behind(noor.account_id, world.organisation_id) is None
    assert fetch("select count(*) from people_personrole where person_id in (%s, %s)", noor.id, marco.id) == [(0,)]
    assert fetch("select manager_id, manager_name from people_unit where id = %s", world.ward) == [(None, "")]
    # Above people, this takes the supporter's card away.
    assert "kring.supporters.jobs.enrol_new" in jobs_of(world.organisation_id)


def test_whoever_is_not_in_a_complete_file_leaves_but_nobody_from_elsewhere(world: World) -> None:
    take_over(world, text_file(TWO))
    assert take_over(world, text_file(TWO[:1]))["leaving"] == 0
    counts = take_over(world, text_file(TWO[:1]), complete=True)
    assert (counts["leaving"], counts["absent"]) == (1, 1)
    assert (
        fetch(
            "select count(*) from people_person where organisation_id = %s and left_on is null and number_tag = ''",
            world.organisation_id,
        )[0][0]
        >= 8
    )
    assert take_over(world, text_file(TWO))["changed"] == 1
    assert [row[-1] for row in table(world)] == [None, None]


def test_a_file_by_which_every_administrator_leaves_is_refused(world: World) -> None:
    give_number(world, "Anton", "7")
    run = read(world, text_file([person("7", "Anton", given="", ends="1-1-2025")]))
    assert (run.state, run.refusal) == ("refused", "last_administrator")


def test_a_last_day_to_come_works_by_itself_and_thirty_days_later_everything_is_gone(
    world: World, clock: Clock
) -> None:
    give_number(world, "Sam", "7")
    day = clock.now().date() + timedelta(days=3)
    take_over(world, text_file([person("7", "Sam", given="", ends=f"{day:%d-%m-%Y}")]))
    sam, job = world["Sam"], world.job("night")
    with as_(job) as at:
        assert let_leave(world.organisation_id, job, at) == 0
    with as_(world.public):
        assert person_behind(sam.account_id, world.organisation_id) is not None
    clock.forward(days=5)
    with as_(job) as at:
        assert let_leave(world.organisation_id, job, at) == 1
    with as_(world.public):
        assert person_behind(sam.account_id, world.organisation_id) is None
    with as_(job) as at:
        assert forget_leavers(world.organisation_id, job, at) == 0
    clock.forward(days=31)
    with as_(job) as at:
        assert forget_leavers(world.organisation_id, job, at) == 1
    assert fetch("select count(*) from people_person where id = %s", sam.id) == [(0,)]
    assert fetch("select count(*) from accounts_account where id = %s", sam.account_id) == [(0,)]


@contextmanager
def also_apart() -> Iterator[None]:
    """The connection apart is the worker's too, as it is in the worker's own process."""
    web = connections["apart"]
    connections["apart"] = connections.create_connection("worker")
    try:
        yield
    finally:
        connections["apart"].close()
        connections["apart"] = web


def test_killed_halfway_nothing_is_lost_and_the_next_round_does_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    read(world, text_file(TWO))
    confirm(world)
    before = units(world)

    def die(*args: Any, **kwargs: Any) -> None:
        applying_for_real(*args, **kwargs)
        raise KeyboardInterrupt

    applying_for_real = applying.carry_out
    job = world.job("import")
    with monkeypatch.context() as patch:
        patch.setattr(applying, "carry_out", die)
        with pytest.raises(KeyboardInterrupt), as_(job) as at:
            apply_import(world.organisation_id, job, at)
    assert (table(world), units(world)) == ([], before)
    with as_(job) as at:
        apply_import(world.organisation_id, job, at)
    assert len(table(world)) == 2


def test_how_far_it_is_can_be_seen_before_it_stands(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Any] = []
    monkeypatch.setattr("kring.people.actions.carry_out.BATCH", 1)
    tell = applying.tell

    def watch(run: Any, percent: int, **by: Any) -> None:
        tell(run, percent, **by)
        seen.extend(fetch("select progress, state from people_importrun where id = %s", run.pk))

    monkeypatch.setattr(applying, "tell", watch)
    with also_apart():
        take_over(world, text_file(TWO))
    assert seen[0] == (50, "confirmed")


def test_two_workers_at_once_give_one_result(world: World) -> None:
    read(world, text_file(TWO))
    confirm(world)
    failed: list[BaseException] = []

    def work() -> None:
        try:
            with in_the_worker():
                jobs.import_people(organisation_id=str(world.organisation_id))
        except BaseException as problem:
            failed.append(problem)
        finally:
            connections["worker"].close()
            connections.close_all()

    both = [threading.Thread(target=work) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert failed == []
    assert len(table(world)) == 2
    assert fetch(
        "select count(*) from audit_accessline where event = 'people.imported' and organisation_id = %s",
        world.organisation_id,
    ) == [(1,)]


def test_what_changed_since_it_was_read_is_read_again(world: World) -> None:
    give_number(world, "Yara", "1")
    read(world, text_file(TWO))
    confirm(world)
    with connections["owner"].cursor() as cursor:
        cursor.execute("update people_person set number_tag = '' where id = %s", [world["Yara"].id])
    job = world.job("import")
    with as_(job) as at:
        apply_import(world.organisation_id, job, at)
    with as_(world["Anton"].actor):
        run = current_run()
    assert run is not None and (run.state, run.refusal) == ("checked", "changed_meanwhile")
    assert table(world) == []


def test_the_file_is_sealed_and_its_key_goes_when_it_was_taken_over_or_a_day_later(world: World, clock: Clock) -> None:
    anton = world["Anton"].actor
    key = "select r.data_key_id from people_importrun r where r.organisation_id = %s"
    read(world, text_file(TWO))
    (sealed,) = fetch(
        "select sealed || difference from people_importrun where organisation_id = %s", world.organisation_id
    )
    assert b"Bakker" not in bytes(sealed[0])
    ((first,),) = fetch(key, world.organisation_id)
    job = world.job("import")
    clock.forward(hours=25)
    with as_(job) as at:
        assert tidy_imports(world.organisation_id, job, at) == 1
    clock.reset()
    take_over(world, text_file(TWO))
    ((second,),) = fetch(key, world.organisation_id)
    assert fetch("select count(*) from keys_datakey where id in (%s, %s)", first, second) == [(0,)]
    assert fetch(
        "select sealed, difference from people_importrun where organisation_id = %s", world.organisation_id
    ) == [(b"", None)]
    with as_(anton) as at:
        upload_import(data=text_file(TWO), by=anton, at=at)


def test_no_file_comes_between_while_one_is_being_taken_over(world: World) -> None:
    read(world, text_file(TWO))
    confirm(world)
    anton = world["Anton"].actor
    with pytest.raises(BeingTakenOver), as_(anton) as at:
        upload_import(data=text_file(TWO), by=anton, at=at)


def test_the_columns_are_remembered(world: World) -> None:
    headings = ("X", "Y", *HEADINGS[2:])
    anton = world["Anton"].actor
    with as_(anton) as at:
        upload_import(data=text_file(TWO, headings=headings), by=anton, at=at)
        run = current_run()
        assert run is not None
        mapping = {**chosen(list(run.columns)), "number": 0, "given": 1}
        choose_columns(mapping=mapping, complete=False, by=anton, at=at)
    with as_(anton) as at:
        upload_import(data=text_file(TWO, headings=headings), by=anton, at=at)
        again = current_run()
    assert again is not None and chosen(list(again.columns)) == mapping
