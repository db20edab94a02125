"""
Let sqlmap try every form and every question in an address of a running demonstration, as each of its cast.

    PORT=8100 make demo
    python tools/scan.py http://127.0.0.1:8100 > forms.txt
    python tools/scan.py http://127.0.0.1:8100 --sqlmap ~/.venvs/sqlmap/bin/sqlmap --seconds 30

It walks through the pages by itself and says which forms it found, as whom. Only for a machine of your own: it refuses
any other address than loopback. Sqlmap is not part of Kring; install it in an environment of its own.
"""

import argparse
import re
import subprocess
import sys
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit
from urllib.request import HTTPCookieProcessor, build_opener

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from tests.proof.forms import Reader

PAGES = 250
"""Pages of one visitor; the catalogue alone has hundreds that differ in their words only."""
ALIKE = 3
"""Addresses that differ in a key or a number only are visited this often."""
LEAVING = re.compile(r"uitloggen|verlaat|logout|/taal|/language")
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[\w-]{20,}|\d+")


@dataclass
class Visitor:
    """Somebody with a browser."""

    who: str
    site: str
    jar: CookieJar = field(default_factory=CookieJar)

    def get(self, path: str, sent: dict[str, str] | None = None) -> str:
        """The page at this address, or nothing when it is no page."""
        data = urlencode(sent).encode() if sent is not None else None
        try:
            with build_opener(HTTPCookieProcessor(self.jar)).open(
                urljoin(self.site, path), data, timeout=60
            ) as answer:
                is_page = answer.headers.get_content_type() == "text/html"
                return answer.read().decode(errors="replace") if is_page else ""
        except HTTPError:
            return ""

    @property
    def cookies(self) -> str:
        """The header with everything this browser keeps."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)


@dataclass(frozen=True)
class Target:
    """One form or address with questions."""

    who: str
    method: str
    path: str
    fields: tuple[tuple[str, str], ...]
    page: str

    @property
    def kind(self) -> tuple[str, str, tuple[str, ...]]:
        """What makes it another one."""
        return self.method, KEY.sub("…", self.path), tuple(sorted({name for name, _value in self.fields}))


def token(text: str) -> str:
    """The token of a form."""
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
    return found[1] if found else ""


def cast(site: str) -> list[Visitor]:
    """Anyone, and each of the demonstration's cast."""
    anyone = Visitor("anyone", site)
    keys = sorted(set(re.findall(r'action="(/demo/[^"]+)"', anyone.get("/demo/"))))
    found = [anyone]
    for key in keys:
        somebody = Visitor(key.strip("/").rpartition("/")[2], site)
        somebody.get(key, {"csrfmiddlewaretoken": token(somebody.get("/demo/"))})
        found.append(somebody)
    return found


def walk(visitor: Visitor) -> list[Target]:
    """Every form and question that this visitor meets."""
    found: dict[tuple[str, str, tuple[str, ...]], Target] = {}
    waiting, seen = ["/"], dict[str, int]()
    while waiting and sum(seen.values()) < PAGES:
        here = waiting.pop(0)
        pattern = KEY.sub("…", urlsplit(here).path)
        if seen.get(pattern, 0) >= ALIKE or LEAVING.search(here) or here.startswith("/demo/"):
            continue
        seen[pattern] = seen.get(pattern, 0) + 1
        reader = Reader(visitor.get(here))
        for form in reader.forms:
            path = urlsplit(urljoin(here, form.action or here)).path
            if form.method in ("get", "post") and form.fields and not LEAVING.search(path):
                one = Target(visitor.who, form.method, path, tuple(form.fields), here)
                found.setdefault(one.kind, one)
        for link in reader.links:
            parts = urlsplit(urljoin(here, link))
            if parts.netloc or not link.startswith(("/", "?")):
                continue
            waiting.append(parts.path + (f"?{parts.query}" if parts.query else ""))
            if parts.query:
                asked = Target(visitor.who, "get", parts.path, tuple(parse_qsl(parts.query)), here)
                found.setdefault(asked.kind, asked)
    return list(found.values())


def command(program: str, visitor: Visitor, target: Target) -> list[str]:
    """How sqlmap is called for one target."""
    given, url = urlencode(target.fields), urljoin(visitor.site, target.path)
    is_post = target.method == "post"
    called = [program, "-u", url if is_post else f"{url}?{given}", "--cookie", visitor.cookies]
    called += "--batch --smart --flush-session --level 1 --risk 1 --disable-coloring --dbms PostgreSQL".split()
    if is_post:
        page = urljoin(visitor.site, target.page)
        called += ["--data", given, "--csrf-token", "csrfmiddlewaretoken", "--csrf-url", page]
    return called


def scan(program: str, visitor: Visitor, target: Target, seconds: int) -> str:
    """What sqlmap says of one target, in a word."""
    try:
        done = subprocess.run(command(program, visitor, target), capture_output=True, text=True, timeout=seconds)
    except subprocess.TimeoutExpired as late:
        said = (late.stdout or b"").decode(errors="replace")
        return "INJECTABLE" if "is vulnerable" in said else "out of time, nothing until then"
    if "is vulnerable" in done.stdout or "appears to be injectable" in done.stdout:
        return "INJECTABLE"
    if re.search("do not appear to be injectable|no parameter\\(s\\) found|skipping", done.stdout):
        return "nothing"
    return "could not be tried: " + (done.stdout.strip().splitlines() or ["?"])[-3:][0]


def main() -> int:
    """List what there is, and scan it if asked; 1 when something can be injected."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site")
    parser.add_argument("--sqlmap", default="")
    parser.add_argument("--seconds", type=int, default=30)
    asked = parser.parse_args()
    if urlsplit(asked.site).hostname not in ("127.0.0.1", "localhost", "::1"):
        parser.error("only a demonstration on this machine")
    tried: set[tuple[str, str, tuple[str, ...]]] = set()
    bad = 0
    # All of it is read before anything is sent, and who can take roles away is tried last.
    everyone = [(visitor, walk(visitor)) for visitor in cast(asked.site)]
    everyone.sort(key=lambda one: any(target.path.startswith("/beheer/") for target in one[1]))
    for visitor, targets in everyone:
        for target in targets:
            new = target.kind not in tried
            tried.add(target.kind)
            said = scan(asked.sqlmap, visitor, target, asked.seconds) if asked.sqlmap and new else ""
            bad += said == "INJECTABLE"
            names = " ".join(target.kind[2])
            print(f"{visitor.who:12} {target.method:4} {target.kind[1]:44} {names}  {said}", flush=True)
    print(f"{len(tried)} different forms and questions")
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())
