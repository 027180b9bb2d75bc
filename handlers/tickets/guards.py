"""The conditions of moves, one guard per obstacle; `machine` says which move has which."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from handlers.tickets.actors import STAFF, Actor, Role, Standing
from handlers.tickets.items import Outcome, lacks_reason, needs_second_person, needs_work
from handlers.tickets.kinds import Kind
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.rights import Right
from handlers.tickets.rules import Rules
from handlers.tickets.statuses import OPEN, Move, Status
from handlers.tickets.texts import KeptText
from handlers.tickets.ticket import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A wish to move. `into` is the other ticket of a merger; `owner` and `until` go with `ask_inside`."""

    move: Move
    by: Actor
    at: datetime
    text: KeptText | None = None
    into: Ticket | None = None
    owner: str | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Guard:
    """`blocks` tells whether the obstacle stands in the way."""

    obstacle: Obstacle
    blocks: Callable[[Ticket, Act, Rules], bool]


def theirs(ticket: Ticket, by: Actor) -> bool:
    """Tell whether this is the requester or representative whose ticket it is."""
    role = Role.REQUESTER if ticket.standing is Standing.SELF else Role.REPRESENTATIVE
    return by == Actor(role, ticket.requester)


def _nothing_asked(ticket: Ticket, _: Act, __: Rules) -> bool:
    return ticket.kind is Kind.RIGHTS and not ticket.items


def _unidentified(ticket: Ticket, _: Act, __: Rules) -> bool:
    return not ticket.identified


def _identified(ticket: Ticket, _: Act, __: Rules) -> bool:
    return ticket.identified


def _may_still_identify(ticket: Ticket, act: Act, rules: Rules) -> bool:
    """Staff who have reminded once may end it; the system waits until everything was tried."""
    if ticket.failures >= rules.failures:
        return False
    if act.by.role in STAFF:
        return ticket.reminders == 0
    return ticket.reminders < rules.reminders or act.at < ticket.since + rules.identify_within


def _may_still_answer(ticket: Ticket, act: Act, rules: Rules) -> bool:
    return ticket.reminders < rules.reminders or act.at < ticket.since + rules.answer_within


def _may_still_object(ticket: Ticket, act: Act, rules: Rules) -> bool:
    """The requester may be content at once; the system waits until nobody can object any more."""
    return act.by.role is Role.SYSTEM and act.at < ticket.since + rules.reopen_within


def _objects_too_late(ticket: Ticket, act: Act, rules: Rules) -> bool:
    answered = ticket.status in {Status.ANSWERED, Status.CLOSED}
    begun = ticket.answered_at if answered else ticket.ended_at
    return begun is None or act.at > begun + rules.reopen_within


def _must_still_keep(ticket: Ticket, act: Act, rules: Rules) -> bool:
    keep = rules.keep_draft if ticket.status is Status.DRAFT else rules.keep_content
    return act.at < ticket.since + keep


def _text_missing(_: Ticket, act: Act, __: Rules) -> bool:
    return act.text is None


def _wish_missing(_: Ticket, act: Act, __: Rules) -> bool:
    """Staff withdraw only on the requester's written wish."""
    return act.by.role in STAFF and act.text is None


def _owner_missing(_: Ticket, act: Act, __: Rules) -> bool:
    return not act.owner or act.until is None


def _outcome_missing(ticket: Ticket, _: Act, __: Rules) -> bool:
    return any(item.proposal is None for item in ticket.items)


def _reason_missing(ticket: Ticket, _: Act, __: Rules) -> bool:
    return any(item.proposal and lacks_reason(item.proposal) for item in ticket.items)


def _second_person(ticket: Ticket, _: Act, __: Rules) -> bool:
    return any(needs_second_person(item) for item in ticket.items)


def _own_proposal(ticket: Ticket, act: Act, rules: Rules) -> bool:
    if act.by.id not in ticket.proposers:
        return False
    pause = rules.self_approval_after
    return pause is None or act.at < ticket.since + pause


def _same_reviewer(ticket: Ticket, act: Act, rules: Rules) -> bool:
    """Judge who proposed this round, too: who moves the ticket need not be who decided."""
    if rules.self_approval_after is not None:
        return False
    return bool(ticket.deciders & (ticket.proposers | {act.by.id}))


def _work_left(ticket: Ticket, _: Act, __: Rules) -> bool:
    return any(needs_work(item) and not item.executed for item in ticket.items)


def _undelivered(ticket: Ticket, _: Act, __: Rules) -> bool:
    return not ticket.proven and len(ticket.tried) < 2


def _erasing(ticket: Ticket, _: Act, __: Rules) -> bool:
    """An open ticket's items have outcomes only while these are being carried out."""
    done = {Outcome.GRANTED, Outcome.PARTIALLY_GRANTED}
    deletion = ticket.item(Right.DELETION)
    return deletion is not None and deletion.outcome in done


def _no_target(ticket: Ticket, act: Act, _: Rules) -> bool:
    into = act.into
    return (
        into is None
        or into.number == ticket.number
        or into.status not in OPEN - {Status.DRAFT}
        or into.kind is not ticket.kind
    )


def _other_person(ticket: Ticket, act: Act, _: Rules) -> bool:
    return act.into is not None and act.into.requester != ticket.requester


def _either_unidentified(ticket: Ticket, act: Act, _: Rules) -> bool:
    return not ticket.identified or (act.into is not None and not act.into.identified)


def _held(ticket: Ticket, _: Act, __: Rules) -> bool:
    return ticket.hold


NOTHING_ASKED = Guard(Obstacle.NOTHING_ASKED, _nothing_asked)
UNIDENTIFIED = Guard(Obstacle.UNIDENTIFIED, _unidentified)
EITHER_UNIDENTIFIED = Guard(Obstacle.UNIDENTIFIED, _either_unidentified)
IDENTIFIED = Guard(Obstacle.IDENTIFIED, _identified)
MAY_STILL_IDENTIFY = Guard(Obstacle.TOO_EARLY, _may_still_identify)
MAY_STILL_ANSWER = Guard(Obstacle.TOO_EARLY, _may_still_answer)
MAY_STILL_OBJECT = Guard(Obstacle.TOO_EARLY, _may_still_object)
MUST_STILL_KEEP = Guard(Obstacle.TOO_EARLY, _must_still_keep)
OBJECTS_TOO_LATE = Guard(Obstacle.TOO_LATE, _objects_too_late)
TEXT_MISSING = Guard(Obstacle.TEXT_MISSING, _text_missing)
WISH_MISSING = Guard(Obstacle.TEXT_MISSING, _wish_missing)
OWNER_MISSING = Guard(Obstacle.OWNER_MISSING, _owner_missing)
OUTCOME_MISSING = Guard(Obstacle.OUTCOME_MISSING, _outcome_missing)
REASON_MISSING = Guard(Obstacle.REASON_MISSING, _reason_missing)
SECOND_PERSON = Guard(Obstacle.SECOND_PERSON, _second_person)
OWN_PROPOSAL = Guard(Obstacle.OWN_PROPOSAL, _own_proposal)
SAME_REVIEWER = Guard(Obstacle.SAME_REVIEWER, _same_reviewer)
WORK_LEFT = Guard(Obstacle.WORK_LEFT, _work_left)
UNDELIVERED = Guard(Obstacle.UNDELIVERED, _undelivered)
ERASING = Guard(Obstacle.ERASING, _erasing)
NO_TARGET = Guard(Obstacle.NO_TARGET, _no_target)
OTHER_PERSON = Guard(Obstacle.OTHER_PERSON, _other_person)
HELD = Guard(Obstacle.HELD, _held)
