"""Translations: which English sentences there are, whether each has its Dutch, and compiling them."""
