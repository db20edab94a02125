"""``python -m kring <command>``: everything that can be done with Kring from a shell."""

import sys

from kring.config.cli.main import main

sys.exit(main(sys.argv[1:]))
