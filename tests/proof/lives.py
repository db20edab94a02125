"""What happens to people of a team, move by move, with the real actions: what nobody else may learn."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

from kring.events.access import holder
from kring.events.actions.answer_offer import answer_offer
from kring.events.actions.erase_offer import erase_offer
from kring.events.actions.offer_colleague import offer_colleague
from kring.events.domain.asking import Answer
from kring.events.tests.making import SITE, letters_to, token_of
from kring.foundation.actor import Actor
from kring.foundation.decision import NotAllowed
from kring.foundation.testing import World, as_
from kring.support import queries
from kring.support.actions import call_along, open_together, share, step_back, stop_support
from kring.support.actions.answer_proposal import accept_proposal, pass_proposal
from kring.support.actions.ask_for_support import Asked, ask_for_support
from kring.support.actions.dissolve import dissolve
from kring.support.actions.find_supporters import find_supporters
from kring.support.actions.finish_support import finish_support
from kring.support.actions.hold_conversation import ConditionsFirst, DayNotYet, hold_conversation, tell_conditions
from kring.support.actions.plan_conversation import DayDoesNotFit, plan_conversation
from kring.support.actions.sweep_support import sweep_support
from kring.support.domain.card import Card
from kring.support.domain.danger import Danger, NobodyByTheseWords, TooFewToOpen
from kring.support.domain.trajectory import NotNow

REFUSED = (NotAllowed, NotNow, ConditionsFirst, DayNotYet, DayDoesNotFit, NobodyByTheseWords, TooFewToOpen)
"""What an action says when it is not its moment. Anything else is a mistake."""


class Life:
    """The requests of one world, in order; a move takes the latest, or does nothing when it is not its moment."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.supporters = [name for name, one in world.people.items() if "supporter" in one.roles]
        self.requests: list[UUID] = []
        self.words: dict[UUID, str] = {}

    def move(self, name: str) -> bool:
        """Do it; answers whether it was its moment."""
        try:
            MOVES[name](self)
        except REFUSED:
            return False
        return True

    @property
    def latest(self) -> UUID:
        """:raises NotNow: if nobody asked yet"""
        if not self.requests:
            raise NotNow
        return self.requests[-1]

    def ask(self, by: Actor, **card: object) -> None:
        """Somebody asks."""
        values = {"name": "Yarabella", "channel": "private_mail", "address": f"{uuid4().hex}@thuis.test", **card}
        asked = Asked(Card(**values), ("day", "evening"), "nl", craft="nurse", unit_id=self.world.ward)  # type: ignore[arg-type]
        with as_(by) as at:
            receipt = ask_for_support(asked=asked, form_token=uuid4().hex, by=by, at=at)
        self.requests.append(receipt.trajectory_id)
        self.words[receipt.trajectory_id] = receipt.spoken_name

    def job(self, work: Callable[[UUID, Actor, object], object]) -> None:
        """A round of the worker."""
        by = self.world.job()
        with as_(by) as at:
            work(self.world.organisation_id, by, at)

    def as_supporter(self, do: Callable[..., object], **values: object) -> None:
        """Whoever of the supporters may, does it."""
        problem: Exception = NotNow()
        for name in self.supporters:
            actor = self.world[name].actor
            try:
                with as_(actor) as at:
                    do(trajectory_id=self.latest, by=actor, at=at, **values)
                return
            except REFUSED as refused:
                problem = problem if isinstance(refused, NotAllowed) else refused
        raise problem

    def as_person(self, do: Callable[..., object], **values: object) -> None:
        """The holder of the code does it."""
        actor = self.world.code(self.latest)
        with as_(actor) as at:
            do(trajectory_id=self.latest, by=actor, at=at, **values)

    def answers(self, do: Callable[..., object]) -> None:
        """Whoever was asked answers the question."""
        for name in self.supporters:
            actor = self.world[name].actor
            with as_(actor) as at:
                found = queries.questions(actor)
                if found:
                    do(proposal_id=found[0].id, by=actor, at=at)
                    return
        raise NotNow


def _offer(life: Life) -> None:
    with as_(life.world.public) as at:
        mail = life.world["Yara"].mail
        offer_colleague(name="Yarabella", mail=mail, asked_by="", site=SITE, by=life.world.public, at=at)


def _guest(life: Life) -> Actor:
    found = [letter for letter in letters_to(life.world) if "link" in letter["values"]]
    if not found:
        raise NotNow
    with as_(life.world.public):
        guest = holder(life.world.public, "answer_by_link", token_of(found[-1]))
    if guest is None:
        raise NotNow
    return guest


def _answer(answer: Answer) -> Callable[[Life], None]:
    def do(life: Life) -> None:
        guest = _guest(life)
        with as_(guest) as at:
            answer_offer(answer=answer, by=guest, at=at)

    return do


def _erase_offer(life: Life) -> None:
    guest = _guest(life)
    with as_(guest):
        erase_offer(by=guest)


def _next(do: Callable[[int], None]) -> None:
    """With the first of the three conversations for which it is the moment."""
    for number in (1, 2, 3):
        try:
            return do(number)
        except NotNow:
            continue
    raise NotNow


def _plan(by: str) -> Callable[[Life], None]:
    def do(life: Life) -> None:
        with as_(life.world.public) as at:
            day = at.date() + timedelta(days=1)
        who = life.as_person if by == "person" else life.as_supporter
        _next(lambda number: who(plan_conversation, number=number, day=day, part="day"))

    return do


def _hold(life: Life) -> None:
    with as_(life.world.public) as at:
        day = at.date()
    _next(lambda number: life.as_supporter(hold_conversation, number=number, day=day))


def _ask_open(life: Life) -> None:
    petra = life.world["Petra"].actor
    with as_(petra) as at:
        words = life.words[life.latest]
        open_together.ask_to_open(spoken_name=words, reason=Danger.TO_SELF, by=petra, at=at)


def _propose_sharing(life: Life) -> None:
    life.as_supporter(share.propose_sharing, recipient="line_manager", sentence="in_contact")


MOVES: dict[str, Callable[[Life], None]] = {
    "ask": lambda life: life.ask(life.world.public),
    "ask signed in": lambda life: life.ask(life.world["Yara"].actor, person_id=life.world["Yara"].id),
    "ask by phone": lambda life: life.ask(life.world.public, channel="call", address="0612345678"),
    "ask without those": lambda life: life.ask(
        life.world.public, never=tuple(life.world[one].id for one in life.supporters)
    ),
    "match": lambda life: life.job(find_supporters),
    "sweep": lambda life: life.job(sweep_support),
    "night": lambda life: life.job(dissolve),
    "accept": lambda life: life.answers(accept_proposal),
    "pass": lambda life: life.answers(pass_proposal),
    "plan": _plan("person"),
    "plan as supporter": _plan("supporter"),
    "tell": lambda life: life.as_supporter(tell_conditions),
    "hold": _hold,
    "enough": lambda life: life.as_supporter(finish_support),
    "step back": lambda life: life.as_supporter(step_back.step_back),
    "another": lambda life: life.as_person(step_back.choose_another),
    "propose a sentence": _propose_sharing,
    "call along": lambda life: life.as_supporter(call_along.call_along),
    "ask to open": _ask_open,
    "stop": lambda life: life.as_person(stop_support.stop_support),
    "erase": lambda life: life.as_person(stop_support.erase_support),
    "offer": _offer,
    "answer yes": _answer(Answer.YES),
    "answer no": _answer(Answer.NO),
    "erase offer": _erase_offer,
}
