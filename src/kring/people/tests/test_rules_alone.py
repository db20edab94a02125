"""The rules of access by themselves: the database lets everything through here, and still each action is refused."""

from typing import Any

import pytest

from kring.foundation.decision import NotAllowed
from kring.foundation.testing import Somebody, World, as_, fetch, without_walls
from kring.people.actions.choose_columns import choose_columns
from kring.people.actions.confirm_import import confirm_import, throw_import_away
from kring.people.actions.confirm_role import confirm_role
from kring.people.actions.invite import invite
from kring.people.actions.keep_unit import UnitWish, keep_unit, remove_unit
from kring.people.actions.propose_role import propose_role
from kring.people.actions.upload_import import upload_import
from kring.people.actions.withdraw_role import withdraw_role
from kring.people.tests.test_roles import propose

TABLES = ("people_person", "people_personrole", "people_unit", "people_importrun", "accounts_account", "keys_datakey")
OTHERS = ["Petra", "Noor", "Marco", "Hanna", "Yara"]


@pytest.mark.parametrize("who", OTHERS)
def test_only_administrators_administer(world: World, who: str) -> None:
    yara = world["Yara"].id
    wish = UnitWish("Nieuw", "team", None, None)
    attempts: list[Any] = [
        lambda by, at: keep_unit(unit_id=None, wish=wish, by=by, at=at),
        lambda by, at: remove_unit(unit_id=world.ward, by=by, at=at),
        lambda by, at: invite(person_id=yara, site="https://kring.test/", by=by, at=at),
        lambda by, at: upload_import(data=b"naam;mail", by=by, at=at),
        lambda by, at: choose_columns(mapping={}, complete=False, by=by, at=at),
        lambda by, at: confirm_import(by=by, at=at),
        lambda by, at: throw_import_away(by=by, at=at),
        lambda by, at: propose_role(person_id=yara, role="manager", by=by, at=at),
    ]
    by = world[who].actor
    with without_walls(*TABLES):
        for attempt in attempts:
            with pytest.raises(NotAllowed), as_(by) as at:
                attempt(by, at)


@pytest.fixture
def lies(world: World) -> Somebody:
    return world.person("Lies")


@pytest.mark.parametrize("who", ["Noor", "Marco", "Hanna", "Yara"])
def test_only_who_decides_on_a_role_confirms_or_withdraws_it(world: World, lies: Somebody, who: str) -> None:
    role, by = propose(world["Anton"], lies, "supporter"), world[who].actor
    with without_walls(*TABLES):
        with pytest.raises(NotAllowed), as_(by) as at:
            confirm_role(role_id=role, by=by, at=at)
        with pytest.raises(NotAllowed), as_(by) as at:
            withdraw_role(role_id=role, by=by, at=at)
    assert fetch("select confirmed_by from people_personrole where id = %s", role) == [(None,)]
