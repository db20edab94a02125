"""Lighthouse on home and asking, with the Chromium of this machine; it needs Node, which nothing else does."""

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from bench.data import cast_of
from bench.place import Place
from bench.serving import served
from bench.weight import PAGES

LIGHTHOUSE = "lighthouse@12.8.2"
KINDS = ("performance", "accessibility", "best-practices")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def lighthouse(place: Place) -> dict[str, Any]:
    """Three scores of a hundred for each page, or why there are none."""
    found = os.environ.get("KRING_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if shutil.which("npx") is None or found is None:
        return {"skipped": "there is no Node, or no Chromium, on this machine"}
    with served(place, "kring.config.wsgi:application") as kring, tempfile.TemporaryDirectory() as folder:
        host = cast_of(place)["host"]
        return {
            name: _scores(f"http://{host}:{kring.port}{path}", found, Path(folder) / f"{name}.json")
            for name, path in PAGES.items()
        }


def _scores(address: str, browser: str, target: Path) -> dict[str, Any]:
    flags = "--headless=new --no-sandbox" if os.geteuid() == 0 else "--headless=new"
    command = ["npx", "--yes", LIGHTHOUSE, address, "--quiet", "--output=json", f"--output-path={target}"]
    command += [f"--only-categories={','.join(KINDS)}", f"--chrome-flags={flags}"]
    environ = {**os.environ, "CHROME_PATH": browser}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=300)
    if not target.exists():
        return {"skipped": f"lighthouse did not run (exit {done.returncode})"}
    report = json.loads(target.read_text(encoding="utf-8"))
    return {kind: round(100 * (report["categories"][kind]["score"] or 0)) for kind in KINDS}
