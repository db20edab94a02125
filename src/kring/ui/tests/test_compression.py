"""Compression: for whoever nobody knows, and never where it could betray anything."""

import gzip

import brotli
import pytest
from django.test import Client

from kring.foundation.testing import World
from kring.foundation.testing_http import sign_in

BOTH = "gzip, deflate, br"


def visit(world: World, path: str = "/", accepts: str = BOTH, client: Client | None = None) -> tuple[str, bytes]:
    """How a page came, and as what."""
    browser = client or Client(SERVER_NAME=world.host)
    answer = browser.get(path, headers={"accept-encoding": accepts})
    assert answer.status_code == 200
    return answer.headers.get("Content-Encoding", ""), answer.content


@pytest.mark.parametrize("path", ["/", "/praten/", "/wat-helpt/"])
def test_a_first_visit_is_compressed(world: World, path: str) -> None:
    how, content = visit(world, path)
    _, plain = visit(world, path, accepts="identity")
    assert how == "br"
    assert len(content) < len(plain) / 2
    assert b"</html>" in brotli.decompress(content)


def test_a_browser_gets_what_it_likes(world: World) -> None:
    how, content = visit(world, accepts="gzip;q=0.8, br;q=0")
    assert how == "gzip" and b"</html>" in gzip.decompress(content)
    assert visit(world, accepts="")[0] == ""


def test_a_shared_cache_keeps_them_apart(world: World) -> None:
    answer = Client(SERVER_NAME=world.host).get("/", headers={"accept-encoding": "br"})
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_nothing_is_compressed_for_somebody_with_a_session(world: World) -> None:
    browser = Client(SERVER_NAME=world.host)
    sign_in(browser, world["Yara"])
    assert visit(world, client=browser)[0] == ""


def test_nothing_is_compressed_where_somebody_else_could_choose_words(world: World) -> None:
    assert visit(world, "/praten/?weg=elders")[0] == ""
    form = Client(SERVER_NAME=world.host).post("/praten/", {"name": "x"}, headers={"accept-encoding": BOTH})
    assert form.status_code == 422 and "Content-Encoding" not in form.headers
