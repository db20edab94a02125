"""What the demonstration adds itself is right: the forms would take it, and it is there for who looks."""

import tomllib
from pathlib import Path
from random import Random

import pytest
from django.test import Client

from kring.catalogue import demo as measures
from kring.catalogue.forms import OwnEntryForm
from kring.catalogue.queries import cards
from kring.experiences import demo as experiences
from kring.experiences.models import Experience
from kring.foundation.testing import World, as_
from kring.foundation.testing_http import sign_in
from kring.inquiries import demo as inquiries
from kring.portal.demo import DATA
from kring.referral import demo as signposts

PLANS = tomllib.loads((Path(DATA) / "demo_measures.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("plan", PLANS)
def test_what_the_demonstration_adds_is_there_to_be_seen(world: World, plan: str) -> None:
    petra, hanna = world["Petra"], world["Hanna"]
    measures.add_own(as_, by=hanna.actor, coordinator=petra.actor, plan=PLANS[plan])
    signposts.write(as_, by=petra.actor, texts=PLANS[plan].get("text", []))
    client = Client(SERVER_NAME=world.host)
    sign_in(client, petra)
    own, kept = (client.get(path).content.decode() for path in ("/maatregelen/eigen/", "/maatregelen/lijst/"))
    assert all(one["title"] in own for one in PLANS[plan]["entry"])
    assert all(one["name"] in kept for one in PLANS[plan]["list"])
    if "text" in PLANS[plan]:
        assert (
            "De bedrijfsarts heeft op dinsdag"
            in Client(SERVER_NAME=world.host).get("/wat-helpt/wie-bellen/").content.decode()
        )


@pytest.mark.parametrize("plan", PLANS)
def test_a_form_would_take_it_and_every_list_names_what_exists(world: World, plan: str) -> None:
    for one in PLANS[plan]["entry"]:
        form = OwnEntryForm({"language": "nl", **{name: value for name, value in one.items() if name != "state"}})
        assert form.is_valid(), (one["title"], form.errors)
    with as_(world.public):
        for one in PLANS[plan]["list"]:
            assert [card.id for card in cards(one["entries"], "nl")] == one["entries"]


def test_what_the_adviser_of_the_demonstration_answers_becomes_experiences(world: World) -> None:
    """Also beside what the house told itself, which comes first."""
    petra, half_years = world["Petra"].actor, ["2026H1", "2025H2", "2025H1", "2024H2"]
    experiences.tell(as_, coordinator=petra, half_years=half_years, named=False, lot=Random(1))
    inquiries.ask(as_, coordinator=petra, half_year=half_years[0], asked_for="")
    with as_(petra):
        assert Experience.objects.filter(inquiry_id__isnull=False).count() == len(inquiries.SENT)
