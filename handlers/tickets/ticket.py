"""A ticket is what its log comes to: `Ticket.of(events)`, or one event further: `ticket.after(event)`.

A store may keep the row of a ticket and of its items beside the log for its queries; both are written from
what is here, and `version` (how many events there are) guards against two writers at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce

from handlers.tickets.actors import Standing
from handlers.tickets.assurance import Level, Method, needed
from handlers.tickets.evidence_log import EvidenceErased
from handlers.tickets.evidence_log import after as still_kept
from handlers.tickets.handover import Handover
from handlers.tickets.handover import after as handed_over
from handlers.tickets.items import Item, again, decided, ended
from handlers.tickets.kinds import Kind, Regime
from handlers.tickets.log import (
    Absorbed,
    Assigned,
    Channel,
    ClockExtended,
    CodeSent,
    CodeWrong,
    ContactFailed,
    ContactNamed,
    DeliveryTried,
    FileKept,
    HoldSet,
    IdentityFailed,
    IdentityRaised,
    ItemAsked,
    ItemExecuted,
    ItemProposed,
    MessageIn,
    MessageTakenBack,
    Moved,
    Opened,
    PersonWanted,
    PrincipalNamed,
    ReminderSent,
    TicketEvent,
)
from handlers.tickets.rights import Right
from handlers.tickets.statuses import ENDED, OUTCOME_AT_END, Move, Status
from handlers.tickets.survey_log import SurveyAnswered
from handlers.tickets.texts import KeptText
from knowledge.language import Language


class BrokenLog(Exception):
    """A log does not begin with its one `Opened`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One ticket as it stands.

    `received_at` is when the request reached us (None while a draft), `since` when the status began,
    `answered_at` when the last answer was delivered, `ended_at` when nothing was left to do,
    `extended_until` when the legal period ends that was made longer.
    `presenter` handed the proposals to a second person; `deciders` proposed in rounds before an objection.
    `contact` is the mail address named last, `code_sent_at` when a code was last sent to it and is not used
    up, `wrong` how often another one was entered since; `confirmed` tells that a code sent there was right.
    `files` counts what they sent and is kept; `evidence` are ids of those that show who they are, until it is
    decided. `taken_back` tells that the requester took back something they had handed in, and has added
    nothing since. `principal` is whom a representative acts for, `person_wanted_at` when the requester last
    wanted a person to get in touch, `request` what was handed in beside the items.
    `score` is how much our answer helped, from 1 to 5; `handover` who of staff has the chat now.
    `reminders`, `failures` and `tried`/`proven` (how the answer travelled) count within the status.
    """

    number: str
    kind: Kind
    status: Status
    regime: Regime
    language: Language
    requester: str
    standing: Standing
    sensitive: bool
    since: datetime
    items: tuple[Item, ...] = ()
    level: Level = Level.ACCOUNT
    arrived_at: datetime | None = None
    received_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    assignee: str | None = None
    presenter: str | None = None
    deciders: frozenset[str] = frozenset()
    reminders: int = 0
    failures: int = 0
    tried: frozenset[Channel] = frozenset()
    proven: bool = False
    hold: bool = False
    extended_until: datetime | None = None
    into: str | None = None
    follows: str | None = None
    contact: KeptText | None = None
    code_sent_at: datetime | None = None
    wrong: int = 0
    confirmed: bool = False
    files: int = 0
    evidence: tuple[str, ...] = ()
    taken_back: bool = False
    principal: KeptText | None = None
    person_wanted_at: datetime | None = None
    request: KeptText | None = None
    score: int | None = None
    handover: Handover | None = None
    version: int = 1

    @classmethod
    def of(cls, events: Iterable[TicketEvent]) -> Ticket:
        """Return the ticket of a whole log, in order. Raises BrokenLog."""
        log = list(events)
        if not log or not isinstance(log[0], Opened):
            raise BrokenLog("a log begins with Opened")
        return reduce(Ticket.after, log[1:], _opened(log[0]))

    def after(self, event: TicketEvent) -> Ticket:
        """Return the ticket one event later; the event is taken as it is, `machine` decided on it before.

        Raises BrokenLog for a second Opened.
        """
        return replace(
            _after(self, event),
            version=self.version + 1,
            handover=handed_over(self.handover, event),
            evidence=still_kept(self.evidence, event),
        )

    @property
    def level_needed(self) -> Level:
        return needed((item.right for item in self.items), self.standing, sensitive=self.sensitive)

    @property
    def identified(self) -> bool:
        """Tell whether we are as sure who asks as this ticket needs."""
        return self.level >= self.level_needed

    @property
    def proposers(self) -> frozenset[str]:
        """Return everybody who has a part in the proposals at hand."""
        return frozenset(filter(None, (self.presenter, *(item.proposer for item in self.items))))

    def item(self, right: Right) -> Item | None:
        return next((item for item in self.items if item.right is right), None)


def _opened(event: Opened) -> Ticket:
    return Ticket(
        number=event.number,
        kind=event.kind,
        status=Status.DRAFT,
        regime=event.regime,
        language=event.language,
        requester=event.requester,
        standing=event.standing,
        sensitive=event.sensitive,
        since=event.at,
        arrived_at=event.arrived_at,
        follows=event.follows,
    )


def _after(ticket: Ticket, event: TicketEvent) -> Ticket:
    match event:
        case Opened():
            raise BrokenLog("a log has one Opened")
        case Moved():
            return _moved(ticket, event)
        case ItemAsked() | ItemProposed() | ItemExecuted():
            return replace(ticket, items=_items(ticket, event))
        case IdentityRaised() | IdentityFailed() | ReminderSent() | DeliveryTried():
            return _counted(ticket, event)
    return _beside(ticket, event)


def _counted(ticket: Ticket, event: IdentityRaised | IdentityFailed | ReminderSent | DeliveryTried) -> Ticket:
    """Take an event that a later move depends on."""
    match event:
        case IdentityRaised(level=level, method=method):
            confirmed = ticket.confirmed or method is Method.CODE_TO_NAMED_MAIL
            return replace(ticket, level=level, code_sent_at=None, wrong=0, confirmed=confirmed)
        case IdentityFailed():
            return replace(ticket, failures=ticket.failures + 1, code_sent_at=None, wrong=0)
        case ReminderSent():
            return replace(ticket, reminders=ticket.reminders + 1)
        case DeliveryTried(channel=channel, proven=proven):
            return replace(ticket, tried=ticket.tried | {channel}, proven=ticket.proven or proven)


def _beside(ticket: Ticket, event: TicketEvent) -> Ticket:
    match event:
        case Assigned(to=to):
            return replace(ticket, assignee=to)
        case ClockExtended(until=until):
            return replace(ticket, extended_until=until)
        case HoldSet(on=on):
            return replace(ticket, hold=on)
        case SurveyAnswered(score=score):
            return replace(ticket, score=score)
        case Absorbed(received_at=received_at):
            return replace(ticket, received_at=min(received_at, ticket.received_at or received_at))
    return _reached(ticket, event)


def _reached(ticket: Ticket, event: TicketEvent) -> Ticket:
    """Note how the requester is reached, and what was sent there."""
    match event:
        case ContactNamed(channel=Channel.MAIL, address=address):
            # What a code has shown so far is about the address before; what staff found stays.
            level = Level.ACCOUNT if ticket.level is Level.CONTACT else ticket.level
            return replace(ticket, contact=address, code_sent_at=None, wrong=0, confirmed=False, level=level)
        case ContactFailed(channel=Channel.MAIL):
            # How sure we are who asks stays: a code that was right came from there when it still worked.
            return replace(ticket, contact=None, code_sent_at=None, wrong=0, confirmed=False)
        case CodeSent(at=at):
            return replace(ticket, code_sent_at=at, wrong=0)
        case CodeWrong():
            return replace(ticket, wrong=ticket.wrong + 1)
    return _heard(ticket, event)


def _heard(ticket: Ticket, event: TicketEvent) -> Ticket:
    """Note what the requester sent, and what they took back."""
    match event:
        case FileKept(channel=channel) if channel is not Channel.CONSOLE:
            return replace(ticket, files=ticket.files + 1, taken_back=False)
        case MessageIn():
            return replace(ticket, taken_back=False)
        case PrincipalNamed(name=name):
            return replace(ticket, principal=name)
        case PersonWanted(at=at):
            return replace(ticket, person_wanted_at=at)
        case MessageTakenBack(files=files) | EvidenceErased(files=files):
            taken_back = ticket.taken_back or isinstance(event, MessageTakenBack)
            return replace(ticket, files=max(0, ticket.files - len(files)), taken_back=taken_back)
    return ticket


def _items(ticket: Ticket, event: ItemAsked | ItemProposed | ItemExecuted) -> tuple[Item, ...]:
    before = ticket.item(event.right) or Item(right=event.right)
    match event:
        case ItemAsked():
            after = Item(right=event.right, scope=event.scope)
        case ItemProposed():
            after = replace(before, proposal=event.proposal, proposer=event.by.id)
        case ItemExecuted():
            after = replace(before, executed=True)
    if before not in ticket.items:
        return (*ticket.items, after)
    return tuple(after if item is before else item for item in ticket.items)


def _moved(ticket: Ticket, event: Moved) -> Ticket:
    begun = replace(
        ticket, status=event.to, since=event.at, reminders=0, failures=0, tried=frozenset(), proven=False
    )
    return _dated(_rounds(begun, event), event)


def _dated(ticket: Ticket, event: Moved) -> Ticket:
    """Note when the ticket was received, answered and ended."""
    if event.move is Move.SUBMIT:
        return replace(ticket, received_at=ticket.arrived_at or event.at, request=event.text)
    if event.to is Status.ANSWERED:
        return replace(ticket, answered_at=event.at)
    if event.to in ENDED:
        return replace(ticket, ended_at=event.at, into=event.into)
    if event.move in {Move.REOPEN, Move.UNMARK_SPAM}:
        return replace(ticket, ended_at=None)
    return ticket


def _rounds(ticket: Ticket, event: Moved) -> Ticket:
    """Make outcomes final, or begin a new round of deciding when the requester objects."""
    if event.move is Move.PROPOSE:
        return replace(ticket, presenter=event.by.id)
    if event.move is Move.SEND_BACK:
        return replace(ticket, presenter=None)
    if event.to in {Status.EXECUTING, Status.ANSWERED} and event.move is not Move.DELIVER:
        return replace(ticket, items=tuple(decided(item) for item in ticket.items))
    if event.move is Move.REOPEN:
        before = ticket.deciders | ticket.proposers
        items = tuple(again(item) for item in ticket.items)
        return replace(ticket, items=items, deciders=before, presenter=None)
    if outcome := OUTCOME_AT_END.get(event.to):
        return replace(ticket, items=tuple(ended(item, outcome) for item in ticket.items))
    return ticket
