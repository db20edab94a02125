"""Addresses of pages by name, also of contexts that an installation may not have."""

from functools import cache

from django.urls import NoReverseMatch, reverse


@cache
def address(name: str) -> str:
    """The address of a page; empty where this installation does not have it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
