"""The content files that come with Kring."""

from pathlib import Path

from kring.catalogue.domain.reading import read_folder

DATA = Path(__file__).resolve().parents[1] / "data"


def test_all_content_files_are_right() -> None:
    """Fails with the file and field of everything that is not."""
    assert read_folder(DATA).entries
