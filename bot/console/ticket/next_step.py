"""What comes next with a ticket, in a sentence for the member of the staff who has it open."""

from __future__ import annotations

from collections.abc import Mapping

from bot.console.language import words
from bot.console.ticket.deeds import Deed
from bot.console.ticket.opened import OpenTicket
from handlers.tickets import machine
from handlers.tickets.actors import SYSTEM
from handlers.tickets.desk_log import answer_since_decision
from handlers.tickets.guards import Act
from handlers.tickets.log import Moved
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.rounds import objection, sent_back
from handlers.tickets.statuses import Move, Status

_BEFORE_ANSWER = (
    (Obstacle.UNIDENTIFIED, "verifying"),
    (Obstacle.OUTCOME_MISSING, "in_review_propose"),
    (Obstacle.SECOND_PERSON, "in_review_present"),
    (Obstacle.WORK_LEFT, "in_review_decide"),
)
"""What stands in the way of an answer, in the order in which it is cleared away, and how that is said."""
_PROPOSED = frozenset({"in_review_present", "in_review_decide", "in_review_answer"})
_MOST = 160  # characters of what must change; the conversation has all of it


def next_step(ticket: OpenTicket, found: Mapping[str, Deed]) -> str:
    """Return what comes next; `found` is what its reader may do with it."""
    about = ticket.file.ticket
    match about.status:
        case Status.RECEIVED:
            name = _received(ticket)
        case Status.IN_REVIEW:
            return _in_review(ticket, found)
        case Status.DECISION_PENDING:
            name = _pending(found["approve"])
        case Status.EXECUTING:
            name = _executing(ticket)
        case status:
            name = status.value
    return words(f"ticket.next.{name}")


def _received(ticket: OpenTicket) -> str:
    if not ticket.file.ticket.identified:
        return "received_unidentified"
    return "received_taken" if ticket.file.ticket.assignee else "received"


def _in_review(ticket: OpenTicket, found: Mapping[str, Deed]) -> str:
    step = _elsewhere(ticket) if Obstacle.SAME_REVIEWER in found["propose"].against else _undecided(ticket)
    return words("ticket.next.objected", step=step) if objection(ticket.file.log) else step


def _elsewhere(ticket: OpenTicket) -> str:
    """Say that somebody else looks at an answer in which the reader had a part."""
    about = ticket.file.ticket
    if about.assignee is None or about.assignee in about.deciders | {ticket.member.id}:
        return words("ticket.next.elsewhere")
    return words("ticket.next.colleague", name=ticket.name(about.assignee))


def _undecided(ticket: OpenTicket) -> str:
    about = ticket.file.ticket
    if not about.items:
        return words("ticket.next.in_review_question")
    hinders = _against(Move.ANSWER, ticket)
    name = next((name for one, name in _BEFORE_ANSWER if one in hinders), "in_review_answer")
    if name == "in_review_propose" and about.assignee in about.deciders:
        return words("ticket.next.take_over", name=ticket.name(about.assignee))
    back = sent_back(ticket.file.log)
    return _to_change(back, ticket) if back and name in _PROPOSED else words(f"ticket.next.{name}")


def _to_change(back: Moved, ticket: OpenTicket) -> str:
    """Say what must change of proposals that were sent back, to whom may read it."""
    text = ticket.words(back.text)
    if text is None or not text.words or not ticket.reads:
        return words("ticket.next.sent_back_unread")
    line = " ".join(text.words.split())
    return words("ticket.next.sent_back", words=line if len(line) <= _MOST else f"{line[: _MOST - 1]}…")


def _pending(approve: Deed) -> str:
    if approve.now:
        return "decision_yours"
    return "decision_others" if Obstacle.OWN_PROPOSAL in approve.against else "decision_pending"


def _executing(ticket: OpenTicket) -> str:
    hinders = _against(Move.DELIVER, ticket)
    if Obstacle.WORK_LEFT in hinders:
        return "executing"
    if answer_since_decision(ticket.file.log) is None:
        return "executing_answer"
    if hinders:
        return "executing_sent"
    return "executing_arrived" if ticket.file.ticket.proven else "executing_tried"


def _against(move: Move, ticket: OpenTicket) -> tuple[Obstacle, ...]:
    """Return what stands in the way of a move whoever makes it."""
    return machine.obstacles(ticket.file.ticket, Act(move=move, by=SYSTEM, at=ticket.now))
