"""Fill one database: `python -m bench.country <state directory> <database> <size>`, with the settings of there."""

import sys

import django

django.setup()

from bench.country.make import make
from bench.place import inherited
from bench.sizes import size_called

_, state, database, size = sys.argv
make(inherited(state, database), size_called(size))
