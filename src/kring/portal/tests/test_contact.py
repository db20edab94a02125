"""Reading how somebody can be reached from a line that an administrator typed."""

import pytest

from kring.portal.domain.contact import Contact, contact


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("088 000 00 01", Contact(phone="088 000 00 01")),
        ("Mieke de Wit, 088-0000001", Contact("Mieke de Wit", "088-0000001")),
        ("Mieke (06 12 34 56 78), m.dewit@huis.example", Contact("Mieke", "06 12 34 56 78", "m.dewit@huis.example")),
        ("Balie op de eerste verdieping", Contact("Balie op de eerste verdieping")),
        ("bel 113", Contact("bel", "113")),
        ("kamer2@huis.example", Contact(mail="kamer2@huis.example")),
    ],
)
def test_number_and_address_are_found_and_the_rest_stays(line: str, found: Contact) -> None:
    assert contact(line) == found


def test_an_empty_line_is_no_contact() -> None:
    assert contact("  ") is None


def test_a_number_can_be_called() -> None:
    assert Contact(phone="+31 (0)88-000 00 01").dial == "+31880000001"
