"""
One small stylesheet out of many small files: `python -m kring.ui.bundle`.

The layers come in order, so a later one wins whatever its selectors weigh.
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = HERE / "css"
TARGET = HERE / "static" / "ui" / "kring.css"
LAYERS = ("tokens", "base", "layout", "components", "utilities")


def files(layer: str) -> list[Path]:
    """The files of a layer: one by its name, or all in the folder of that name."""
    single = SOURCES / f"{layer}.css"
    return [single] if single.exists() else sorted((SOURCES / layer).glob("*.css"))


def tighten(css: str) -> str:
    """The same rules without comments and needless space, still a line per rule."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s*\n\s*", "\n", css)
    css = re.sub(r"([;{,])\n", r"\1", css)
    css = re.sub(r"\s*([{}])\s*", r"\1", css)
    css = re.sub(r"([;,]|(?<=[\w-]):)\s+", r"\1", css)
    return css.replace(";}", "}").replace("}", "}\n").strip()


def bundle() -> str:
    """The stylesheet as the browser gets it."""
    parts = ["/* Made by: python -m kring.ui.bundle */", f"@layer {','.join(LAYERS)};"]
    for layer in LAYERS:
        inner = "\n".join(path.read_text(encoding="utf-8") for path in files(layer))
        parts.append(f"@layer {layer}{{{tighten(inner)}}}")
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    TARGET.write_text(bundle(), encoding="utf-8")
    sys.stdout.write(f"{TARGET.relative_to(HERE.parent)} {TARGET.stat().st_size} bytes\n")
