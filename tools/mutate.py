"""
Mutate the access rules: each in turn allows everything, and the tests of its context must notice.

    python tools/mutate.py                      all rules
    python tools/mutate.py kring.support.access.may_view
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 1800
SLOW = "(too slow to say)"
ABOUT = {
    "kring.support": ["src/kring/support/tests", "src/kring/portal/tests"],
    "kring.events": ["src/kring/events/tests", "src/kring/portal/tests"],
    "kring.people": ["src/kring/people/tests"],
    "kring.supporters": ["src/kring/supporters/tests", "src/kring/portal/tests"],
    "kring.surveys": ["src/kring/surveys/tests"],
    "kring.catalogue": ["src/kring/catalogue/tests"],
    "kring.compliance": ["src/kring/compliance/tests"],
    "kring.experiences": ["src/kring/experiences/tests"],
    "kring.guide": ["src/kring/guide/tests"],
    "kring.inquiries": ["src/kring/inquiries/tests"],
    "kring.portal": ["src/kring/portal/tests"],
    "kring.referral": ["src/kring/referral/tests"],
    "kring.foundation.accounts": ["src/kring/foundation/accounts/tests", "src/kring/people/tests"],
    "kring.foundation.tenancy": ["src/kring/portal/tests", "src/kring/guideline/tests"],
}
NO_RULES = {"nothing_here", "inside", "is_token", "hash_for", "here_token", "holder"}
PUBLIC = re.compile(r"^def ([a-z]\w*)\(.*?\) -> (?:Decision|bool|Q):", re.MULTILINE)


def rules() -> list[str]:
    """Every rule by its full name, read from the source."""
    found = []
    for context in ABOUT:
        path = ROOT / "src" / (context.replace(".", "/") + "/access.py")
        found += [f"{context}.access.{name}" for name in PUBLIC.findall(path.read_text()) if name not in NO_RULES]
    return found


def killed(mutant: str) -> str:
    """The first test that fails, or nothing when all of them pass."""
    tests = ABOUT[mutant.partition(".access.")[0]]
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-x",
        "-q",
        "-p",
        "tests.proof.mutating",
        *tests,
        "tests/access/test_pages.py",
    ]
    environ = {**os.environ, "KRING_MUTANT": mutant}
    try:
        done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return SLOW
    found = re.search(r"^(?:FAILED|ERROR) (\S+)", done.stdout, re.MULTILINE)
    return found[1] if found else ""


def main(names: list[str]) -> int:
    """Say for each mutant by which test it was killed; 1 if one lives."""
    living = 0
    for mutant in names or rules():
        began = time.monotonic()
        by = killed(mutant)
        living += by in ("", SLOW)
        verdict = {"": "LIVES  ", SLOW: "unknown"}.get(by, "killed ")
        print(f"{verdict} {mutant} {time.monotonic() - began:.0f}s {by}", flush=True)
    return min(living, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
