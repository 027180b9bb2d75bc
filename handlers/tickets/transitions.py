"""The table of moves: from where to where, who may, and what stands in the way. Drawn in docs/tickets.md."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from handlers.tickets import guards
from handlers.tickets.actors import OUTSIDE, Role
from handlers.tickets.guards import Guard
from handlers.tickets.statuses import ENDED, OPEN, Move, Status

_WORKER, _APPROVER, _SYSTEM = Role.CASEWORKER, Role.APPROVER, Role.SYSTEM
_UNDECIDED = {
    Status.RECEIVED,
    Status.VERIFYING,
    Status.IN_REVIEW,
    Status.WAITING_REQUESTER,
    Status.WAITING_INTERNAL,
}
_DECIDING = (
    guards.UNIDENTIFIED,
    guards.NOTHING_ASKED,
    guards.OUTCOME_MISSING,
    guards.REASON_MISSING,
    guards.SAME_REVIEWER,
)


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table; the guards are asked in this order."""

    letter: str
    move: Move
    start: frozenset[Status]
    to: Status
    roles: frozenset[Role]
    guards: tuple[Guard, ...] = ()


def _row(
    letter: str,
    move: Move,
    start: set[Status] | frozenset[Status],
    to: Status,
    roles: set[Role] | frozenset[Role],
    *conditions: Guard,
) -> Transition:
    return Transition(letter, move, frozenset(start), to, frozenset(roles), conditions)


TRANSITIONS = (
    _row("a", Move.SUBMIT, {Status.DRAFT}, Status.RECEIVED, OUTSIDE | {_WORKER}, guards.NOTHING_ASKED),
    _row(
        "b",
        Move.VERIFY,
        {Status.RECEIVED, Status.IN_REVIEW},
        Status.VERIFYING,
        {_SYSTEM, _WORKER},
        guards.IDENTIFIED,
    ),
    _row("c", Move.TAKE_UP, {Status.RECEIVED}, Status.IN_REVIEW, {_SYSTEM, _WORKER}, guards.UNIDENTIFIED),
    _row("d", Move.IDENTIFY, {Status.VERIFYING}, Status.IN_REVIEW, {_SYSTEM, _WORKER}, guards.UNIDENTIFIED),
    _row(
        "e",
        Move.END_UNIDENTIFIED,
        {Status.VERIFYING},
        Status.UNVERIFIED,
        {_SYSTEM, _WORKER},
        guards.IDENTIFIED,
        guards.MAY_STILL_IDENTIFY,
    ),
    _row(
        "f",
        Move.ASK_REQUESTER,
        {Status.IN_REVIEW},
        Status.WAITING_REQUESTER,
        {_WORKER},
        guards.TEXT_MISSING,
    ),
    _row(
        "g",
        Move.HEAR_REQUESTER,
        {Status.WAITING_REQUESTER},
        Status.IN_REVIEW,
        OUTSIDE | {_SYSTEM, _WORKER},
    ),
    _row(
        "h",
        Move.ASK_INSIDE,
        {Status.IN_REVIEW},
        Status.WAITING_INTERNAL,
        {_WORKER},
        guards.TEXT_MISSING,
        guards.OWNER_MISSING,
    ),
    _row("i", Move.HEAR_INSIDE, {Status.WAITING_INTERNAL}, Status.IN_REVIEW, {_WORKER}),
    _row("j", Move.PROPOSE, {Status.IN_REVIEW}, Status.DECISION_PENDING, {_WORKER}, *_DECIDING),
    _row(
        "k",
        Move.APPROVE,
        {Status.DECISION_PENDING},
        Status.EXECUTING,
        {_APPROVER},
        guards.UNIDENTIFIED,
        guards.OWN_PROPOSAL,
    ),
    _row(
        "l",
        Move.SEND_BACK,
        {Status.DECISION_PENDING},
        Status.IN_REVIEW,
        {_APPROVER, _WORKER},
        guards.TEXT_MISSING,
    ),
    _row(
        "m",
        Move.DECIDE,
        {Status.IN_REVIEW},
        Status.EXECUTING,
        {_WORKER},
        *_DECIDING,
        guards.SECOND_PERSON,
    ),
    _row(
        "n",
        Move.ANSWER,
        {Status.IN_REVIEW},
        Status.ANSWERED,
        {_WORKER, _SYSTEM},
        *_DECIDING,
        guards.SECOND_PERSON,
        guards.WORK_LEFT,
        guards.TEXT_MISSING,
    ),
    _row(
        "o",
        Move.DELIVER,
        {Status.EXECUTING},
        Status.ANSWERED,
        {_WORKER, _SYSTEM},
        guards.WORK_LEFT,
        guards.UNDELIVERED,
    ),
    _row("p", Move.CLOSE, {Status.ANSWERED}, Status.CLOSED, OUTSIDE | {_SYSTEM}, guards.MAY_STILL_OBJECT),
    _row(
        "q",
        Move.REOPEN,
        {Status.ANSWERED, Status.CLOSED, Status.NONRESPONSIVE, Status.REDIRECTED},
        Status.IN_REVIEW,
        OUTSIDE | {_WORKER},
        guards.OBJECTS_TOO_LATE,
    ),
    _row(
        "r",
        Move.WITHDRAW,
        OPEN,
        Status.WITHDRAWN,
        OUTSIDE | {_WORKER},
        guards.ERASING,
        guards.WISH_MISSING,
    ),
    _row(
        "s",
        Move.END_UNANSWERED,
        {Status.WAITING_REQUESTER},
        Status.NONRESPONSIVE,
        {_SYSTEM, _WORKER},
        guards.MAY_STILL_ANSWER,
    ),
    _row("t", Move.REDIRECT, _UNDECIDED, Status.REDIRECTED, {_SYSTEM, _WORKER}, guards.TEXT_MISSING),
    _row(
        "u",
        Move.MERGE,
        _UNDECIDED,
        Status.MERGED,
        {_WORKER},
        guards.NO_TARGET,
        guards.OTHER_PERSON,
        guards.EITHER_UNIDENTIFIED,
    ),
    _row("v", Move.MARK_SPAM, _UNDECIDED, Status.SPAM, {_WORKER}, guards.TEXT_MISSING),
    _row("w", Move.UNMARK_SPAM, {Status.SPAM}, Status.RECEIVED, {_WORKER}),
    _row(
        "x",
        Move.PURGE,
        ENDED | {Status.DRAFT},
        Status.PURGED,
        {_SYSTEM},
        guards.MUST_STILL_KEEP,
        guards.HELD,
    ),
)

BY_MOVE: Mapping[Move, Transition] = {row.move: row for row in TRANSITIONS}
