"""What an organisation adds: looked over first, plain text, and only shared by an act, without its name."""

from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from kring.catalogue.actions.look_over_entry import publish_entry, remove_entry, show_entry
from kring.catalogue.actions.propose_entry import propose_entry
from kring.catalogue.actions.share_entries import share_entries
from kring.catalogue.forms import OwnEntryForm, plain
from kring.catalogue.queries import Search, search
from kring.foundation.decision import NotAllowed
from kring.foundation.testing import World, as_, fetch, jobs_of, make_world
from kring.foundation.testing_http import sign_in

TASK = "kring.catalogue.jobs.share"
WORD = "glinsterpruik"
FIELDS: dict[str, Any] = {
    "language": "nl",
    "title": f"De {WORD} van dinsdag",
    "summary": "Een rondje met de hond van de buren.",
    "how": "Elke dinsdag om half een.\nWie wil loopt mee.",
    "watch": "",
    "theme": "vitality",
    "levels": ["team"],
    "energy": "giver",
    "quick_win": True,
    "groups": ["everyone"],
    "situations": ["recovery-time"],
}


def proposed(world: World, who: str = "Hanna") -> UUID:
    by = world[who].actor
    with as_(by) as at:
        return propose_entry(fields=FIELDS, by=by, at=at)


def shown(world: World) -> UUID:
    entry, by = proposed(world), world["Petra"].actor
    with as_(by) as at:
        show_entry(entry_id=entry, fields=FIELDS, by=by, at=at)
    return entry


def shared(world: World, entry: UUID, *, publish: bool = True) -> None:
    """What the administrator decides, and then what the worker does."""
    by, job = world["Anton"].actor, world.job("sharing")
    with as_(by) as at:
        publish_entry(entry_id=entry, publish=publish, by=by, at=at)
    with as_(job) as at:
        share_entries(world.organisation_id, job, at)


def finds(world: World, text: str = WORD, language: str = "nl") -> list[str]:
    with as_(world.public):
        return [card.title for card in search(Search(text, language=language)).cards]


def test_nobody_finds_a_proposal_before_somebody_looked_it_over(world: World) -> None:
    proposed(world)
    assert finds(world) == []


def test_everybody_here_finds_it_then_and_nobody_elsewhere(world: World) -> None:
    shown(world)
    assert finds(world) == [FIELDS["title"]]
    assert finds(world, "glinsterpruiken") == [FIELDS["title"]]
    assert finds(make_world()) == []


def test_an_own_entry_is_counted_with_the_others(world: World) -> None:
    with as_(world.public):
        before = {(one.facet, one.value): one.count for one in search(Search()).counted}
    shown(world)
    with as_(world.public):
        after = {(one.facet, one.value): one.count for one in search(Search()).counted}
    assert {
        key: after[key] - before.get(key, 0) for key in after if after[key] != before.get(key, 0)
    } == dict.fromkeys(
        [
            ("theme", "vitality"),
            ("level", "team"),
            ("energy", "giver"),
            ("quick", "yes"),
            ("moment", "everyday"),
            ("group", "everyone"),
            ("situation", "recovery-time"),
            ("evidence", "not-weighed"),
            ("kind", "measure"),
            ("origin", "us"),
        ],
        1,
    )


@pytest.mark.parametrize("who", ["Yara", "Noor"])
def test_whoever_makes_no_policy_adds_nothing(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        proposed(world, who)


@pytest.mark.parametrize("who", ["Hanna", "Marco"])
def test_whoever_proposes_does_not_show_it(world: World, who: str) -> None:
    entry, by = proposed(world, who), world[who].actor
    with pytest.raises(NotAllowed), as_(by) as at:
        show_entry(entry_id=entry, fields=FIELDS, by=by, at=at)


def test_sharing_is_an_act_and_says_nothing_of_where_it_comes_from(world: World) -> None:
    entry, other = shown(world), make_world()
    assert fetch("select 1 from shared.catalogue_entry where document::text like %s", f"%{WORD}%") == []
    shared(world, entry)
    assert TASK in jobs_of(world.organisation_id)
    assert finds(other) == finds(world) == [FIELDS["title"]]  # not twice where it comes from
    ((row,),) = fetch("select e::text from shared.catalogue_entry e where document::text like %s", f"%{WORD}%")
    assert str(world.organisation_id) not in row
    assert entry.hex not in row.replace("-", "")
    shared(world, entry, publish=False)
    assert finds(other) == []
    assert finds(world) == [FIELDS["title"]]


def test_sharing_twice_changes_nothing(world: World) -> None:
    entry = shown(world)
    shared(world, entry)
    shared(world, entry)
    assert len(fetch("select 1 from shared.catalogue_entry where document::text like %s", f"%{WORD}%")) == 1
    shared(world, entry, publish=False)


def test_what_is_shared_is_withdrawn_before_it_goes(world: World) -> None:
    entry, by = shown(world), world["Petra"].actor
    shared(world, entry)
    with as_(by) as at:
        assert not remove_entry(entry_id=entry, by=by, at=at)
    shared(world, entry, publish=False)
    with as_(by) as at:
        assert remove_entry(entry_id=entry, by=by, at=at)
    assert finds(world) == []


def test_an_entry_stays_to_be_found_when_a_word_leaves_the_lists(world: World) -> None:
    entry, by = proposed(world), world["Petra"].actor
    with as_(by) as at:
        before = {**FIELDS, "theme": "gone-since", "groups": ["gone-too"], "situations": ["gone-as-well"]}
        show_entry(entry_id=entry, fields=before, by=by, at=at)
    shared(world, entry)
    assert finds(world) == finds(make_world()) == [FIELDS["title"]]
    assert Client(SERVER_NAME=world.host).get(f"/maatregelen/eigen-{entry.hex}/").status_code == 200
    shared(world, entry, publish=False)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("<b>Samen</b> lopen", "Samen lopen"),
        ("<script>alert(1)</script>rust", "rust"),
        ('<a href="javascript:x">klik</a>', "klik"),
        ("druk < rust & stil", "druk < rust & stil"),
        ("een\n\n  twee  woorden ", "een\ntwee woorden"),
    ],
)
def test_markup_is_taken_out(typed: str, kept: str) -> None:
    assert plain(typed) == kept


def test_everyone_stands_alone() -> None:
    form = OwnEntryForm({**FIELDS, "groups": ["everyone", "young"]})
    assert "groups" in form.errors
    assert OwnEntryForm(FIELDS).is_valid()


def test_an_entry_is_added_looked_over_and_found_by_its_pages(world: World) -> None:
    hanna, petra, anybody = (Client(SERVER_NAME=world.host) for _ in range(3))
    sign_in(hanna, world["Hanna"])
    sign_in(petra, world["Petra"])
    answer = hanna.post("/maatregelen/eigen/nieuw/", {**FIELDS, "quick_win": "on"}, follow=True)
    assert "Wacht op nakijken" in answer.content.decode()
    ((entry,),) = fetch("select id from catalogue_ownentry where organisation_id = %s", world.organisation_id)
    assert hanna.get(f"/maatregelen/eigen/{entry}/").status_code == 404
    petra.post(f"/maatregelen/eigen/{entry}/", {**FIELDS, "title": "Wandelen met de hond"}, follow=True)
    shown = anybody.get(f"/maatregelen/eigen-{entry.hex}/").content.decode()
    assert "Wandelen met de hond" in shown
    assert "Niet gewogen" in shown
    assert Client(SERVER_NAME=make_world().host).get(f"/maatregelen/eigen-{entry.hex}/").status_code == 404
