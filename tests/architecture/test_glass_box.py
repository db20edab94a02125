"""Whatever is held about somebody can be seen by them: every table is told about, or stands here with its reason."""

import pytest
from django.apps import apps

from kring.foundation.privacy import provided
from kring.portal.wording import HELD_IN

# Nothing in these rows is about a person.
WITHOUT_PERSONS = {
    '"shared"."catalogue_entry"': "a measure of the catalogue, the same for everyone",
    '"shared"."catalogue_facet"': "how many measures belong to a subject",
    '"shared"."catalogue_word"': "words of the catalogue",
    "catalogue_namedlist": "measures under a name, without who chose them",
    "catalogue_ownentry": "what an organisation does, looked over before it is shown",
    "audit_accessseal": "a hash over lines of the log",
    "compliance_answer": "how the organisation answers for the guideline; functions, no people",
    "compliance_finding": "what was looked up of the guideline at night",
    "experiences_experience": "how a measure went, in closed lists; who told it is not kept",
    '"shared"."experience"': "the same as an organisation shares it, without a person",
    '"shared"."experience_estimate"': "what all shared experiences say together",
    '"shared"."guide_edition"': "an edition of the guide, the same for everyone",
    '"shared"."guide_item"': "a measure as it stands in an edition",
    '"shared"."guide_order"': "which guide somebody wanted on paper, without who",
    '"shared"."guide_paper"': "a guide as a file",
    "inquiries_inquiry": "which measures advisers are asked about; no people",
    "disclosure_publishedfigure": "rounded numbers of a half-year",
    "people_importmapping": "which heading of a file holds what",
    "keys_datakey": "keys, each of which dies with what it seals",
    "tenancy_organisation": "the organisation itself",
    "referral_providertext": "what a provider does and for whom",
    "referral_codepool": "how far bought codes are, in three steps",
    "referral_healthcheck": "when an examination is offered",
    "referral_owntext": "pages to read in the words of the organisation",
}
# These are about somebody, and cannot be found by their name or tag; the page says so in words.
SAID_IN_WORDS = {
    "events_event": "who let it be known is sealed, and opens with the link of the page only",
    "events_offeranswer": "opens with the link in the message only, where it is shown and can be erased",
    "events_offeredonce": "a tag of an address that was asked, unreadable for people",
    "events_offeredcolleague": "a tag of an address, so that nobody is asked twice; unreadable for people",
    "people_importrun": "a file of the staff system, sealed for a day at most, while it is read in",
    "referral_contactrequest": "opens with the code that was shown once, where it can be erased",
    "inquiries_invitation": "opens with the link in the mail only, where it is shown and can be taken back",
    "inquiries_reply": "opens with the link in the mail only, where it is shown and can be taken back",
    "mail_outboxmail": "a message on its way, sealed until it has left",
}


def tables() -> set[str]:
    return {model._meta.db_table for model in apps.get_models() if model.__module__.startswith("kring.")}


def untold(found: set[str]) -> set[str]:
    return found - provided() - set(WITHOUT_PERSONS) - set(SAID_IN_WORDS)


def test_every_table_is_told_about() -> None:
    assert untold(tables()) == set(), "register what it holds with kring.foundation.privacy.provides, or give a reason"


def test_the_lists_hold_no_table_that_is_gone_or_told_about() -> None:
    assert (set(WITHOUT_PERSONS) | set(SAID_IN_WORDS) | provided()) - tables() == set()
    assert (set(WITHOUT_PERSONS) | set(SAID_IN_WORDS)) & provided() == set()


def test_what_is_told_stands_under_a_heading() -> None:
    placed = [table for _heading, names in HELD_IN for table in names]
    assert provided() - set(placed) == set()
    assert len(placed) == len(set(placed))


def test_a_table_that_nobody_tells_about_is_noticed() -> None:
    assert untold({"people_diary", "people_person"}) == {"people_diary"}


@pytest.mark.parametrize("reason", [*WITHOUT_PERSONS.values(), *SAID_IN_WORDS.values()])
def test_every_reason_is_a_reason(reason: str) -> None:
    assert len(reason.split()) >= 3
