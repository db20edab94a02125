"""The supporter's pages: what stands there, the path of three, the guide."""

import re
from datetime import timedelta

import pytest

from kring.foundation.testing import Clock, World, as_, fetch
from kring.foundation.testing_http import words
from kring.guideline import queries as guideline
from kring.support import queries
from kring.support.actions.find_supporters import find_supporters
from kring.support.tests.pages import REACH, card_lines, client_of, key_of, page_of, shown
from kring.support.tests.scenes import held, proposed, supported

# what stands there -----------------------------------------------------------------------------------


def test_a_day_without_anything_expects_nothing(world: World) -> None:
    page = shown(client_of(world, "Noor"), "/gesprekken/")
    assert "Er is nu niets te doen" in page


def test_a_question_shows_craft_and_windows_but_no_name_or_address(world: World) -> None:
    receipt, question = proposed(world, address=REACH)
    client = client_of(world, "Noor")
    for path in ("/gesprekken/", f"/gesprekken/vraag/{question}/"):
        page = shown(client, path)
        assert receipt.spoken_name in page
        assert "Verpleegkundige" in page and "overdag" in page
        assert "Yara" not in page and REACH not in page
        assert "telt" in page  # nobody counts a pass
    assert card_lines(world) == []


def test_the_list_of_a_supporter_holds_two_words_and_no_names(world: World) -> None:
    receipt = supported(world, address=REACH)
    page = shown(client_of(world, "Noor"), "/gesprekken/")
    assert receipt.spoken_name in page and "Eerste gesprek" in page
    assert "Yara" not in page and REACH not in page


def test_after_yes_only_the_name_opens_until_it_is_known_to_fit(world: World) -> None:
    receipt, question = proposed(world, address=REACH)
    client = client_of(world, "Noor")
    answered = client.post(f"/gesprekken/vraag/{question}/", {"answer": "yes"})
    assert answered["Location"] == page_of(receipt.trajectory_id, "eerst")
    page = shown(client, answered["Location"])
    assert "Yara" in page and "was je erbij" in page and REACH not in page
    assert [line[3] for line in card_lines(world)] == [["name"]]


def test_stepping_back_asks_no_reason_and_leaves_no_way_in(world: World) -> None:
    receipt = supported(world)
    client = client_of(world, "Noor")
    there = page_of(receipt.trajectory_id, "toch-niet")
    page = words(client.post(there, follow=True))
    assert "Niemand vraagt waarom" in page and receipt.spoken_name not in page
    assert client.get(page_of(receipt.trajectory_id)).status_code == 404
    assert client.post(there).status_code == 404


@pytest.mark.parametrize(
    ("channel", "address", "link"),
    [
        ("call", REACH, f"tel:{REACH}"),
        ("text", "+32470123456", "sms:+32470123456"),
        ("private_mail", "o'neil&co@thuis.test", "mailto:o%27neil%26co@thuis.test"),
    ],
)
def test_the_way_to_reach_somebody_is_a_link(world: World, channel: str, address: str, link: str) -> None:
    receipt = supported(world, channel=channel, address=address)
    response = client_of(world, "Noor").get(page_of(receipt.trajectory_id))
    assert f'href="{link}"' in response.content.decode()
    assert f"Noem de twee woorden “{receipt.spoken_name}”" in words(response), "as the asker was promised"
    assert f"Twee woorden {receipt.spoken_name}" in words(response), "called the same everywhere"


def test_a_name_with_signs_in_it_stays_a_name(world: World) -> None:
    receipt = supported(world, name="D'Arcy & <b>Bo</b>")
    client = client_of(world, "Noor")
    for path in (page_of(receipt.trajectory_id), page_of(receipt.trajectory_id, "eerst")):
        page = client.get(path).content.decode()
        assert "D&#x27;Arcy &amp; &lt;b&gt;Bo&lt;/b&gt;" in page
        assert "&amp;#x27;" not in page and "&amp;amp;" not in page


def test_each_opening_of_the_card_is_one_line_that_only_this_support_can_read(world: World) -> None:
    receipt, other = supported(world), supported(world)
    client = client_of(world, "Noor")
    client.get(page_of(receipt.trajectory_id))
    client.get(page_of(receipt.trajectory_id))
    key = key_of(world, receipt.trajectory_id)
    line = (f"person:{world['Noor'].id}", key.tag("object"), key.tag("subject"), ["name", "channel"])
    assert card_lines(world) == [line, line]
    assert key_of(world, other.trajectory_id).tag("object") != key.tag("object")


def test_a_form_that_comes_back_wrong_opened_the_card_as_well(world: World) -> None:
    receipt = supported(world)
    client = client_of(world, "Noor")
    response = client.post(page_of(receipt.trajectory_id, "moment", 1), {"plan-day": "morgen"})
    assert response.status_code == 422 and "Yara" in words(response)
    assert len(card_lines(world)) == 1


def test_reading_the_day_or_the_guide_opens_no_card(world: World) -> None:
    receipt = supported(world)
    client = client_of(world, "Noor")
    for path in ("/gesprekken/", page_of(receipt.trajectory_id, "leidraad", 1), "/leidraad/1/"):
        shown(client, path)
    assert card_lines(world) == []


# conversations ---------------------------------------------------------------------------------------


def test_the_conditions_come_first(world: World) -> None:
    receipt = supported(world)
    client = client_of(world, "Noor")
    there = page_of(receipt.trajectory_id)
    assert "Gesprek gevoerd" not in shown(client, there)
    for condition in guideline.conditions_of_confidentiality():
        assert condition.text.nl in shown(client, there)
    early = words(client.post(page_of(receipt.trajectory_id, "gevoerd", 1), {"held-day": "2026-01-01"}))
    assert "Gesprek gevoerd" not in early
    client.post(page_of(receipt.trajectory_id, "voorwaarden"))
    page = shown(client, there)
    assert "Gesprek gevoerd" in page and "Ik heb deze drie verteld" not in page


def test_three_conversations_and_then_the_last_was_the_last(world: World, clock: Clock) -> None:
    receipt = supported(world)
    client = client_of(world, "Noor")
    client.post(page_of(receipt.trajectory_id, "voorwaarden"))
    for number in (1, 2, 3):
        day = clock.now().date().isoformat()
        answer = client.post(page_of(receipt.trajectory_id, "gevoerd", number), {"held-day": day})
        assert answer.status_code == 302
        clock.forward(days=5)
        client = client_of(world, "Noor")
    page = shown(client, page_of(receipt.trajectory_id))
    assert "Dat was jullie laatste gesprek" in page and "088 000 00 03" in page
    assert "Gesprek gevoerd" not in page and "Kies een moment" not in page
    again = {"held-day": clock.now().date().isoformat()}
    assert client.post(page_of(receipt.trajectory_id, "gevoerd", 4), again).status_code == 302
    assert "Dat paste niet meer" in shown(client, page_of(receipt.trajectory_id))


def test_conversations_are_marked_in_their_order(world: World, clock: Clock) -> None:
    receipt = supported(world)
    client = client_of(world, "Noor")
    client.post(page_of(receipt.trajectory_id, "voorwaarden"))
    day = {"held-day": clock.now().date().isoformat()}
    out_of_order = client.post(page_of(receipt.trajectory_id, "gevoerd", 2), day, follow=True)
    assert "Dat paste niet meer" in words(out_of_order)
    twice = [client.post(page_of(receipt.trajectory_id, "gevoerd", 1), day, follow=True) for _ in range(2)]
    assert "Genoteerd" in words(twice[0]) and "Dat paste niet meer" in words(twice[1])
    numbers = fetch(
        "select number from support_conversation where organisation_id = %s and held_on is not null",
        world.organisation_id,
    )
    assert numbers == [(1,)]


@pytest.mark.parametrize("day", ["", "gisteren", "2099-01-01", "2020-01-01", "31-02-2026"])
def test_a_day_that_cannot_be_is_told_in_plain_words(world: World, day: str) -> None:
    receipt = supported(world)
    held(world, receipt.trajectory_id, 1)
    client = client_of(world, "Noor")
    response = client.post(page_of(receipt.trajectory_id, "gevoerd", 2), {"held-day": day})
    assert response.status_code == 422
    assert ("dag" in words(response) and "datum" in words(response)) or "Deze dag past niet" in words(response)


@pytest.mark.parametrize("day", ["", "2020-01-01", "2099-01-01", "0000-00-00"])
def test_a_moment_that_cannot_be_is_told_in_plain_words(world: World, day: str) -> None:
    receipt = supported(world)
    there = page_of(receipt.trajectory_id, "moment", 1)
    response = client_of(world, "Noor").post(there, {"plan-day": day, "plan-part": "evening"})
    assert response.status_code == 422


def test_a_planned_moment_is_seen_by_both(world: World, clock: Clock) -> None:
    receipt = supported(world)
    client = client_of(world, "Noor")
    day = clock.now().date() + timedelta(days=2)
    planned = {"plan-day": day.isoformat(), "plan-part": "evening"}
    client.post(page_of(receipt.trajectory_id, "moment", 1), planned)
    assert "in de avond" in shown(client, page_of(receipt.trajectory_id))
    assert "in de avond" in shown(client, "/gesprekken/")
    code = world.code(receipt.trajectory_id)
    with as_(code):
        mine = queries.my_support(code)
    assert mine is not None and mine.conversations[0].planned_on == day


def test_it_was_enough_after_one(world: World) -> None:
    receipt = supported(world)
    client = client_of(world, "Noor")
    assert "Het was genoeg" not in shown(client, page_of(receipt.trajectory_id))
    held(world, receipt.trajectory_id, 1)
    assert "Het was genoeg" in shown(client, page_of(receipt.trajectory_id))
    client.post(page_of(receipt.trajectory_id, "genoeg"))
    page = shown(client, page_of(receipt.trajectory_id))
    assert "Dat was jullie laatste gesprek" in page and "Tweede gesprek" not in page


def test_a_conversation_held_with_somebody_else_counts_and_has_no_day(world: World) -> None:
    receipt = supported(world)
    held(world, receipt.trajectory_id, 1)
    client_of(world, "Noor").post(page_of(receipt.trajectory_id, "toch-niet"))
    job = world.job("matching")
    with as_(job) as at:
        find_supporters(world.organisation_id, job, at)
    sam = client_of(world, "Sam")
    with as_(world["Sam"].actor):
        (question,) = queries.questions(world["Sam"].actor)
    sam.post(f"/gesprekken/vraag/{question.id}/", {"answer": "yes"})
    page = shown(sam, page_of(receipt.trajectory_id))
    assert "met een andere collega" in page and "Derde gesprek" in page


def test_the_reminder_of_help_comes_after_four_weeks(world: World, clock: Clock) -> None:
    receipt = supported(world)
    client = client_of(world, "Noor")
    text = guideline.help_reminder().text_for_supporter.nl
    assert text not in shown(client, "/gesprekken/")
    clock.forward(days=29)
    client = client_of(world, "Noor")
    assert text in shown(client, "/gesprekken/")
    assert text in shown(client, page_of(receipt.trajectory_id))
    there = client.get(page_of(receipt.trajectory_id)).content.decode().partition("<main")[2]
    assert '<a href="/wegwijzer/">' in there.partition("</main>")[0]


def test_a_supporter_proposes_and_never_sees_what_was_chosen(world: World) -> None:
    receipt = supported(world)
    client = client_of(world, "Noor")
    given = {"propose-recipient": "line_manager", "propose-sentence": "replacement_today"}
    client.post(page_of(receipt.trajectory_id, "voorstel"), given)
    assert "Regel vandaag vervanging voor mij" in shown(client, page_of(receipt.trajectory_id))
    given["propose-recipient"] = "coordinator"
    assert client.post(page_of(receipt.trajectory_id, "voorstel"), given).status_code == 422


# the guide -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 2, 3])
def test_the_guide_holds_everything_and_nothing_to_fill_in(world: World, number: int) -> None:
    receipt = supported(world)
    client = client_of(world, "Noor")
    for path in (f"/leidraad/{number}/", page_of(receipt.trajectory_id, "leidraad", number)):
        response = client.get(path)
        page = words(response)
        for topic in guideline.topics():
            assert topic.text.nl in page
        for part in guideline.conversation_guide(number).parts:
            for point in part.points:
                assert point.nl in page
        assert "Na vier tot zes weken praten jullie" in page and "Het is nu vier tot zes weken later" not in page
        for key in ("three_questions", "stop_and_explain", "acute_danger", "advise_help"):
            assert guideline.card(key).lines[0].nl in page
        body = response.content.decode().partition("<main")[2].partition("</main>")[0]
        assert not re.search(r"<(input|textarea|select|form|button)\b", body)
        assert '<a href="/wegwijzer/">' in body, "advising help leads to whom to advise"
        assert re.findall(r'href="([^"]+)" aria-current="page"', body) == [path]


@pytest.mark.parametrize("number", [0, 4, 99])
def test_there_is_no_fourth_guide(world: World, number: int) -> None:
    assert client_of(world, "Noor").get(f"/leidraad/{number}/").status_code == 404
