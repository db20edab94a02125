"""Compiled translations, for a start."""

from kring.foundation.words.compiled import compile_catalogues

__all__ = ["compile_catalogues"]
