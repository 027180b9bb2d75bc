"""Whatever staff do in whatever order: the log stays readable, and nobody gets round the rules."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.casework.acting import ACTS
from handlers.casework.acts import (
    Answer,
    Approve,
    Deliver,
    Execute,
    Identify,
    KeepFile,
    Present,
    Propose,
    StaffAct,
)
from handlers.events import FileArrived
from handlers.tickets.actors import SYSTEM, Actor, Role
from handlers.tickets.changes import TicketChange
from handlers.tickets.desk_log import answer_since_decision
from handlers.tickets.evidence import UNDECIDED
from handlers.tickets.items import NEEDS_REASONS, Outcome, needs_second_person
from handlers.tickets.log import Channel, DeliveryTried, Moved, MoveDenied, TicketEvent
from handlers.tickets.records import event_of, record_of
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move, Status
from handlers.tickets.texts import pointed
from handlers.tickets.ticket import Ticket
from tests.builders import pressed
from tests.desk import MORI, Desk
from tests.handlers.casework.desks import DIGEST, REFUSAL, TANAKA, reachable
from tests.handlers.casework.samples import case_of, samples
from tests.handlers.tickets.lives import NUMBER, SATO, in_review

BY = (MORI, TANAKA, SATO, Actor(Role.APPROVER, "mori"), Actor(Role.APPROVER, "tanaka"))
GRANT = Propose(right=Right.DISCLOSURE, outcome=Outcome.GRANTED, third_party_data=True)
OFTEN: tuple[type[StaffAct], ...] = (Present, Approve, Execute, Answer, Deliver)
STEPS = st.one_of(
    st.tuples(st.sampled_from(OFTEN), st.sampled_from(BY)),
    st.tuples(st.sampled_from(sorted(ACTS, key=lambda kind: kind.__name__)), st.sampled_from(BY)),
    st.tuples(st.sampled_from((REFUSAL, GRANT)), st.sampled_from(BY)),
    st.tuples(st.sampled_from(("arrives", "fails", "objects", "days", "writes", "sends")), st.just(MORI)),
)


def step(desk: Desk, what: object, by: Actor, place: int) -> None:
    """Let one thing happen, and look at what staff were told and the requester heard of it."""
    match what:
        case "arrives" | "fails":
            tried = DeliveryTried(
                at=desk.now, by=SYSTEM, channel=Channel.MAIL, text_id="t1", proven=what == "arrives"
            )
            desk._keep(TicketChange(NUMBER, desk.tickets[0].version, (tried,)))
        case "objects":
            desk.meets(pressed("reopen", NUMBER))
        case "days":
            desk.waits(days=8)
        case "sends":
            desk.meets(a_file(desk, f"theirs{place}"))
        case "writes":
            desk.presses("inform") if any(one.command == "inform" for one in desk.buttons()) else None
            desk.says("It was in 2019.")
        case _:
            acts(desk, what, by, place)


def a_file(desk: Desk, file: str) -> FileArrived:
    return FileArrived(
        id=file,
        at=desk.now,
        number=NUMBER,
        file=file,
        media_type="image/png",
        size=1,
        digest=DIGEST,
    )


def acts(desk: Desk, what: object, by: Actor, place: int) -> None:
    act = what if isinstance(what, StaffAct) else samples(case_of(desk, by))[what]  # type: ignore[index]  # a kind
    if isinstance(act, KeepFile):
        act = KeepFile(file=f"f{place}", media_type=act.media_type, size=act.size, digest=act.digest)
    became = desk.staff_does(act, by)
    written = [event for change in desk.decision.changes for event in change.events]
    if became.why:
        assert [type(event) for event in written] in ([], [MoveDenied])
        assert (desk.decision.notices, desk.decision.links) == ((), ())


def log_of(desk: Desk) -> tuple[TicketEvent, ...]:
    return desk.shelf.log(NUMBER)


@settings(max_examples=30)
@given(steps=st.lists(STEPS, min_size=5, max_size=40))
def test_any_sequence_of_acts_leaves_a_log_that_can_be_read_and_keeps_the_rules(
    steps: list[tuple[object, Actor]],
) -> None:
    desk = reachable(in_review())
    for place, (what, by) in enumerate(steps):
        step(desk, what, by, place)
    log = log_of(desk)
    for event in log:
        record = record_of(event)
        assert event_of(json.loads(json.dumps(record))) == event
        assert {text_id for text_id, _ in pointed(record)} <= desk.texts.keys()
    assert Ticket.of(log) == desk.tickets[0]
    keeps_the_rules(desk, log)


def keeps_the_rules(desk: Desk, log: tuple[TicketEvent, ...]) -> None:
    for place, event in enumerate(log):
        before = Ticket.of(log[:place]) if place else None
        if before is None or not isinstance(event, Moved):
            continue
        if event.to not in UNDECIDED and not before.hold:
            assert before.evidence == ()
        if event.move is Move.APPROVE:
            assert event.by.id not in before.proposers
        if event.move in {Move.ANSWER, Move.DECIDE}:
            assert not any(needs_second_person(item) for item in before.items)
        if event.to is Status.ANSWERED and before.status is Status.EXECUTING:
            assert before.proven or len(before.tried) >= 2
            was_said(desk, before, log[:place])


def was_said(desk: Desk, ticket: Ticket, log: tuple[TicketEvent, ...]) -> None:
    """See that the answer to what was refused has all its parts."""
    answer = answer_since_decision(log)
    assert answer is not None
    declined = [item for item in ticket.items if item.proposal and item.proposal.outcome in NEEDS_REASONS]
    told = desk.texts[answer.text.id].text
    for part in ("(S9-9)", "of 2019", "who has them", "Example Policy 9", "you can object until", "desk@"):
        assert not declined or part in told


def test_a_walk_can_have_evidence_that_goes_with_the_decision() -> None:
    """Tell that the walks above come to this rule, too."""
    desk = reachable(in_review())
    way = (("sends", MORI), (Identify, MORI), (REFUSAL, MORI), (Present, MORI), (Approve, SATO))
    for place, (what, by) in enumerate(way):
        step(desk, what, by, place)
        assert desk.tickets[0].evidence == (("theirs0",) if 0 < place < len(way) - 1 else ())
    assert desk.tickets[0].status is Status.EXECUTING


def test_a_walk_can_lead_to_an_answer_and_to_an_objection() -> None:
    """Tell that the walks above come to the rules they look at."""
    desk = reachable(in_review())
    way = (
        (REFUSAL, MORI),
        (Present, MORI),
        (Approve, SATO),
        (Answer, MORI),
        ("arrives", MORI),
        (Deliver, MORI),
    )
    for place, (what, by) in enumerate((*way, ("objects", MORI))):
        step(desk, what, by, place)
    moves = [event.move for event in log_of(desk) if isinstance(event, Moved)]
    assert moves[-4:] == [Move.PROPOSE, Move.APPROVE, Move.DELIVER, Move.REOPEN]
    keeps_the_rules(desk, log_of(desk))
