"""Random walks through tickets' lives: anything is tried by anybody, what is possible more often."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from handlers.tickets import deciding, machine
from handlers.tickets.actors import SYSTEM, Actor, Role
from handlers.tickets.assurance import Level, Method
from handlers.tickets.deciding import ItemRefused
from handlers.tickets.guards import Act
from handlers.tickets.items import Outcome
from handlers.tickets.kinds import Kind
from handlers.tickets.log import (
    Channel,
    DeliveryTried,
    HoldSet,
    IdentityFailed,
    IdentityRaised,
    ReminderSent,
    TicketEvent,
)
from handlers.tickets.machine import MoveRefused
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move, Status
from handlers.tickets.ticket import Ticket
from tests.handlers.tickets.lives import MORI, PERSON, Life, another, proposal

STAFF_IDS = ("mori", "tanaka", "sato")
ACTORS = (
    PERSON,
    Actor(Role.REQUESTER, "stranger"),
    Actor(Role.REPRESENTATIVE, "person"),
    *(Actor(role, who) for role in (Role.CASEWORKER, Role.APPROVER) for who in STAFF_IDS),
    SYSTEM,
)
CASEWORKERS = tuple(actor for actor in ACTORS if actor.role is Role.CASEWORKER)
EARLY_ENDS = {Move.WITHDRAW, Move.REDIRECT, Move.MARK_SPAM, Move.MERGE, Move.PURGE}
RARE = {Move.ASK_INSIDE, Move.ASK_REQUESTER, Move.HEAR_INSIDE, Move.HEAR_REQUESTER, Move.VERIFY}
OTHER = another().ticket
OUTCOMES = (Outcome.GRANTED, Outcome.REFUSED, Outcome.NOT_HELD, Outcome.DUPLICATE)


class Walk:
    """One life, step by step. `events` is its log, `ticket` what each event in turn made of it."""

    def __init__(self, seed: int, steps: int = 150) -> None:
        self.chance = Random(seed)  # noqa: S311 # the same walk every time, not a secret
        self.haste = self.chance.choice([0.3, 0.01, 0.01])
        kind = self.chance.choice([Kind.RIGHTS, Kind.RIGHTS, Kind.RIGHTS, Kind.QUESTION])
        asked = self.chance.sample(list(Right), self.chance.randint(1, 2))
        self.life = Life(*(asked if kind is Kind.RIGHTS else ()), kind=kind)
        self.events, self.ticket = self.life.events, self.life.ticket
        for _ in range(steps):
            self.step()

    def step(self) -> None:
        weights: dict[Callable[[], None], int] = {
            self.go_on: 12,
            self.try_anything: 2,
            self.let_time_pass: 2,
            self.propose: 4,
            self.carry_out: 3,
            self.ask: 1,
            self.identify: 2,
            self.happen: 3,
            self.hear_nothing: 1,
        }
        self.chance.choices(list(weights), list(weights.values()))[0]()

    def add(self, event: TicketEvent) -> None:
        self.events.append(event)
        self.ticket = self.ticket.after(event)

    def moved(self, act: Act) -> None:
        """Make a move with what ends with it, or note that it was refused."""
        try:
            entries = machine.entries(self.ticket, act)
        except MoveRefused as refused:
            entries = (refused.event,)
        for event in entries:
            self.add(event)

    def tried(self, make: Callable[[], TicketEvent]) -> None:
        try:
            self.add(make())
        except ItemRefused:
            return

    def go_on(self) -> None:
        """Do something that somebody can do, seldom what ends it all, and seldom what only delays it."""
        able = {
            move: by
            for by in self.chance.sample(ACTORS, len(ACTORS))
            for move in machine.possible(self.ticket, by, self.life.now)
            if move not in EARLY_ENDS or self.chance.random() < self.haste
        }
        if able:
            weights = [1 if move in RARE else 5 for move in able]
            move = self.chance.choices(list(able), weights)[0]
            self.moved(self.life.act(move, able[move], into=OTHER))

    def try_anything(self) -> None:
        move, by = self.chance.choice(sorted(set(Move) - EARLY_ENDS)), self.chance.choice(ACTORS)
        text = self.chance.choice([None, *[proposal(Outcome.REFUSED).facts] * 3])
        self.moved(self.life.act(move, by, text, into=OTHER))

    def let_time_pass(self) -> None:
        self.life.wait(hours=self.chance.choice([1, 1, 30, 24 * 8, 24 * 15, 24 * 200]))

    def hear_nothing(self) -> None:
        """Remind the requester twice, wait, and give up if that is possible."""
        for _ in range(2):
            self.add(ReminderSent(at=self.life.now, by=SYSTEM))
        self.life.wait(days=15)
        for move in (Move.END_UNANSWERED, Move.END_UNIDENTIFIED):
            if move in machine.possible(self.ticket, SYSTEM, self.life.now):
                self.moved(self.life.act(move, SYSTEM))

    def propose(self) -> None:
        by = self.chance.choice(ACTORS if self.chance.random() < 0.2 else CASEWORKERS)
        for right in [item.right for item in self.ticket.items]:
            self.propose_one(right, by)

    def propose_one(self, right: Right, by: Actor) -> None:
        plan = proposal(self.chance.choice(OUTCOMES))
        self.tried(lambda: deciding.proposed(self.ticket, right, plan, by, self.life.now))

    def carry_out(self) -> None:
        by = self.chance.choice(CASEWORKERS)
        for right in [item.right for item in self.ticket.items]:
            self.carry_out_one(right, by)

    def carry_out_one(self, right: Right, by: Actor) -> None:
        self.tried(lambda: deciding.carried_out(self.ticket, right, by, self.life.now))

    def ask(self) -> None:
        right, by = self.chance.choice(list(Right)), self.chance.choice(ACTORS)
        self.tried(lambda: deciding.asked(self.ticket, right, by, self.life.now))

    def identify(self) -> None:
        level = self.chance.choice([Level.CONTACT, Level.ON_FILE, Level.KNOWN_FACTS])
        now, raised, files = self.life.now, max(level, self.ticket.level), (f"f{len(self.events)}",)
        self.add(IdentityRaised(at=now, by=SYSTEM, method=Method.DOCUMENT, level=raised, files=files))

    def happen(self) -> None:
        now, channel = self.life.now, self.chance.choice(list(Channel))
        proven, on = self.chance.random() < 0.7, self.chance.random() < 0.2
        self.add(DeliveryTried(at=now, by=SYSTEM, channel=channel, text_id="t1", proven=proven))
        self.add(ReminderSent(at=now, by=SYSTEM))
        self.add(IdentityFailed(at=now, by=SYSTEM, method=Method.CODE_TO_MAIL_ON_FILE))
        self.add(HoldSet(at=now, by=MORI, on=on))


def statuses(walk: Walk) -> list[Status]:
    """Return every status the ticket had, in order."""
    ticket, seen = Ticket.of(walk.events[:1]), [Status.DRAFT]
    for event in walk.events[1:]:
        ticket = ticket.after(event)
        seen.append(ticket.status)
    return seen
