"""The stylesheet: up to date, small, and with colours and sizes in one place."""

import re
import zlib

import pytest

from kring.ui.bundle import LAYERS, SOURCES, TARGET, bundle, files
from kring.ui.contrast import SHAPES, TEXT, contrast, theme

COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(|light-dark\(")
LENGTH = re.compile(r"(?<![\w.-])\.?\d[\d.]*(?:px|rem)\b")


def test_the_bundle_is_up_to_date() -> None:
    assert TARGET.read_text(encoding="utf-8") == bundle(), "run: python -m kring.ui.bundle"


def test_every_source_is_in_the_bundle() -> None:
    bundled = [path for layer in LAYERS for path in files(layer)]

    assert sorted(bundled) == sorted(SOURCES.rglob("*.css"))


def test_the_stylesheet_stays_small() -> None:
    css = TARGET.read_bytes()

    assert len(css) < 26_000
    assert len(zlib.compress(css, 9)) < 7_000


def test_only_tokens_hold_colours_and_sizes() -> None:
    for path in SOURCES.rglob("*.css"):
        if path.name == "tokens.css":
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.lstrip().startswith("@media"):
                line = line.partition("{")[2]
            assert not COLOUR.search(line), f"{path.name}:{number} has a colour of its own"
            assert not LENGTH.search(line), f"{path.name}:{number} has a size of its own"


def test_every_token_is_used_and_every_used_one_exists() -> None:
    css = "\n".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.css"))
    defined = set(re.findall(r"^\s*(--[\w-]+):", css, re.MULTILINE))
    used = set(re.findall(r"var\((--[\w-]+)\)", css))

    assert used == defined


@pytest.mark.parametrize("index", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), [(*p, 4.5) for p in TEXT] + [(*p, 3.0) for p in SHAPES])
def test_contrast_is_enough(index: int, ink: str, ground: str, least: float) -> None:
    colours = theme(index)

    assert contrast(colours[f"--{ink}"], colours[f"--{ground}"]) >= least


def test_the_contrast_of_black_on_white_is_known() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
