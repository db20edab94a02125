"""Names and addresses, as people type them."""

import pytest

from kring.foundation.reach import (
    AddressDoesNotFit,
    Channel,
    Wrong,
    code_of,
    dial,
    is_a_name,
    is_code,
    reached_at,
)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("0612345678", "0612345678"),
        (" 06 - 12 34 56 78 ", "0612345678"),
        ("06.12.34.56.78", "0612345678"),
        ("+31 6 12345678", "0612345678"),
        ("+31 (0)6 12345678", "0612345678"),
        ("0031612345678", "0612345678"),
        ("(020) 123 45 67", "0201234567"),
        ("+32 470 12 34 56", "+32470123456"),
        ("0049 1512 3456789", "+4915123456789"),
    ],
)
def test_a_number_has_one_form_however_it_is_typed(typed: str, plain: str) -> None:
    assert reached_at(Channel.CALL, typed) == plain


@pytest.mark.parametrize(
    ("channel", "typed", "why"),
    [
        (Channel.CALL, "12345678", Wrong.NOT_A_PHONE),
        (Channel.CALL, "06 1234 567", Wrong.NOT_A_PHONE),
        (Channel.CALL, "06 1234 56789", Wrong.NOT_A_PHONE),
        (Channel.CALL, "zes twaalf", Wrong.NOT_A_PHONE),
        (Channel.CALL, "06１２３４５６７８", Wrong.NOT_A_PHONE),
        (Channel.CALL, "yara@thuis.nl", Wrong.MAIL_GIVEN),
        (Channel.TEXT, "020 123 45 67", Wrong.NOT_A_MOBILE),
        (Channel.MAIL, "06 1234 5678", Wrong.PHONE_GIVEN),
        (Channel.MAIL, "yara@thuis", Wrong.NOT_A_MAIL),
        (Channel.MAIL, "yara thuis.nl", Wrong.NOT_A_MAIL),
        (Channel.MAIL, "yara@thuis.nl, sam@thuis.nl", Wrong.NOT_A_MAIL),
        (Channel.MAIL, "Yara <yara@thuis.nl>", Wrong.NOT_A_MAIL),
        (Channel.MAIL, "a" * 120 + "@thuis.nl", Wrong.NOT_A_MAIL),
    ],
)
def test_an_address_that_does_not_fit_says_why(channel: Channel, typed: str, why: Wrong) -> None:
    with pytest.raises(AddressDoesNotFit) as wrong:
        reached_at(channel, typed)
    assert wrong.value.why is why


def test_a_mail_address_stays_as_it_was_typed() -> None:
    assert reached_at(Channel.MAIL, " Yara.de-Vries+kring@Thuis.nl ") == "Yara.de-Vries+kring@Thuis.nl"


@pytest.mark.parametrize("name", ["Yara", "J.", "Anne-Marie van der Berg", "O'Neill", "Çelik", "ياسمين", "dr. Sam"])
def test_people_are_called_many_things(name: str) -> None:
    assert is_a_name(name)


@pytest.mark.parametrize(
    "story",
    [
        "",
        "   ",
        "Yara\nen nog iets",
        "Gisteren is er iets heel ergs gebeurd",
        "Bel me snel!",
        "Yara 0612345678",
        "a" * 41,
        "yara@thuis.nl",
        "...",
        "Yara\u202e",
    ],
)
def test_a_story_is_no_name(story: str) -> None:
    assert not is_a_name(story)


@pytest.mark.parametrize(
    "typed", ["4821735509164402", "4821 7355 0916 4402", "4821-7355-0916-4402", " 4821 7355–0916 4402 "]
)
def test_a_code_may_be_grouped_in_any_way(typed: str) -> None:
    assert is_code(typed)
    assert code_of(typed) == "4821735509164402"


@pytest.mark.parametrize("typed", ["", "482173550916440", "48217355091644020", "48217355o9164402", "٤٨٢١٧٣٥٥٠٩١٦٤٤٠٢"])
def test_what_is_not_sixteen_digits_is_no_code(typed: str) -> None:
    assert not is_code(typed)


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("06 12 34 56 78", "0612345678"),
        ("+31 (0)20 123 45 67", "+31201234567"),
        ("0031 (0)20-1234567", "0031201234567"),
        ("(020) 123.45.67", "0201234567"),
        ("088 000 00 01, toestel 12", "0880000001"),
        ("0800-0113 (24 uur)", "08000113"),
        ("bel 113", "113"),
        ("12345#6", "12345"),
        ("aan de balie", ""),
    ],
)
def test_a_number_is_dialled_as_a_telephone_wants_it(written: str, dialled: str) -> None:
    assert dial(written) == dialled
