"""Kring: collegial support after something shocking happened at work. The folder list is the table of contents."""

__version__ = "0.1.0"
