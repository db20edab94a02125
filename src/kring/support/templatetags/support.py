"""`{% load support %}`: what the database holds as a key, in words."""

import re

from django import template

from kring.support import wording

register = template.Library()

register.filter("because", wording.because)
register.filter("craft", wording.craft)
register.filter("window", wording.window)
register.filter("windows", wording.windows)
register.filter("channel", wording.channel)
register.filter("recipient", wording.recipient)
register.filter("sentence", wording.sentence)
register.filter("about", wording.about)
register.filter("conversation", wording.conversation)
register.filter("phone", wording.phone)
register.filter("said", wording.said)
register.filter("names", wording.names)


@register.filter
def dial(phone: str) -> str:
    """A number as a telephone wants it; empty if these are other words."""
    number = re.sub(r"[^\d+]", "", phone)
    return number if len(number) >= 3 and not re.search(r"[^\W\d_]", phone) else ""
