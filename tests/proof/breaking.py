"""
How each promise is broken on purpose: for every guard that `make promises` names, something that it must notice.

A break plants what the promise rules out: a policy too wide, a page that says more, an action that leaves something
out. It is as small as it can be, and gone when the block ends.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import FunctionType
from typing import Any
from uuid import UUID

import pytest
from django.db import connections
from django.db.models import QuerySet
from django.template.response import SimpleTemplateResponse

from kring.events.actions.answer_offer import answer_offer
from kring.events.domain.asking import Answer
from kring.events.tests import test_offering as offering_tests
from kring.events.views import offers as event_pages
from kring.foundation import door, privacy, reach
from kring.foundation.audit import log
from kring.foundation.database.inserting import insert
from kring.foundation.disclosure import rules
from kring.foundation.keys.keyring import Keyring
from kring.foundation.keys.sealing import OpenKey
from kring.foundation.testing import fetch
from kring.guideline import queries as guideline
from kring.portal import wording
from kring.portal.queries import coordination
from kring.support import access
from kring.support.actions import dissolve, step_back
from kring.support.forms.mine import SharingForm
from kring.support.models import Sharing, Trajectory
from kring.support.queries import card_of
from kring.support.views import asking, deciding
from kring.supporters import queries as supporters
from tests.access.probing import WEB
from tests.proof.rules import allowing

Break = Callable[[pytest.MonkeyPatch], Any]


@dataclass(frozen=True)
class Broken:
    """A promise, one of its guards, how the promise is broken, and what the guard ends with then."""

    promise: int
    guard: str
    how: Break
    given: tuple[tuple[str, Any], ...] = ()
    by: type[Exception] = AssertionError


@contextmanager
def as_owner(before: str, after: str) -> Iterator[None]:
    """The owner of the database does something, and undoes it."""
    with connections["owner"].cursor() as cursor:
        cursor.execute(before)
        try:
            yield
        finally:
            cursor.execute(after)


def opened(table: str) -> Break:
    """The policies of a table forget who asks."""
    policy = f"create policy promise on {table} for select to kring_web using (organisation_id = private.org())"
    return lambda _: as_owner(policy, f"drop policy promise on {table}")


def patched(place: Any, name: str, instead: Any) -> Break:
    """Something does something else."""
    return lambda patch: patch.setattr(place, name, instead)


def kept(patch: pytest.MonkeyPatch) -> None:
    """What is taken back stays."""
    real = QuerySet.delete

    def delete(rows: Any) -> Any:
        return (0, {}) if rows.model is Sharing else real(rows)

    patch.setattr(QuerySet, "delete", delete)


def counting(patch: pytest.MonkeyPatch) -> None:
    """A page says how many people are supported now."""
    real = wording.half_year_words
    supported = "select count(*) from support_trajectory"
    patch.setattr(wording, "half_year_words", lambda name: f"{real(name)} {fetch(supported)[0][0]}")


@contextmanager
def bare(_: pytest.MonkeyPatch) -> Iterator[None]:
    """Figures are shown by a threshold alone, as elsewhere."""
    real = rules.publish.__code__
    rules.publish.__code__ = _bare.__code__  # type: ignore[attr-defined]
    try:
        yield
    finally:
        rules.publish.__code__ = real  # type: ignore[attr-defined]


def _bare(total: Any, divisions: Any) -> Any:
    each = {one: Shown(rounded(n) if n >= THRESHOLD else None) for one, n in divisions.items()}  # type: ignore[name-defined]  # noqa: F821
    return Shown(rounded(total) if total >= THRESHOLD else None), each  # type: ignore[name-defined]  # noqa: F821


def allows(function: Any) -> Break:
    """A rule allows everything."""
    assert isinstance(function, FunctionType)
    return lambda _: allowing(function)


COLUMN = "alter table support_conversation add said text", "alter table support_conversation drop said"
GRANT = "grant select on private.counter to kring_web", "revoke select on private.counter from kring_web"
STORY = (("story", "Gisteren is er iets heel ergs gebeurd"),)
ROW = (("name", "support_trajectory.active"), ("role", WEB))
OPENING = "test_each_opening_of_the_card_is_one_line_that_only_this_support_can_read"
SIX_MONTHS = "test_everything_is_gone_six_months_after_asking_whatever_happened"
CONDITIONS = "conditions_of_confidentiality"


def silent(*args: Any, beside: Any = (), **values: Any) -> None:
    """A log that writes nothing, only what goes beside the line."""
    if beside:
        insert(*beside)


def late(day: date) -> date:
    """A hard stop five years on."""
    return day + timedelta(days=1825)


# --- more ways to break one ---------------------------------------------------------------------------
def swapped(function: Any, instead: Any) -> Break:
    """A function does something else, wherever it was imported; both know only what they are given."""

    @contextmanager
    def swap(_: pytest.MonkeyPatch) -> Iterator[None]:
        real = function.__code__
        function.__code__ = instead.__code__
        try:
            yield
        finally:
            function.__code__ = real

    return swap


def says(more: str) -> Break:
    """Every page says more."""
    real = SimpleTemplateResponse.rendered_content.fget  # type: ignore[attr-defined]
    said = property(lambda page: real(page).replace("</main>", f"{more}</main>"))
    return patched(SimpleTemplateResponse, "rendered_content", said)


def column(table: str, name: str) -> Break:
    """A table gets a column."""
    return lambda _: as_owner(f"alter table {table} add {name}", f"alter table {table} drop {name.split()[0]}")


def named(name: str) -> Break:
    """A column has another name."""
    return patched(Trajectory._meta.get_field("craft"), "name", name)


def together(*ways: Break) -> Break:
    """Several things at once."""

    @contextmanager
    def broken(patch: pytest.MonkeyPatch) -> Iterator[None]:
        with ExitStack() as stack:
            for way in ways:
                if how := way(patch):
                    stack.enter_context(how)
            yield

    return broken


def talkative(*args: Any, fields: Any = (), _record: Any = log.record, **values: Any) -> None:
    """A log that writes what stood in a field."""
    _record(*args, fields=(*fields, "Yara"), **values)


def telling(*, by: Any, at: Any, _ask: Any = asking.ask_for_support, **values: Any) -> Any:
    """Asking that says in the log who it was."""
    log.record("request.created", "C", by=by, at=at)
    return _ask(by=by, at=at, **values)


def noting(*, answer: Answer, by: Any, at: Any, _answer: Any = answer_offer) -> None:
    """Answering an offer that leaves a line in the log."""
    _answer(answer=answer, by=by, at=at)
    log.record("offer.answered", "U", by=by, at=at)


def heard_unasked(*args: Any, _section: Any = deciding._section) -> Any:
    """A manager reads something that nobody chose."""
    return replace(_section(*args), heard=("in contact",), ends_on=date(2026, 1, 1))


def to_everybody(self: Sharing, *args: Any, _save: Any = Sharing.save, **values: Any) -> None:
    """What was chosen reaches another manager than the one it was chosen for."""
    self.recipient_id = UUID(int=7)
    _save(self, *args, **values)


def any_lines(*tags: str, _lines: Any = log.lines_about) -> Any:
    """Lines of the log about anybody at all."""
    every = fetch("select distinct subject_tag from audit_accessline where subject_tag <> ''")
    return _lines(*(tag for (tag,) in every))


def counted_cards(_cards: Any = supporters.cards) -> Any:
    """How much each supporter does stands behind the name."""
    rows = dict(fetch("select supporter_id, count(*) from support_trajectory group by 1"))
    return tuple(replace(card, name=f"{card.name} {rows.get(card.id, 0)}") for card in _cards())


def _parts(parts: Any) -> Any:
    return {part: Shown(rounded(n) if n >= THRESHOLD else None) for part, n in parts.items()}  # type: ignore[name-defined]  # noqa: F821


def no_place(self: OpenKey, purpose: str, row: UUID) -> bytes:
    """A seal that says nothing about where it belongs."""
    return b""


def told_before(patch: pytest.MonkeyPatch) -> None:
    """The conditions count as told from the beginning."""
    told = property(lambda row: date(2026, 1, 1), lambda row, value: None)
    patch.setattr(Trajectory, "conditions_told_on", told)


def vetoing(wanted: Any, able: Any, _suggest: Any = coordination.suggest) -> Any:
    """Suggestions to a coordinator that leave out whom somebody would rather not have."""
    card, _ = card_of(Trajectory.objects.get(pk=wanted.request_id))
    return _suggest(wanted, [one for one in able if one.id not in card.never])


NOTHING_DONE = lambda *args, **values: None  # noqa: E731 (what an action does that forgets its work)
LOG_READ = "grant select on audit_accessline to kring_web", "revoke select on audit_accessline from kring_web"
NO_WALL = (
    "create policy promise on people_unit for select to kring_web using (true)",
    "drop policy promise on people_unit",
)
PARTS_EACH = "test_answers_are_published_for_the_whole_organisation_only"
OTHERS_SEE = "test_rest_after_supporting_is_shown_to_oneself_and_nobody_else"
THREE = "test_there_are_exactly_three_conditions_of_confidentiality_and_each_is_one_sentence"
TAMPER = (("tamper", "update audit_accessline set actor = 'person:other' where organisation_id = %s"),)
UNLISTED = (("given", {"for": "line_manager", "line_manager-sentences": ["in_contact"]}),)
HASHED = [name for name in log._HASHED if name != "actor"]

BROKEN = [
    Broken(1, "test_no_table_has_room_for_a_story", lambda _: as_owner(*COLUMN)),
    Broken(1, "test_a_story_is_no_name", allows(reach.is_a_name), STORY),
    Broken(2, "test_it_is_taken_back_at_once", kept),
    Broken(2, "test_a_manager_reads_the_sentence_until_it_is_taken_back", kept),
    Broken(2, "test_who_leads_or_administers_sees_the_same_with_and_without_support", counting, (("name", "Hanna"),)),
    Broken(3, "test_rows_do_what_the_list_says", opened("support_trajectory"), ROW),
    Broken(4, OPENING, patched(log, "record", silent)),
    Broken(4, "test_erasing_leaves_nothing_and_is_not_counted", patched(Trajectory, "delete", lambda self: None)),
    Broken(5, "test_the_key_is_destroyed_with_the_trajectory", patched(dissolve, "forget_all", lambda keys: None)),
    Broken(
        5,
        SIX_MONTHS,
        patched(guideline, "hard_stop_on", late),
    ),
    Broken(6, "test_what_is_left_over_is_nothing_or_at_least_ten", bare),
    Broken(6, "test_the_web_role_cannot_reach_raw_counters", lambda _: as_owner(*GRANT)),
    Broken(
        7, "test_the_three_conditions_stand_before_the_button", patched(guideline, CONDITIONS, tuple), by=ValueError
    ),
    Broken(7, "test_one_alone_opens_nothing", allows(access.may_read_opened), by=ValueError),
    Broken(1, "test_every_text_linked_to_people_is_on_the_closed_list", named("told")),
    Broken(1, "test_no_column_is_called_after_what_must_never_be_kept", named("feelings")),
    Broken(
        1, "test_the_guide_holds_everything_and_nothing_to_fill_in", says("<textarea></textarea>"), (("number", 1),)
    ),
    Broken(1, "test_a_line_holds_names_of_fields_and_no_values", patched(log, "record", talkative)),
    Broken(2, "test_nothing_is_heard_unless_chosen", patched(deciding, "_section", heard_unasked)),
    Broken(
        2,
        "test_the_manager_hears_exactly_what_was_chosen_and_it_is_shown_in_their_words",
        patched(Sharing, "save", to_everybody),
    ),
    Broken(
        2,
        "test_what_is_not_on_the_list_reaches_nobody",
        patched(SharingForm, "clean", lambda form: form.cleaned_data),
        UNLISTED,
    ),
    Broken(2, "test_manager_hr_and_colleagues_see_no_row_at_all", opened("events_offeranswer"), (("who", "Marco"),)),
    Broken(
        2,
        "test_every_answer_changes_the_same_columns_and_sizes",
        patched(offering_tests, "answer_offer", noting),
        (("given", Answer.YES),),
    ),
    Broken(
        3,
        "test_before_acceptance_a_supporter_sees_no_name",
        together(
            opened("support_trajectory"), opened("keys_datakey"), allows(access.supports), allows(access.visible)
        ),
    ),
    Broken(3, "test_no_page_but_the_opened_one_names_anybody_who_is_supported", says("Yarabella")),
    Broken(3, "test_the_card_stays_closed_until_it_is_opened_and_opening_is_logged", patched(log, "record", silent)),
    Broken(3, "test_a_veto_changes_nothing_that_a_coordinator_sees", patched(coordination, "suggest", vetoing)),
    Broken(
        3,
        "test_everyone_is_let_in_or_not_as_the_list_says",
        lambda patch: patch.setitem(door._BY_ROLE, door.Who.SUPPORTER, frozenset({"supporter", "manager"})),
        (("name", "support:today"),),
    ),
    Broken(3, "test_nobody_sees_rows_of_another_organisation", lambda _: as_owner(*NO_WALL)),
    Broken(
        4,
        "test_who_opened_the_card_is_named_with_the_day_and_without_the_time",
        patched(log, "record", silent),
    ),
    Broken(4, "test_nobody_sees_the_lines_of_somebody_else", patched(log, "lines_about", any_lines)),
    Broken(4, "test_every_table_is_told_about", lambda patch: patch.delitem(privacy._providers, "people_unit")),
    Broken(4, "test_every_change_behind_the_seal_is_found", patched(log, "_HASHED", HASHED), TAMPER),
    Broken(4, "test_the_web_role_writes_but_cannot_read_change_or_delete", lambda _: as_owner(*LOG_READ)),
    Broken(4, "test_erasing_leaves_nothing_the_same_moment", patched(Trajectory, "delete", NOTHING_DONE)),
    Broken(4, "test_erasing_works_at_once_and_twice", patched(event_pages, "erase_offer", NOTHING_DONE)),
    Broken(5, "test_stopping_closes_the_page_and_the_night_forgets", patched(dissolve, "_over", lambda *_: [])),
    Broken(
        5,
        "test_a_restored_row_cannot_be_opened_once_its_day_is_destroyed",
        patched(Keyring, "destroy_epochs_before", NOTHING_DONE),
    ),
    Broken(5, "test_every_template_lets_go_before_the_hard_stop", patched(guideline, "closes_on", late)),
    Broken(5, "test_the_log_does_not_say_who_asked", patched(asking, "ask_for_support", telling)),
    Broken(
        6,
        "test_nothing_tells_which_count_came_with_which_token_or_when",
        column("private.spent_token", "sent_at timestamptz default now()"),
    ),
    Broken(6, PARTS_EACH, swapped(rules.publish_parts, _parts)),
    Broken(6, "test_that_everybody_said_the_same_is_not_shown", swapped(rules.publish_parts, _parts)),
    Broken(6, "test_support_that_goes_on_changes_nothing_on_this_page", counting),
    Broken(7, "test_conditions_come_before_the_first_conversation_counts", told_before),
    Broken(7, THREE, patched(guideline, CONDITIONS, tuple)),
    Broken(
        7,
        "test_after_an_hour_there_is_nothing_also_for_the_database",
        together(opened("support_reveal"), allows(access.may_read_opened)),
    ),
    Broken(7, "test_whoever_it_is_about_sees_who_and_why", patched(log, "record", silent)),
    Broken(7, "test_what_is_sealed_opens_in_its_place_and_only_there", patched(OpenKey, "_place", no_place)),
    Broken(0, "test_cannot_now_is_all_that_others_see", opened("supporters_availability")),
    Broken(0, OTHERS_SEE, opened("supporters_availability")),
    Broken(0, "test_the_team_shows_who_can_now_and_nothing_to_count", patched(supporters, "cards", counted_cards)),
    Broken(0, "test_load_shows_nowhere", patched(supporters, "cards", counted_cards)),
    Broken(0, "test_stepping_back_asks_no_reason_and_leaves_no_way_in", patched(step_back, "_release", NOTHING_DONE)),
]
"""Promise 0 is what is promised to supporters."""
