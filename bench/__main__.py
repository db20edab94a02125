"""`python -m bench`: make the country if it is not there, measure, and write down what was found."""

import argparse
import os
import sys
import time

from bench import results
from bench.data import country
from bench.measuring import PARTS, Amounts, measure
from bench.place import bench_server
from bench.sizes import size_called


def main() -> int:
    """Measure the parts that were asked for; each keeps what it found before, so that parts can be done again."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--size", default="national", help="tiny, small, medium or national")
    parser.add_argument("--parts", default=",".join(PARTS), help=f"some of {', '.join(PARTS)}")
    parser.add_argument("--rounds", type=int, default=40, help="how often each page is opened")
    given = parser.parse_args()
    size, amounts = size_called(given.size), Amounts(rounds=given.rounds)
    server = bench_server(os.environ)
    with server.used():
        place = country(server, size)
        for part in given.parts.split(","):
            begun = time.monotonic()
            sys.stderr.write(f"Measuring {part}.\n")
            found = measure(part, place, size, amounts)
            path = results.keep(size, part, found)
            sys.stderr.write(f"  {time.monotonic() - begun:.0f} s, kept in {path}\n")
    results.write_page()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
