"""
The access log: every action that must leave a line does, and whoever changes, adds or takes away a line is found out.

The list of actions is read from the source: an action that is on neither list here fails.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse

from kring.config.cli.check_log import check_log
from kring.foundation.audit import anchors, log
from kring.foundation.audit.checking import tampering
from kring.foundation.audit.jobs import anchor, forget
from kring.foundation.audit.models import AccessLine
from kring.foundation.testing import Clock, World, as_, fetch, in_the_worker, make_world
from tests.access.lived import Lived, live, visitors
from tests.access.test_pages import LISTED
from tests.proof.lives import Life

SOURCE = Path(__file__).resolve().parents[2] / "src" / "kring"

WITHOUT_A_LINE = {
    "support/actions/call_along.py": "by two words; whoever reads them leaves a line of their own (danger.read)",
    "support/actions/dismiss_notice.py": "puts away a nameless line",
    "support/actions/change_reach.py": "one's own number, seen by whoever may see the card; seeing it leaves a line",
    "support/actions/plan_conversation.py": "a day, seen by the two who talk only",
    "support/actions/replace_leavers.py": "through step_back, which writes the line",
    "support/actions/stop_support.py": "a line would tell that somebody stopped or erased",
    "support/actions/sweep_support.py": "time passing; asking the next one writes its line",
    "support/actions/tell_of_opening.py": "tells whoever it is about what the log holds already",
    "support/actions/connecting.py": "part of saying yes and of recording, which write the line",
    "events/actions/answer_offer.py": "a line would tell that somebody answered",
    "events/actions/erase_offer.py": "a line would tell that somebody erased",
    "events/actions/offering.py": "part of naming and of offering, which write the line",
    "events/actions/remind_team.py": "a manager's own wish, about nobody",
    "events/actions/sweep.py": "time passing, about nobody",
    "people/actions/announce_roles.py": "tells who holds a role; giving it wrote the line",
    "events/actions/tell_approacher.py": "tells a supporter of names to approach; handing them over wrote the line",
    "people/actions/apply_import.py": "through carry_out, which writes the line",
    "people/actions/check_import.py": "compares a file; reading its problems writes a line",
    "people/actions/choose_columns.py": "which heading holds what, about nobody",
    "people/actions/clear_units.py": "deletes what was removed; removing wrote the line",
    "people/actions/import_steps.py": "part of the import",
    "people/actions/let_leave.py": "through leave, which writes the line; forgetting is time passing",
    "people/actions/tidy_imports.py": "time passing, about nobody",
    "supporters/actions/enrol.py": "follows a role; confirming it wrote the line",
    "supporters/actions/start_cool_down.py": "part of dissolving; a line would tell who supported",
    "foundation/accounts/actions/invite_account.py": "through invite, which writes the line",
    "portal/actions/keep_own_items.py": "through change_organisation, which writes the line",
    "support/actions/letters.py": "part of what tells; a mail that says nothing",
    "support/actions/tell_of_moment.py": "a mail to one of the two who talk",
    "support/actions/tell_of_reach.py": "a mail to one of the two who talk",
    "catalogue/actions/indexing.py": "words of entries, about nobody",
    "catalogue/actions/load_content.py": "content files, about nobody",
    "catalogue/actions/note_practice.py": "which measures experiences speak well of, about nobody",
    "catalogue/actions/share_entries.py": "makes what is shared equal to what was decided, which wrote the line",
    "compliance/actions/announce_reviews.py": "tells that a document is due, about nobody",
    "compliance/actions/look_up.py": "time passing, about nobody",
    "referral/actions/ask_contact.py": "a line would tell that somebody asked for help",
    "referral/actions/draw_code.py": "a line would tell that somebody drew a code",
    "referral/actions/end_contact.py": "a line would tell that somebody took a request back",
    "referral/actions/tidy_drawn.py": "time passing, about nobody",
    "referral/actions/watch_signpost.py": "time passing, about nobody",
    "experiences/actions/feed_experiences.py": "makes experiences equal to answers, about nobody",
    "inquiries/actions/collect_answers.py": "makes experiences equal to what was answered; inviting wrote the line",
    "inquiries/actions/forget_names.py": "time passing",
    "inquiries/actions/keep_answer.py": "an adviser's own answers, by the holder of a link",
    "inquiries/actions/letters.py": "part of inviting, which writes the line",
    "inquiries/actions/note_delivery.py": "what became of a mail",
    "support/actions/note_mail.py": "what became of a mail, after the action that sent it wrote the line",
    "inquiries/actions/remind_advisers.py": "time passing; inviting wrote the line",
    "experiences/actions/estimate.py": "figures of what is shared, about nobody",
    "experiences/actions/decide_sharing.py": "experiences with measures, about nobody",
    "experiences/actions/tell_experience.py": "an experience with a measure, about nobody",
    "experiences/actions/share_experiences.py": "makes what is shared equal to what was decided",
    "guide/actions/ask_paper.py": "which guide is wanted on paper, without who",
    "guide/actions/make_papers.py": "files about nobody",
    "guide/actions/publish_edition.py": "a copy of the catalogue, about nobody",
    "referral/actions/put_back.py": "after a restore, which writes the line",
    "surveys/actions/answer_evaluation.py": "a line would tell that somebody answered",
}


def actions() -> dict[str, bool]:
    """Every file of actions, and whether it writes a line."""
    found = {}
    for path in sorted(SOURCE.rglob("actions/*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
        functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
        if functions:
            found[path.relative_to(SOURCE).as_posix()] = any(call in ("log.record", "record") for call in calls)
    return found


def test_every_action_writes_a_line_or_says_why_not() -> None:
    silent = {path for path, writes in actions().items() if not writes}
    assert silent - set(WITHOUT_A_LINE) == set(), "write a line, or give the reason here"
    assert set(WITHOUT_A_LINE) - silent == set(), "take these out: they write a line, or are gone"


# --- reveals: every page on which a name, an address or a sentence about somebody opens ------------------

REVEALS = {
    "support:person": ("supporter", "contactcard.read"),
    "support:first": ("supporter", "contactcard.read"),
    "portal:card": ("coordinator", "contactcard.read"),
    "events:mine": ("supporter", "offer.cards.read"),
    "events:names": ("coordinator", "offer.cards.read"),
    "people:person": ("administrator", "person.read"),
}


@pytest.fixture(scope="module")
def scene() -> Iterator[tuple[Lived, dict[str, Client]]]:
    it = live()
    yield it, visitors(it)


def lines(world: World) -> list[tuple[str, str]]:
    """Event and actor of every line, the oldest first."""
    return fetch(
        "select event, actor from audit_accessline where organisation_id = %s order by at", world.organisation_id
    )


@pytest.mark.parametrize("name", REVEALS)
def test_every_opening_is_one_line_of_whoever_looked(scene: tuple[Lived, dict[str, Client]], name: str) -> None:
    it, browsers = scene
    who, event = REVEALS[name]
    kwargs = {part: it.keys.get(str(value), value) for part, value in LISTED[name].get("with", {}).items()}
    before = lines(it.world)
    assert browsers[who].get(reverse(name, kwargs=kwargs)).status_code == 200
    fresh = lines(it.world)[len(before) :]
    named = {"supporter": "Noor", "coordinator": "Petra", "administrator": "Anton"}[who]
    assert fresh == [(event, f"person:{it.world[named].id}")]


@pytest.mark.parametrize(
    "name", ["support:today", "portal:overview", "portal:requests", "portal:team", "support:guide"]
)
def test_what_names_nobody_leaves_no_line(scene: tuple[Lived, dict[str, Client]], name: str) -> None:
    """The other side: a line for everything would hide the ones that count."""
    it, browsers = scene
    before = lines(it.world)
    who = "supporter" if name.startswith("support") else "coordinator"
    assert browsers[who].get(reverse(name)).status_code == 200
    assert lines(it.world) == before


def test_no_line_holds_an_id_of_support_or_a_name() -> None:
    world = make_world()
    life = Life(world)
    for move in ["ask signed in", "match", "accept", "tell", "hold", "ask to open", "another", "match"]:
        assert life.move(move)
    written = str(fetch("select t::text from audit_accessline t where organisation_id = %s", world.organisation_id))
    assert "contactcard" in written or "request.created" in written
    assert not [secret for secret in (str(life.latest), "Yarabella", "thuis.test") if secret in written]


# --- tampering ------------------------------------------------------------------------------------------


@pytest.fixture
def written(world: World) -> World:
    """Three seals of three lines, the first two under an anchor."""
    petra = world["Petra"].actor
    for number in range(3):
        with as_(petra) as at:
            for _ in range(3):
                log.record("contactcard.read", "R", by=petra, at=at, fields=["name"])
        with as_(world.job()) as at:
            log.seal(world.organisation_id, at=at)
            if number == 1:
                anchor(world.organisation_id, world.job(), at)
    assert found(world) == []
    return world


def found(world: World) -> list[str]:
    with as_(world.job()) as at:
        return tampering(world.organisation_id, at)


def as_owner(statement: str, *values: object) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, list(values))


HERE = "organisation_id = %s"
LINE = f"(select id from audit_accessline where {HERE} order by at, id limit 1)"
TAMPERED = {
    "edited": f"update audit_accessline set actor = 'code' where id = {LINE}",
    "taken away": f"delete from audit_accessline where id = {LINE}",
    "moved in time": f"update audit_accessline set at = at + interval '1 hour' where id = {LINE}",
    "put under another seal": "update audit_accessline set sealed_in = (select id from audit_accessseal"
    f" where number = 3 and {HERE}) where id = {LINE}",
    "put under no seal": f"update audit_accessline set sealed_in = null where id = {LINE}",
    "put under a seal of nothing": f"update audit_accessline set sealed_in = gen_random_uuid() where id = {LINE}",
    "a seal taken away": f"delete from audit_accessseal where number = 2 and {HERE}",
    "a seal at another place": f"update audit_accessseal set number = 101 where number = 1 and {HERE}",
    "the end cut off": f"delete from audit_accessseal where number >= 2 and {HERE}",
    "everything gone": f"delete from audit_accessseal where {HERE}",
}


@pytest.mark.parametrize("how", TAMPERED)
def test_whatever_is_done_to_a_sealed_line_is_found(written: World, how: str) -> None:
    statement = TAMPERED[how]
    as_owner(statement, *[written.organisation_id] * statement.count("%s"))
    if how in ("the end cut off", "everything gone"):
        as_owner(f"delete from audit_accessline where {HERE}", written.organisation_id)
    assert found(written) != []


def test_a_line_put_in_afterwards_is_found(written: World) -> None:
    seal = fetch(f"select id from audit_accessseal where number = 1 and {HERE}", written.organisation_id)[0][0]
    line = AccessLine(organisation_id=written.organisation_id, event="x", action="R", actor="code", sealed_in=seal)
    with as_(written.job()) as at:
        line.at = at
        line.save(force_insert=True)
    assert found(written) != []


def test_a_chain_written_anew_is_found_by_the_anchor(written: World) -> None:
    """Whoever owns the database takes a line away and seals everything again: each seal fits, the anchor does not."""
    as_owner(f"delete from audit_accessline where id = {LINE}", written.organisation_id)
    as_owner(f"delete from audit_accessseal where {HERE}", written.organisation_id)
    as_owner(f"update audit_accessline set sealed_in = null where {HERE}", written.organisation_id)
    for _ in range(3):
        with as_(written.job()) as at:
            log.seal(written.organisation_id, at=at)
    with as_(written.job()):
        assert log.broken_seals(written.organisation_id) == []
    assert any("not as it was" in sentence for sentence in found(written))


def test_forgetting_after_twelve_months_is_no_tampering(written: World, clock: Clock) -> None:
    clock.forward(days=370)
    with as_(written.job("night")) as at:
        forget(written.organisation_id, written.job("night"), at)
    assert fetch(f"select 1 from audit_accessline where {HERE}", written.organisation_id) == []
    assert found(written) == []


def test_the_web_cannot_write_under_a_seal(written: World) -> None:
    """Through an injection anyone could otherwise make the log look changed."""
    seal = fetch(f"select id from audit_accessseal where number = 1 and {HERE}", written.organisation_id)[0][0]
    statement = (
        "insert into audit_accessline (id, organisation_id, at, event, action, refused, actor, roles, object_tag,"
        " subject_tag, fields_seen, reason, sealed_in)"
        " values (gen_random_uuid(), %s, now(), 'x', 'R', false, 'code', '', '', '', '{}', '', %s)"
    )
    with as_(written["Marco"].actor):
        psycopg.Cursor(connection.connection).execute(statement, [written.organisation_id, None])
    with pytest.raises(psycopg.errors.InsufficientPrivilege), as_(written["Marco"].actor):
        psycopg.Cursor(connection.connection).execute(statement, [written.organisation_id, seal])


def test_an_anchor_is_kept_a_day_and_long_enough(written: World) -> None:
    with as_(written.job()) as at:
        anchor(written.organisation_id, written.job(), at)
        kept = anchors.since(written.organisation_id, at.date())
    assert [one.number for one in kept] == [3]
    assert anchors.place(written.organisation_id).stat().st_mode & 0o077 == 0


def test_the_command_tells_by_its_exit_code(written: World, capsys: pytest.CaptureFixture[str]) -> None:
    with in_the_worker():
        before = check_log([])
    said = capsys.readouterr().out
    assert str(written.organisation_id) not in said
    as_owner(f"delete from audit_accessline where id = {LINE}", written.organisation_id)
    with in_the_worker():
        after = check_log([])
    assert (after, str(written.organisation_id) in capsys.readouterr().out) == (1, True)
    assert before in (0, 1)
