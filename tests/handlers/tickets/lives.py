"""A ticket's life to test with: every step goes through the machine, and time passes when it is told to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from handlers.tickets import deciding, machine
from handlers.tickets.actors import SYSTEM, Actor, Role, Standing
from handlers.tickets.assurance import Level, Method
from handlers.tickets.guards import Act
from handlers.tickets.items import NEEDS_REASONS, Outcome, Proposal
from handlers.tickets.kinds import Kind, Regime
from handlers.tickets.log import (
    Channel,
    DeliveryTried,
    IdentityRaised,
    Moved,
    Opened,
    ReminderSent,
    TicketEvent,
)
from handlers.tickets.rights import Right
from handlers.tickets.rules import DEFAULT, Rules
from handlers.tickets.statuses import Move, Status
from handlers.tickets.texts import KeptText
from handlers.tickets.ticket import Ticket

WEDNESDAY = datetime(2026, 4, 1, 0, 0, tzinfo=UTC)  # 09:00 in Japan
NUMBER = "PR-2026-7QK3FX"
PERSON = Actor(Role.REQUESTER, "person")
AGENT = Actor(Role.REPRESENTATIVE, "agent")
MORI, TANAKA = Actor(Role.CASEWORKER, "mori"), Actor(Role.CASEWORKER, "tanaka")
SATO = Actor(Role.APPROVER, "sato")
TEXT = KeptText("t1", "0" * 64)
REFUSAL = Proposal(outcome=Outcome.REFUSED, codes=("S9-9",), facts=TEXT, done=TEXT)


def proposal(outcome: Outcome) -> Proposal:
    return REFUSAL if outcome is Outcome.REFUSED else Proposal(outcome=outcome)


class Life:
    """A log that grows step by step; `now` is the time of the next step."""

    def __init__(
        self,
        *rights: Right,
        kind: Kind = Kind.RIGHTS,
        standing: Standing = Standing.SELF,
        regime: Regime = Regime.JP_APPI,
        number: str = NUMBER,
        start: datetime = WEDNESDAY,
        arrived_at: datetime | None = None,
        rules: Rules = DEFAULT,
    ) -> None:
        self.now, self.rules = start, rules
        self.who = PERSON if standing is Standing.SELF else AGENT
        self.events: list[TicketEvent] = [
            Opened(
                at=start,
                by=self.who,
                number=number,
                kind=kind,
                language="ja",
                requester=self.who.id,
                regime=regime,
                standing=standing,
                arrived_at=arrived_at,
            )
        ]
        for right in rights:
            self.add(deciding.asked(self.ticket, right, self.who, start))

    @property
    def ticket(self) -> Ticket:
        return Ticket.of(self.events)

    def add(self, *events: TicketEvent) -> Life:
        self.events += events
        return self

    def wait(self, **units: float) -> Life:
        self.now += timedelta(**units)
        return self

    def act(
        self, move: Move, by: Actor = MORI, text: KeptText | None = TEXT, into: Ticket | None = None
    ) -> Act:
        return Act(
            move=move,
            by=by,
            at=self.now,
            text=text,
            into=into,
            owner="legal",
            until=self.now + timedelta(days=3),
        )

    def move(self, *moves: Move, by: Actor = MORI) -> Life:
        for one in moves:
            self.add(machine.move(self.ticket, self.act(one, by), self.rules))
        return self

    def identified(self, level: Level = Level.ON_FILE) -> Life:
        method = Method.CODE_TO_MAIL_ON_FILE if level is Level.ON_FILE else Method.TWO_FACTS
        return self.add(IdentityRaised(at=self.now, by=SYSTEM, method=method, level=level))

    def reminded(self, times: int = 2) -> Life:
        return self.add(*[ReminderSent(at=self.now, by=SYSTEM)] * times)

    def propose(self, *outcomes: Outcome, by: Actor = MORI) -> Life:
        for item, outcome in zip(self.ticket.items, outcomes, strict=True):
            plan = proposal(outcome)
            self.add(deciding.proposed(self.ticket, item.right, plan, by, self.now, self.rules))
        return self

    def carry_out(self, by: Actor = MORI) -> Life:
        for item in self.ticket.items:
            if item.outcome not in NEEDS_REASONS:
                self.add(deciding.carried_out(self.ticket, item.right, by, self.now))
        return self

    def delivered(self, *channels: Channel, proven: bool = True) -> Life:
        tried = (
            DeliveryTried(at=self.now, by=SYSTEM, channel=channel, text_id="t1", proven=proven)
            for channel in channels
        )
        return self.add(*tried)

    def moves(self) -> Sequence[Move]:
        return [event.move for event in self.events if isinstance(event, Moved)]


def in_review(*rights: Right, rules: Rules = DEFAULT) -> Life:
    """Return the life of a rights ticket whose requester is known and that a caseworker has before them."""
    life = Life(*(rights or (Right.DISCLOSURE,)), rules=rules).move(Move.SUBMIT, by=PERSON)
    return life.identified(Level.KNOWN_FACTS).move(Move.TAKE_UP, by=SYSTEM)


def answered(outcome: Outcome = Outcome.GRANTED) -> Life:
    """Return the life of a ticket whose one item was decided, carried out and answered."""
    life = in_review()
    if outcome is Outcome.REFUSED:
        life.propose(outcome).move(Move.PROPOSE).move(Move.APPROVE, by=SATO)
    else:
        life.propose(outcome).move(Move.DECIDE).carry_out()
    return life.delivered(Channel.MAIL).move(Move.DELIVER)


def another(number: str = "PR-2026-000123") -> Life:
    """Return the life of an open ticket of the same person with another number."""
    life = Life(Right.DISCLOSURE, number=number).move(Move.SUBMIT, by=PERSON)
    return life.identified().move(Move.TAKE_UP, by=SYSTEM)


def _merged() -> Life:
    life = in_review()
    return life.add(machine.move(life.ticket, life.act(Move.MERGE, into=another().ticket)))


def at(status: Status) -> Life:
    """Return the life of a ticket that has just come to this status, and could go on from there."""
    return _PATHS[status]()


_PATHS: dict[Status, Callable[[], Life]] = {
    Status.DRAFT: lambda: Life(Right.DISCLOSURE),
    Status.RECEIVED: lambda: Life(Right.DISCLOSURE).move(Move.SUBMIT, by=PERSON),
    Status.VERIFYING: lambda: at(Status.RECEIVED).move(Move.VERIFY, by=SYSTEM),
    Status.IN_REVIEW: in_review,
    Status.WAITING_REQUESTER: lambda: in_review().move(Move.ASK_REQUESTER),
    Status.WAITING_INTERNAL: lambda: in_review().move(Move.ASK_INSIDE),
    Status.DECISION_PENDING: lambda: in_review().propose(Outcome.REFUSED).move(Move.PROPOSE),
    Status.EXECUTING: lambda: in_review().propose(Outcome.GRANTED).move(Move.DECIDE),
    Status.ANSWERED: answered,
    Status.CLOSED: lambda: answered().move(Move.CLOSE, by=PERSON),
    Status.WITHDRAWN: lambda: in_review().move(Move.WITHDRAW, by=PERSON),
    Status.UNVERIFIED: lambda: at(Status.VERIFYING).reminded().move(Move.END_UNIDENTIFIED),
    Status.NONRESPONSIVE: lambda: (
        at(Status.WAITING_REQUESTER).reminded().wait(days=14).move(Move.END_UNANSWERED)
    ),
    Status.REDIRECTED: lambda: in_review().move(Move.REDIRECT),
    Status.MERGED: _merged,
    Status.SPAM: lambda: in_review().move(Move.MARK_SPAM),
    Status.PURGED: lambda: at(Status.WITHDRAWN).wait(days=365).move(Move.PURGE, by=SYSTEM),
}
