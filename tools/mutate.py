"""
Mutate the access rules: each says yes to everybody, no to everybody, or forgets a condition; a test must notice.

    python tools/mutate.py                                       all rules, all tests
    python tools/mutate.py kring.support.access.may_view …       these, against the tests of their contexts
    python tools/mutate.py kring.support.access.may_view … src/kring/support/tests/test_heard.py …

Which test notices goes to tests/proof/killers.toml, and the ordinary suite tries exactly that test each time. A mutant
that nobody notices fails, unless tests/proof/survivors.toml says why it does no harm; so does an argument that is not
needed any more.
"""

import json
import os
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
KILLERS = ROOT / "tests/proof/killers.toml"
SURVIVORS = ROOT / "tests/proof/survivors.toml"
TABLE = "tests/proof/test_access_rules.py"
EVERYTHING = ["src", "tests/extension", "tests/access/test_pages.py", TABLE]
DOOR = "kring.foundation.door"
HEAD = "# Which test notices which mutant. Written by `make mutate`; do not change it by hand.\n\n"


def near(rule: str) -> list[str]:
    """Where the tests of a rule's context are, and of the pages that put contexts together."""
    if rule.startswith(DOOR):
        return EVERYTHING[2:]
    context = ROOT / "src" / rule.partition(".access.")[0].replace(".", "/")
    return [*(str(path.relative_to(ROOT)) for path in context.rglob("tests")), "src/kring/portal/tests", TABLE]


def run(rules: list[str], places: list[str]) -> dict[str, list[Any]]:
    """Try the mutants of these rules, or of all of them, on the tests in these places: all there are, and found."""
    with tempfile.TemporaryDirectory() as scratch:
        found = Path(scratch) / "found.json"
        environ = {**os.environ, "KRING_MUTANTS_FOUND": str(found), "KRING_MUTANTS_OF": " ".join(rules)}
        command = [sys.executable, "-m", "pytest", "-q", "-p", "tests.proof.mutating", *places]
        subprocess.run(command, cwd=ROOT, env=environ, check=False)
        answer: dict[str, list[Any]] = json.loads(found.read_text(encoding="utf-8")) if found.exists() else {}
    return answer


def main(arguments: list[str]) -> int:
    """Say what lives without an argument, and which argument is not needed; 1 if there is any."""
    rules = [one for one in arguments if "/" not in one]
    places = [one for one in arguments if "/" in one] or sorted({place for rule in rules for place in near(rule)})
    answer = run(rules, places or EVERYTHING)
    if not answer:
        print("Nothing was tried.")
        return 1
    found, before = answer["found"], tomllib.loads(KILLERS.read_text(encoding="utf-8")) if arguments else {}
    known = {mutant: by for mutant, by in before.items() if mutant in answer["mutants"]}
    known |= {one["mutant"]: one["by"] for one in found if one["by"]}
    lines = [f"{json.dumps(mutant)} = {json.dumps(by)}\n" for mutant, by in sorted(known.items())]
    KILLERS.write_text(HEAD + "".join(lines), encoding="utf-8")

    argued = tomllib.loads(SURVIVORS.read_text(encoding="utf-8"))
    tried = [one["mutant"] for one in found]
    wrong = [f"LIVES: {mutant}" for mutant in tried if mutant not in known and mutant not in argued]
    wrong += [f"noticed, so take it out of survivors.toml: {mutant}" for mutant in argued if mutant in known]
    by_table = sum(by.startswith(TABLE) for by in known.values())
    print(f"{len(tried)} mutants tried. Noticed of all: {len(known)}, of which {by_table} by the table of rules.")
    print(*wrong, sep="\n")
    return min(len(wrong), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
