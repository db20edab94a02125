"""Links in the content: their form is checked every time, whether they answer only when somebody asks."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from kring.catalogue.domain.fields import ContentError
from kring.catalogue.domain.links import links
from kring.catalogue.domain.reading import read_folder
from kring.catalogue.management.reaching import unreachable
from kring.catalogue.tests.test_bad_input import DATA, broken, folder

__all__ = ["folder"]


class _Site(BaseHTTPRequestHandler):
    """A site with a page that is there, one that is gone, one that moved, and one that only answers to reading."""

    def do_HEAD(self) -> None:
        code = {"/there": 200, "/moved": 302, "/reads": 405}.get(self.path, 404)
        self.send_response(code)
        if code == 302:
            self.send_header("Location", "/there")
        self.end_headers()

    def do_GET(self) -> None:
        self.send_response(200 if self.path in {"/there", "/reads"} else 404)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def site() -> Iterator[str]:
    """Where the site answers."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)


def test_what_does_not_answer_is_named_with_what_was_heard(site: str) -> None:
    asked = [f"{site}/{page}" for page in ("there", "gone", "moved", "reads")]
    assert dict(unreachable(asked, wait=5)) == {f"{site}/gone": "404 Not Found"}


def test_a_site_that_is_not_there_is_no_surprise(site: str) -> None:
    nowhere = "http://127.0.0.1:1/"
    (heard,) = dict(unreachable([nowhere], wait=5)).items()
    assert heard[0] == nowhere and "refused" in heard[1].lower()


def test_every_link_is_known_by_the_entries_that_lead_to_it() -> None:
    content = read_folder(DATA)
    found = links(content.entries, content.lists.documents.values())
    assert len(found) >= 25
    assert all(address.startswith("https://") and names for address, names in found.items())
    assert len(found["https://www.aeno.nl/toolkit-gezond-werken"]) > 1


def test_a_place_that_is_written_in_two_ways_is_refused(folder: Path) -> None:
    address = "https://www.aeno.nl/toolkit-gezond-werken"
    said = broken(folder, f'"{address}"', f'"{address}/"', "entries/code-of-conduct.toml")
    assert any("also written as" in line and "choose one" in line for line in said), said


def test_a_link_that_tells_where_a_reader_came_from_is_refused(folder: Path) -> None:
    address = "https://www.aeno.nl/toolkit-gezond-werken"
    said = broken(folder, f'"{address}"', f'"{address}?utm_source=kring"', "entries/code-of-conduct.toml")
    assert "entries/code-of-conduct.toml: example[1].address: tells the site where a reader came from" in said[0]
    with pytest.raises(ContentError):
        read_folder(folder)
