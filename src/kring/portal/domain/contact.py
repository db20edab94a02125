"""A line of text in which somebody wrote how to be reached: the number and the address in it, to tap."""

import re
from dataclasses import dataclass

from kring.foundation.reach import dial

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"\+?\d(?:[\d\s()-]{4,18})\d|\b\d{3}\b")
_EDGES = " ,;:-–()"


@dataclass(frozen=True, slots=True)
class Contact:
    """`text` is what remains without number and address, for example a name."""

    text: str = ""
    phone: str = ""
    mail: str = ""

    @property
    def dial(self) -> str:
        """The number as a telephone wants it."""
        return dial(self.phone)


def contact(line: str) -> Contact | None:
    """The first number and the first address in a line, and the rest; None for an empty line."""
    if not line.strip():
        return None
    mail = _MAIL.search(line)
    rest = line.replace(mail[0], " ") if mail else line
    phone = _PHONE.search(rest)
    rest = rest.replace(phone[0], " ") if phone else rest
    return Contact(
        text=re.sub(r"\s+", " ", rest).strip(_EDGES),
        phone=phone[0].strip() if phone else "",
        mail=mail[0] if mail else "",
    )
