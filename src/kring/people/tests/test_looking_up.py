"""Looking somebody up by a part of the name: the same people as ever, read from an index."""

from uuid import uuid4

import pytest
from django.db import connection

from kring.foundation.actor import Actor
from kring.foundation.testing import World, as_, insert, make_world
from kring.people import queries

NAMES = ("Jansen", "jansen", "Van der JANSEN", "Çelik", "çelik-Jansen", "O'Neill", "100% Jan_sen", "Ĳsbrand", "Zoë")
PARTS = ("jansen", "JAN", "n", "ç", "o'n", "%", "_", "ĳ", "zoë", "nobody here", "")
PLAIN = """
select person.id, person.name, coalesce(unit.name, '')
from people_person person left join people_unit unit on unit.id = person.unit_id
where person.left_on is null and upper(person.name) like upper(%s) order by person.name, person.id limit 25
"""
ALL_ROLES = ("supporter", "coordinator", "manager", "trainer", "administrator", "hr", "adviser", "occupational")


@pytest.fixture
def crowd(world: World) -> World:
    """People here and in another organisation; some left, some work nowhere in particular."""
    for house in (world, make_world(cast=False)):
        for number, name in enumerate(NAMES * 4):
            insert(
                "people_person",
                id=uuid4(),
                organisation_id=house.organisation_id,
                name=name,
                work_mail="",
                craft="nurse",
                language="nl",
                unit_id=house.ward if number % 3 else None,
                left_on="2026-01-01" if number % 7 == 6 else None,
            )
    return world


def actors(world: World) -> list[Actor]:
    """Whoever can come by the web, in each role and without one."""
    here = world.organisation_id
    roles = [frozenset({role}) for role in ALL_ROLES] + [frozenset(), frozenset(ALL_ROLES)]
    people = [Actor("web", here, subject=world["Anton"].id, roles=held) for held in roles]
    return [
        *people,
        Actor("public", here),
        Actor("code", here, subject=uuid4()),
        Actor("guest", here, subject=uuid4()),
    ]


def escaped(part: str) -> str:
    """As the ORM sends it: what somebody typed stands for itself."""
    return part.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")


def test_everybody_finds_whom_the_table_itself_shows_them(crowd: World) -> None:
    seen = {}
    for actor in actors(crowd):
        with as_(actor), connection.cursor() as cursor:
            for part in PARTS:
                cursor.execute(PLAIN, [f"%{escaped(part)}%"])
                found = [(one.id, one.name, one.unit_name) for one in queries.named(part)]
                assert found == cursor.fetchall(), (actor.kind, actor.roles, part)
                seen[actor.kind, actor.roles, part] = len(found)
    administrator, manager = frozenset({"administrator"}), frozenset({"manager"})
    assert [seen["web", administrator, part] for part in ("jansen", "ç", "%", "nobody here")] == [13, 7, 3, 0]
    assert seen["web", administrator, ""] == queries.FOUND_AT_MOST
    assert not any(seen["web", manager, part] for part in ("jansen", "ç", "%")), "only oneself"
    assert not any(count for (kind, _roles, _part), count in seen.items() if kind != "web")


def test_it_is_read_from_an_index_by_the_alphabet_without_a_row(crowd: World) -> None:
    with as_(crowd["Anton"].actor), connection.cursor() as cursor:
        cursor.execute(
            "set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off"
        )
        cursor.execute("explain " + PLAIN, ["%jansen%"])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "Index Only Scan using person_by_name on people_person" in plan and "Sort" not in plan
