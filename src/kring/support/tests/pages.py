"""Looking at the supporter's pages as a browser gets them."""

from uuid import UUID

from django.test import Client

from kring.foundation.keys.sealing import OpenKey
from kring.foundation.testing import World, as_, fetch
from kring.foundation.testing_http import sign_in, words
from kring.support import queries

REACH = "0612345678"


def client_of(world: World, name: str) -> Client:
    client = Client(SERVER_NAME=world.host)
    sign_in(client, world[name])
    return client


def shown(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return words(response)


def page_of(trajectory_id: UUID, *rest: object) -> str:
    return "/".join(["/gesprekken", str(trajectory_id), *(str(part) for part in rest), ""])


def card_lines(world: World) -> list[tuple[str, str, str, list[str]]]:
    return fetch(
        "select actor, object_tag, subject_tag, fields_seen from audit_accessline"
        " where organisation_id = %s and event = 'contactcard.read' order by at",
        world.organisation_id,
    )


def key_of(world: World, trajectory_id: UUID) -> OpenKey:
    code = world.code(trajectory_id)
    with as_(code):
        own = queries.own_trajectory(code)
        assert own is not None
        return queries.card_of(own)[1]
