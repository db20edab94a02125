"""Where a rule comes from, in words. The prefixes are those of decision 18."""

import re

from django.utils.translation import gettext as _

_SOURCE = re.compile(r"(A|UV|RPOG|E|K|§)\s*(\d[\w.]*)?")


def source_in_words(source: str) -> str:
    """ "A28" becomes "Policy guideline, recommendation 28"; what has no known prefix is returned as it is."""
    found = _SOURCE.fullmatch(source.strip())
    if not found:
        return source
    kind, number = found.groups()
    sentences = {
        "A": _("Policy guideline, recommendation %(number)s"),
        "§": _("Policy guideline, paragraph %(number)s"),
        "UV": _("Policy guideline, key question %(number)s"),
        "RPOG": _("Guideline for uniformed professions %(number)s"),
        "E": _("An agreement of your own organisation"),
        "K": _("A choice of Kring itself"),
    }
    return (sentences[kind] % {"number": number or ""}).strip()
