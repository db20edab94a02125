"""From an invitation to an experience that the estimates read: no doubles, whatever is sent twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections

from kring.experiences.actions.decide_sharing import decide_sharing
from kring.experiences.actions.tell_experience import take_away
from kring.foundation.decision import NotAllowed
from kring.foundation.jobs import NIGHTLY, run_round
from kring.foundation.testing import Clock, World, as_, fetch, in_the_worker, insert, jobs_of, make_world
from kring.inquiries.actions.forget_names import forget_names
from kring.inquiries.actions.invite_adviser import stop_asking
from kring.inquiries.actions.keep_answer import drop_answer, keep_answer, send_answers, take_back
from kring.inquiries.actions.remind_advisers import remind_advisers
from kring.inquiries.actions.start_inquiry import remove_inquiry
from kring.inquiries.domain.adviser import CannotBe
from kring.inquiries.models import Invitation, Reply
from kring.inquiries.tests.making import GIVEN, answered, begun, guest_of, invited, letters, token_of, work


def told(world: World) -> list[tuple[Any, ...]]:
    return fetch(
        'select entry, "group", again, house, is_shared, is_fed from experiences_experience'
        " where organisation_id = %s order by entry, house",
        world.organisation_id,
    )


def out(world: World) -> list[tuple[Any, ...]]:
    return fetch(
        "select s.entry, s.again, s.organisation_name from shared.experience s join experiences_experience e"
        " on e.shared_id = s.id where e.organisation_id = %s order by s.entry, s.organisation_name",
        world.organisation_id,
    )


def test_what_an_adviser_sends_becomes_a_shared_experience(world: World) -> None:
    token = invited(world, begun(world))
    answered(world, token)
    assert "kring.inquiries.jobs.collect" in jobs_of(world.organisation_id)
    work(world)
    assert told(world) == [("code-of-conduct", "care-professionals", "yes", "", True, True)]
    assert out(world) == [("code-of-conduct", "yes", "")]
    rows = fetch('select again from "shared"."experience_estimate" where entry = %s', "code-of-conduct")
    assert rows


def test_a_draft_counts_for_nothing_and_is_seen_by_nobody(world: World) -> None:
    inquiry = begun(world)
    token = invited(world, inquiry)
    answered(world, token, send=False, again="")
    work(world)
    assert told(world) == []
    with as_(world["Petra"].actor):
        assert not Reply.objects.exists()
    with as_(guest_of(world, token)):
        assert Reply.objects.count() == 1
    guest = guest_of(world, token)
    with pytest.raises(CannotBe), as_(guest) as at:
        send_answers(by=guest, at=at)


def test_the_link_of_the_reminder_opens_the_same_answers(world: World, clock: Clock) -> None:
    token = invited(world, begun(world))
    answered(world, token, send=False)
    job = world.job("night")
    for days in (11, 1, 1):
        clock.forward(days=days)
        with as_(job) as at:
            remind_advisers(world.organisation_id, job, at)
    reminders = [letter for letter in letters(world) if letter["template"].endswith("reminder.txt")]
    assert len(reminders) == 1
    second = token_of(reminders[0])
    assert second != token
    assert guest_of(world, second) == guest_of(world, token)
    answered(world, second)
    answered(world, token)
    work(world)
    work(world)
    assert len(told(world)) == len(out(world)) == 1


def test_two_tabs_that_send_at_once_are_one_answer(world: World) -> None:
    token = invited(world, begun(world))
    guest = guest_of(world, token)

    def tab(number: int) -> None:
        try:
            with as_(guest) as at:
                keep_answer(
                    answer_id=uuid4(),
                    entry="code-of-conduct",
                    given={**GIVEN, "again": ("yes", "no")[number % 2]},
                    by=guest,
                    at=at,
                )
                send_answers(by=guest, at=at)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as tabs:
        list(tabs.map(tab, range(4)))
    assert fetch("select count(*) from inquiries_reply where organisation_id = %s", world.organisation_id) == [(1,)]
    work(world)
    assert len(out(world)) == 1


def test_advisers_of_one_house_are_one_experience_and_the_sober_one_weighs_more(world: World) -> None:
    inquiry = begun(world)
    for name, again in (("Ilse", "yes"), ("Joris", "no")):
        answered(world, invited(world, inquiry, name), again=again)
    work(world)
    assert [row[2] for row in told(world)] == ["no"]


def test_a_fund_asks_advisers_of_many_houses_and_each_counts(world: World) -> None:
    inquiry = begun(world, named=True, asked_for="Het fonds")
    for name, house in (("Ilse", "Umc Noord"), ("Joris", "Umc Zuid"), ("Kim", "umc noord")):
        answered(world, invited(world, inquiry, name, "Petra", house=house))
    work(world)
    assert [name for *_rest, name in out(world)] == ["Umc Noord", "Umc Zuid"]


def test_hr_says_no_name_of_another_organisation_that_goes_out(world: World) -> None:
    named, nameless = begun(world, named=True), begun(world)
    invited(world, named, who="Hanna")
    with pytest.raises(NotAllowed):
        invited(world, named, "Joris", "Hanna", house="Umc Noord")
    invited(world, nameless, "Joris", "Hanna", house="Umc Noord")


def test_what_the_organisation_told_itself_is_not_counted_again(world: World) -> None:
    own = {name: value for name, value in GIVEN.items() if name != "group"}
    insert(
        "experiences_experience",
        id=uuid4(),
        organisation_id=world.organisation_id,
        entry="code-of-conduct",
        **own,
        **{'"group"': GIVEN["group"]},
        advice="",
        language="nl",
        is_shared=False,
        is_named=False,
    )
    answered(world, invited(world, begun(world)), again="no")
    work(world)
    assert [(row[2], row[5]) for row in told(world)] == [("yes", False)]
    petra = world["Petra"].actor
    ((own_one,),) = fetch("select id from experiences_experience where organisation_id = %s", world.organisation_id)
    with as_(petra):
        take_away(experience_id=own_one, by=petra)
    with in_the_worker():
        run_round(world.organisation_id, [one for one in NIGHTLY if "inquiries" in one.__module__], "night")
    assert [(row[2], row[5]) for row in told(world)] == [("no", True)]


def test_a_correction_counts_at_once_and_taking_back_takes_all_of_it(world: World) -> None:
    token = invited(world, begun(world))
    one = answered(world, token)
    work(world)
    guest = guest_of(world, token)
    with as_(guest) as at:
        keep_answer(answer_id=one, entry="code-of-conduct", given={**GIVEN, "again": "no"}, by=guest, at=at)
    work(world)
    assert out(world) == [("code-of-conduct", "no", "")]
    with as_(guest) as at:
        drop_answer(answer_id=one, by=guest, at=at)
    work(world)
    assert told(world) == []
    answered(world, token, entry="clear-tasks")
    work(world)
    assert len(out(world)) == 1
    with as_(guest) as at:
        take_back(by=guest, at=at)
    work(world)
    assert told(world) == [] and out(world) == []
    assert fetch("select count(*) from inquiries_invitation where organisation_id = %s", world.organisation_id) == [
        (0,)
    ]


def test_after_sending_an_answer_with_gaps_is_refused(world: World) -> None:
    token = invited(world, begun(world))
    answered(world, token)
    guest = guest_of(world, token)
    with pytest.raises(CannotBe), as_(guest) as at:
        keep_answer(answer_id=uuid4(), entry="massage", given={**GIVEN, "again": ""}, by=guest, at=at)


def test_an_id_that_is_somebody_elses_changes_nothing_of_theirs(world: World) -> None:
    inquiry = begun(world)
    theirs = answered(world, invited(world, inquiry))
    guest = guest_of(world, invited(world, inquiry, "Joris"))
    with pytest.raises(CannotBe), as_(guest) as at:
        keep_answer(answer_id=theirs, entry="massage", given=GIVEN, by=guest, at=at)
    assert fetch("select entry from inquiries_reply where id = %s", theirs) == [("code-of-conduct",)]


def test_a_decision_about_sharing_stays_decided(world: World) -> None:
    token = invited(world, begun(world))
    one = answered(world, token)
    work(world)
    ((made,),) = fetch("select id from experiences_experience where organisation_id = %s", world.organisation_id)
    petra, guest = world["Petra"].actor, guest_of(world, token)
    with as_(petra):
        decide_sharing(experience_id=made, shared=False, named=False, by=petra)
    with as_(guest) as at:
        keep_answer(answer_id=one, entry="code-of-conduct", given={**GIVEN, "again": "no"}, by=guest, at=at)
    work(world)
    assert out(world) == []
    with pytest.raises(Exception, match="fed"), as_(petra):
        take_away(experience_id=made, by=petra)


def test_hr_begins_one_that_stays_here_and_may_not_share(world: World) -> None:
    begun(world, "Hanna", shared=False)
    with pytest.raises(NotAllowed):
        begun(world, "Hanna", shared=True)
    for name in ("Yara", "Noor", "Marco"):
        with pytest.raises(NotAllowed):
            begun(world, name, shared=False)


def test_another_organisation_and_another_adviser_see_nothing(world: World) -> None:
    inquiry = begun(world)
    token, other_token = invited(world, inquiry), invited(world, inquiry, "Joris")
    answered(world, token)
    other = make_world()
    for actor in (other["Petra"].actor, world["Yara"].actor, world["Marco"].actor, world.public):
        with as_(actor):
            assert not Invitation.objects.exists() and not Reply.objects.exists()
    with as_(guest_of(world, other_token)):
        assert [one.name for one in Invitation.objects.all()] == ["Joris"]
        assert not Reply.objects.exists()


def test_nothing_is_answered_after_the_last_day_but_taking_back_is(world: World, clock: Clock) -> None:
    token = invited(world, begun(world))
    answered(world, token)
    clock.forward(days=31)
    guest = guest_of(world, token)
    with pytest.raises(NotAllowed), as_(guest) as at:
        keep_answer(answer_id=uuid4(), entry="massage", given=GIVEN, by=guest, at=at)
    with pytest.raises(NotAllowed), as_(guest) as at:
        send_answers(by=guest, at=at)
    with as_(guest) as at:
        take_back(by=guest, at=at)
    work(world)
    assert out(world) == []


def test_names_go_and_the_experience_stays(world: World, clock: Clock) -> None:
    inquiry = begun(world)
    token = invited(world, inquiry)
    answered(world, token)
    job = world.job("night")
    for days, left in ((119, 1), (1, 0), (1, 0)):
        clock.forward(days=days)
        with as_(job) as at:
            forget_names(world.organisation_id, job, at)
        count = "select count(*) from {} where organisation_id = %s"
        for table in ("inquiries_invitation", "inquiries_reply"):
            assert fetch(count.format(table), world.organisation_id) == [(left,)]
    assert len(out(world)) == 1
    assert [row[5] for row in told(world)] == [False]
    assert fetch("select invited, answered from inquiries_inquiry where id = %s", inquiry) == [(1, 1)]


def test_who_is_not_asked_any_more_and_what_is_taken_away_goes(world: World) -> None:
    inquiry = begun(world)
    token = invited(world, inquiry)
    answered(world, token)
    work(world)
    petra = world["Petra"].actor
    ((one,),) = fetch("select id from inquiries_invitation where organisation_id = %s", world.organisation_id)
    with as_(petra) as at:
        stop_asking(invitation_id=one, by=petra, at=at)
    work(world)
    assert told(world) == []
    answered(world, invited(world, inquiry, "Joris"))
    work(world)
    with as_(petra) as at:
        remove_inquiry(inquiry_id=inquiry, by=petra, at=at)
    work(world)
    assert fetch("select count(*) from inquiries_inquiry where organisation_id = %s", world.organisation_id) == [(0,)]
    assert len(out(world)) == 1


@pytest.mark.parametrize("days", [3, 200])
def test_the_last_day_is_neither_tomorrow_nor_next_year(world: World, days: int) -> None:
    with as_(world.public) as at:
        today = at.date()
    with pytest.raises(CannotBe):
        begun(world, closes_on=today + timedelta(days=days))


def test_what_was_sent_or_taken_back_just_before_a_questionnaire_goes_counts_too(world: World) -> None:
    inquiry = begun(world)
    ilse, petra = invited(world, inquiry), world["Petra"].actor
    answered(world, ilse)
    work(world)
    answered(world, invited(world, inquiry, "Joris"), entry="clear-tasks")
    guest = guest_of(world, ilse)
    with as_(guest) as at:
        take_back(by=guest, at=at)
    with as_(petra) as at:
        remove_inquiry(inquiry_id=inquiry, by=petra, at=at)
    work(world)
    assert [(row[0], row[5]) for row in told(world)] == [("clear-tasks", False)]
    assert [row[0] for row in out(world)] == ["clear-tasks"]


def test_a_mail_that_still_waits_does_not_leave_after_all(world: World) -> None:
    invited(world, begun(world))
    petra = world["Petra"].actor
    ((one,),) = fetch("select id from inquiries_invitation where organisation_id = %s", world.organisation_id)
    with as_(petra) as at:
        stop_asking(invitation_id=one, by=petra, at=at)
    work(world)
    assert letters(world) == []
