"""Whatever is tried on a ticket, in whatever order and by whomever, its promises hold."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from functools import cache
from itertools import accumulate

import pytest

from handlers.tickets import chain, records
from handlers.tickets.actors import Role
from handlers.tickets.clocks import clocks
from handlers.tickets.evidence import UNDECIDED
from handlers.tickets.evidence_log import EvidenceErased
from handlers.tickets.items import Outcome, Proposal
from handlers.tickets.log import ItemAsked, ItemProposed, Moved
from handlers.tickets.rights import Right
from handlers.tickets.statuses import ENDED, OPEN, Move, Status
from handlers.tickets.ticket import Ticket
from handlers.tickets.transitions import BY_MOVE
from tests.handlers.tickets.lives import NUMBER
from tests.handlers.tickets.walks import Walk, statuses

SEEDS = range(60)
AT_REST = ENDED | {Status.ANSWERED}
GRAVE = {Outcome.REFUSED, Outcome.PARTIALLY_GRANTED}

each_walk = pytest.mark.parametrize("seed", SEEDS)
walked = cache(Walk)


@cache
def moves(seed: int) -> tuple[tuple[Ticket, Moved], ...]:
    """Return each move of a walk with the ticket as it stood before."""
    events = walked(seed).events
    stood = accumulate(events[1:], Ticket.after, initial=Ticket.of(events[:1]))
    return tuple(
        (before, event) for before, event in zip(stood, events[1:], strict=False) if isinstance(event, Moved)
    )


def needs_two(right: Right, proposal: Proposal | None) -> bool:
    if proposal is None:
        return False
    return proposal.outcome in GRAVE or (right is Right.DELETION and proposal.outcome is Outcome.GRANTED)


def test_the_walks_together_make_every_move_and_see_every_status() -> None:
    made = Counter(moved.move for seed in SEEDS for _, moved in moves(seed))
    seen = {status for seed in SEEDS for status in statuses(walked(seed))}

    assert {move: made[move] for move in Move if made[move] < 2} == {}
    assert seen == set(Status)


@each_walk
def test_every_move_was_in_the_table(seed: int) -> None:
    for before, moved in moves(seed):
        row = BY_MOVE[moved.move]
        assert before.status in row.start
        assert moved.to is row.to
        assert moved.by.role in row.roles
        assert moved.by.role is not Role.REQUESTER or moved.by.id == before.requester


@each_walk
def test_what_is_at_rest_opens_again_within_thirty_days_only(seed: int) -> None:
    rested: datetime | None = None
    for before, moved in moves(seed):
        if before.status not in AT_REST and moved.to in AT_REST:
            rested = moved.at
        if before.status in AT_REST and moved.to in OPEN and moved.move is not Move.UNMARK_SPAM:
            assert rested is not None
            assert moved.at - rested <= timedelta(days=30)


@each_walk
def test_nothing_leaves_a_final_status_but_to_be_erased(seed: int) -> None:
    final = {Status.WITHDRAWN, Status.UNVERIFIED, Status.MERGED}

    assert {moved.to for before, moved in moves(seed) if before.status in final} <= {Status.PURGED}
    assert [moved for before, moved in moves(seed) if before.status is Status.PURGED] == []


@each_walk
def test_nobody_approved_what_they_had_a_part_in(seed: int) -> None:
    proposers: dict[Right, str] = {}
    handed_in = ""
    for event in walked(seed).events:
        match event:
            case ItemAsked(right=right):
                proposers.pop(right, None)
            case ItemProposed(right=right, by=by):
                proposers[right] = by.id
            case Moved(move=Move.PROPOSE, by=by):
                handed_in = by.id
            case Moved(move=Move.APPROVE, by=by):
                assert by.id not in {*proposers.values(), handed_in}


@each_walk
def test_no_refusal_or_deletion_was_decided_by_one_person(seed: int) -> None:
    for before, moved in moves(seed):
        if moved.move in {Move.DECIDE, Move.ANSWER}:
            assert not any(needs_two(item.right, item.proposal) for item in before.items)


@each_walk
def test_after_an_objection_nobody_decided_again(seed: int) -> None:
    decided: set[str] = set()
    for before, moved in moves(seed):
        if moved.move is Move.REOPEN:
            decided |= before.proposers
        if moved.move in {Move.PROPOSE, Move.DECIDE, Move.ANSWER}:
            assert not decided & (before.proposers | {moved.by.id})


@each_walk
def test_nothing_was_decided_for_somebody_unknown(seed: int) -> None:
    decided = {Status.DECISION_PENDING, Status.EXECUTING}

    assert [m for before, m in moves(seed) if m.to in decided and not before.identified] == []


@each_walk
def test_what_is_decided_has_an_outcome_for_every_item(seed: int) -> None:
    ticket = walked(seed).ticket
    if ticket.status in {Status.EXECUTING, Status.ANSWERED, Status.CLOSED}:
        assert all(item.outcome for item in ticket.items)
    for before, moved in moves(seed):
        if moved.move is Move.DELIVER:
            granted = [i for i in before.items if i.outcome is Outcome.GRANTED]
            assert all(i.executed or i.right is Right.PURPOSE_NOTICE for i in granted)


@each_walk
def test_no_deletion_under_way_was_withdrawn_and_nothing_held_was_erased(seed: int) -> None:
    for before, moved in moves(seed):
        deletion = before.item(Right.DELETION)
        if moved.move is Move.WITHDRAW and before.status is Status.EXECUTING and deletion:
            assert deletion.outcome is not Outcome.GRANTED
        assert not (moved.move is Move.PURGE and before.hold)


@each_walk
def test_the_legal_period_was_fourteen_days_from_receipt_whatever_happened(seed: int) -> None:
    walk = walked(seed)
    running = clocks(walk.events)
    if running is None:
        assert walk.ticket.received_at is None
    else:
        assert walk.ticket.received_at == running.legal.start
        assert running.legal.due_at(walk.life.now) - running.legal.start == timedelta(days=14)


@each_walk
def test_a_ticket_is_the_same_read_at_once_or_event_by_event_or_from_its_records(seed: int) -> None:
    walk = walked(seed)
    written = [records.record_of(event) for event in walk.events]

    assert walk.ticket == Ticket.of(walk.events) == Ticket.of(map(records.event_of, written))
    assert walk.ticket.version == len(walk.events)


@each_walk
def test_the_chain_over_the_log_holds(seed: int) -> None:
    entries: list[chain.Entry] = []
    for event in walked(seed).events:
        entries.append(chain.entry(NUMBER, records.record_of(event), entries[-1] if entries else None))

    assert chain.verify(NUMBER, entries, entries[-1].hash) is None


@each_walk
def test_what_showed_who_asks_was_erased_with_the_decision_but_on_legal_hold(seed: int) -> None:
    for before, moved in moves(seed):
        after = before.after(moved)
        if after.status not in UNDECIDED and not before.hold:
            assert after.evidence == ()
        if before.hold or after.status in UNDECIDED:
            assert after.evidence == before.evidence


def test_the_walks_together_erase_what_showed_who_asks_and_leave_it_on_legal_hold() -> None:
    events = [event for seed in SEEDS for event in walked(seed).events]
    assert sum(isinstance(event, EvidenceErased) for event in events) > 10
    assert any(before.hold and before.evidence for seed in SEEDS for before, _ in moves(seed))
