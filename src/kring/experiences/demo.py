"""Experiences of the demonstration: what both organisations told in the past half-years, and share."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from random import Random

from kring.experiences.actions.decide_sharing import decide_sharing
from kring.experiences.actions.share_experiences import share_experiences
from kring.experiences.actions.tell_experience import tell_experience
from kring.experiences.domain.experience import Again, Aim, Helped, Hindered, Kept, Reach, Told
from kring.experiences.models import SharedEstimate, SharedExperience
from kring.foundation.actor import Actor

Act = Callable[[Actor], AbstractContextManager[datetime]]
AGAIN = {"y": Again.YES, "d": Again.DIFFERENTLY, "n": Again.NO}
# Measure, for whom, situation, what for, and per half-year whether they would do it again.
TOLD = (
    ("organised-peer-support", "involved", "shocking-event", Aim.AFTERMATH, "yyyy"),
    ("organised-peer-support", "trainees", "shocking-event", Aim.AFTERMATH, "yyd"),
    ("operational-review", "involved", "shocking-event", Aim.AFTERMATH, "ydny"),
    ("moral-deliberation", "care-professionals", "moral-stress", Aim.TALK, "yyy"),
    ("mindfulness", "everyone", "running-empty", Aim.PRESSURE, "ynnd"),
    ("massage", "everyone", "recovery-time", Aim.RECOVER, "nynn"),
    ("fixed-breaks", "shift-workers", "recovery-time", Aim.RECOVER, "ydyy"),
    ("self-rostering", "shift-workers", "shifts-and-sleep", Aim.STAY, "ydy"),
    ("mentor-for-starters", "starters", "start-of-career", Aim.STAY, "y"),
)
ADVICE = (
    "Begin met een team dat het zelf wil.",
    "Zorg dat er tijd voor is onder werktijd.",
    "Laat iemand van de werkvloer de trekker zijn.",
    "Vertel het vaker dan je denkt dat nodig is.",
)


def tell(act: Act, *, coordinator: Actor, half_years: Sequence[str], named: bool, lot: Random) -> None:
    """Let one organisation tell and share; the worker brings it to everybody."""
    for entry, group, situation, aim, again in TOLD:
        for half_year, would in zip(half_years, again, strict=False):
            told = Told(
                entry=entry,
                group=group,
                situation=situation,
                aim=aim,
                reach=lot.choice(list(Reach)),
                helped=tuple(lot.sample(list(Helped), 2)),
                hindered=tuple(lot.sample(list(Hindered), 1)),
                kept=Kept.FADED if would == "n" else Kept.GOES_ON,
                again=AGAIN[would],
                half_year=half_year,
                advice=lot.choice(ADVICE),
                language="nl",
            )
            with act(coordinator) as now:
                one = tell_experience(told=told, by=coordinator, at=now)
                decide_sharing(experience_id=one, shared=True, named=named, by=coordinator)
    job = Actor("job", coordinator.organisation_id, roles=frozenset({"sharing"}))
    with act(job) as now:
        share_experiences(coordinator.organisation_id, job, now)


def forget() -> None:
    """Take away what the demonstration shared before."""
    SharedExperience.objects.all().delete()
    SharedEstimate.objects.all().delete()
