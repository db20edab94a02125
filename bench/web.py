"""Kring as granian serves it, measured."""

from bench.timing import measured
from kring.config.wsgi import application as kring

application = measured(kring)
