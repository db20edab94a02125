"""A mistake in a data file is refused, and the message names the file and the field."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kring.guideline.domain.edition import load_edition
from kring.guideline.domain.table import GuidelineDataError

DATA = Path(__file__).parent.parent / "data"
VERSIONS = sorted(path.name for path in DATA.iterdir() if path.is_dir())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a copy of the data files of 2022 that may be broken."""
    return Path(shutil.copytree(DATA / "2022", tmp_path / "2022"))


@pytest.mark.parametrize("version", VERSIONS)
def test_every_edition_can_be_read(version: str) -> None:
    assert load_edition(DATA / version).version == version


def test_an_edition_that_does_not_exist_is_refused_by_name() -> None:
    with pytest.raises(GuidelineDataError, match="1999: folder: does not exist"):
        load_edition(DATA / "1999")


BROKEN: dict[str, tuple[str, str, str, str]] = {
    "a text without English": (
        "criteria.toml",
        'label.en = "A child"\n',
        "",
        r"criterion\[3\]\.label\.en: is missing",
    ),
    "a text without Dutch": (
        "criteria.toml",
        'label.nl = "Een kind"\n',
        "",
        r"criterion\[3\]\.label\.nl: is missing",
    ),
    "an empty text": ("criteria.toml", '"A child"', '" "', r"criterion\[3\]\.label\.en: must be a text"),
    "a space too many": ("criteria.toml", '"A child"', '"A child "', r"label\.en: must not begin or end"),
    "a third language": (
        "criteria.toml",
        'label.nl = "Een kind"',
        'label.fy = "In bern"\nlabel.nl = "Een kind"',
        r"criterion\[3\]\.label\.fy: is not a field",
    ),
    "a missing field": ("event_kinds.toml", "own_way = true\n", "", r"kind\[7\]\.own_way: is missing"),
    "an unknown field": (
        "event_kinds.toml",
        "\nown_way = true",
        "\nown_way = true\nurgent = true",
        r"urgent: is not a field",
    ),
    "an unknown field at the top": (
        "topics.toml",
        "[[topic]]",
        "score = 1\n[[topic]]",
        r"score: is not a field",
    ),
    "a flag that is a text": (
        "event_kinds.toml",
        "\nown_way = true",
        '\nown_way = "yes"',
        r"own_way: must be true or false",
    ),
    "a key used twice": (
        "topics.toml",
        'key = "sleep"',
        'key = "mood"',
        r"topic\[9\]\.key: 'mood' is used twice",
    ),
    "a key with a capital": (
        "topics.toml",
        'key = "sleep"',
        'key = "Sleep"',
        r"topic\[6\]\.key: 'Sleep' must be",
    ),
    "no source": (
        "topics.toml",
        'source = ["A29"]',
        "source = []",
        r"topic\[1\]\.source: must name a source",
    ),
    "a recommendation that does not exist": (
        "topics.toml",
        '"A29"',
        '"A37"',
        r"source: 'A37' does not exist",
    ),
    "a source nobody knows": (
        "topics.toml",
        '"A29"',
        '"Somebody"',
        r"source: no source is called 'Somebody'",
    ),
    "a source named twice": ("topics.toml", '["A29"]', '["A29", "A29"]', r"source: names something twice"),
    "a source that is not a list": ("topics.toml", '["A29"]', '"A29"', r"topic\[1\]\.source: must be a list"),
    "a source prefix used twice": (
        "sources.toml",
        'prefix = "UV"',
        'prefix = "A"',
        r"prefix: 'A' is used twice",
    ),
    "a source name used twice": (
        "sources.toml",
        'name = "BOT"',
        'name = "OLVG"',
        r"name: 'OLVG' is used twice",
    ),
    "a source label without its number": (
        "sources.toml",
        "paragraaf {number}",
        "paragraaf",
        r"label\.nl: must hold",
    ),
    "a negative day": (
        "timing.toml",
        "from_day = 28\n",
        "from_day = -28\n",
        r"help_reminder\.from_day: must be a whole",
    ),
    "a day that is a flag": (
        "timing.toml",
        "from_day = 28\n",
        "from_day = true\n",
        r"from_day: must be a whole number",
    ),
    "a reminder that ends before it begins": (
        "timing.toml",
        "to_day = 42\n",
        "to_day = 7\n",
        r"help_reminder\.to_day: lies before",
    ),
    "a step that ends before it begins": (
        "timing.toml",
        "{ from_day = 12, to_day = 17",
        "{ from_day = 18, to_day = 17",
        r"template\[3\]\.steps\[2\]\.to_day: lies before",
    ),
    "steps that overlap": ("timing.toml", "to_day = 17", "to_day = 27", r"template\[3\]\.steps: must follow"),
    "a fourth conversation": (
        "timing.toml",
        "  { from_day = 27, to_day = 34, free = false },",
        "  { from_day = 27, to_day = 34, free = false },\n  { from_day = 60, to_day = 70, free = false },",
        r"template\[3\]\.steps: must be three",
    ),
    "conversations out of order": (
        "conversations.toml",
        "number = 3",
        "number = 2",
        r"conversation: must be numbers 1, 2 and 3",
    ),
    "a guide without a part": (
        "conversations.toml",
        'key = "own_network"',
        'key = "other"',
        r"conversation\[1\]\.parts: must be opening",
    ),
    "a point said twice": (
        "conversations.toml",
        "points = [\n",
        'points = [\n  { nl = "a", en = "a" },\n  { nl = "a", en = "a" },\n',
        r"points: says something twice",
    ),
    "a circle too far out": ("circles.toml", "number = 4", "number = 5", r"circle: must be numbers 0 to 4"),
    "a circle that names someone twice": (
        "circles.toml",
        'key = "friends"',
        'key = "family"',
        r"members: names someone twice",
    ),
    "a list nobody knows": (
        "confidentiality.toml",
        '[[condition]]\nkey = "protection"',
        '[[other]]\nkey = "protection"',
        r"other: is not a field",
    ),
    "a sentence without the name": (
        "sharing.toml",
        "{name} komt zelf",
        "Die komt zelf",
        r"sentence\[4\]\.told\.nl: must hold \{name\}",
    ),
    "a sentence with a strange placeholder": (
        "sharing.toml",
        "{name} komt zelf",
        "{name} {day} komt",
        r"told\.nl: must hold",
    ),
    "a sentence for nobody we know": (
        "sharing.toml",
        'recipients = ["line_manager", "trainer"]',
        'recipients = ["neighbour"]',
        r"replacement_today\.recipients: must be keys",
    ),
    "a clash that is not mutual": (
        "sharing.toml",
        'clashes_with = ["rather_not", "i_will_come"]',
        'clashes_with = ["rather_not"]',
        r"i_will_come\.clashes_with: 'ask_me' must",
    ),
    "a page whose file has another name": (
        "pages/at_home.toml",
        'key = "at_home"',
        'key = "home"',
        r"pages/at_home\.toml: key: is 'home'",
    ),
    "two pages in the same place": (
        "pages/at_home.toml",
        "order = 9",
        "order = 8",
        r"order: is the same for two pages",
    ),
    "a version that is not its folder": ("edition.toml", '"2022"', '"2027"', r"version: is '2027'"),
    "a file that is not TOML": ("cards.toml", "[[card]]", "[[card", r"cards\.toml: file: is not valid TOML"),
    "a table where a list belongs": (
        "cards.toml",
        "lines = [",
        "lines = 1\nother = [",
        r"lines: must be a list",
    ),
}


@pytest.mark.parametrize("mistake", BROKEN)
def test_a_mistake_is_refused_with_file_and_field(mistake: str, folder: Path) -> None:
    file, old, new, message = BROKEN[mistake]
    path = folder / file
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(GuidelineDataError, match=message) as refused:
        load_edition(folder)
    assert refused.value.file in {file, "pages"}


def _remove_a_condition(folder: Path) -> None:
    path = folder / "confidentiality.toml"
    path.write_text(path.read_text(encoding="utf-8").rpartition("[[condition]]")[0], encoding="utf-8")


def _empty_a_section(folder: Path) -> None:
    path = folder / "pages" / "at_home.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text + '\n[[sections]]\nheading = { nl = "a", en = "b" }\nsource = ["K"]\nparagraphs = []\nbullets = []\n',
        encoding="utf-8",
    )


def _remove_a_file(folder: Path) -> None:
    (folder / "topics.toml").unlink()


def _remove_the_sources(folder: Path) -> None:
    (folder / "sources.toml").unlink()


def _add_a_file(folder: Path) -> None:
    (folder / "notes.toml").write_text("", encoding="utf-8")


def _write_latin(folder: Path) -> None:
    (folder / "topics.toml").write_bytes("ë".encode("latin-1"))


def _empty_a_list(folder: Path) -> None:
    (folder / "topics.toml").write_text("topic = []", encoding="utf-8")


def _put_a_text_where_a_table_belongs(folder: Path) -> None:
    (folder / "topics.toml").write_text('topic = ["sleep"]', encoding="utf-8")


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (_remove_a_condition, r"confidentiality\.toml: condition: must be three"),
        (_empty_a_section, r"pages/at_home\.toml: sections\[4\]\.paragraphs: are empty"),
        (_remove_a_file, r"topics\.toml: file: is missing"),
        (_remove_the_sources, r"sources\.toml: numbered: is missing"),
        (_add_a_file, r"notes\.toml: file: is not a file the guideline knows"),
        (_write_latin, r"topics\.toml: file: is not valid TOML"),
        (_empty_a_list, r"topics\.toml: topic: must hold at least 1"),
        (_put_a_text_where_a_table_belongs, r"topics\.toml: topic\[1\]: must be a table"),
    ],
)
def test_damage_to_a_folder_is_refused_with_file_and_field(
    damage: Callable[[Path], None], message: str, folder: Path
) -> None:
    damage(folder)
    with pytest.raises(GuidelineDataError, match=message):
        load_edition(folder)
