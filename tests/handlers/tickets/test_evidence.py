"""Files that show who somebody is go with the decision, at the latest 30 days after they came."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.tickets import evidence, machine, timers
from handlers.tickets.actors import SYSTEM, Actor
from handlers.tickets.assurance import Level, Method
from handlers.tickets.evidence_log import EvidenceErased, erased_files
from handlers.tickets.items import Outcome
from handlers.tickets.log import (
    Channel,
    FileKept,
    HoldSet,
    IdentityFailed,
    IdentityRaised,
    MessageTakenBack,
)
from handlers.tickets.records import event_of, record_of
from handlers.tickets.rules import DEFAULT
from handlers.tickets.statuses import ENDED, OPEN, Move, Status
from tests.handlers.tickets.lives import MORI, PERSON, SATO, Life, another, at, in_review

DAY = timedelta(days=1)
MONTH = DEFAULT.keep_evidence


def sent(life: Life, *files: str) -> Life:
    """Let the requester send files."""
    for file in files:
        life.add(
            FileKept(
                at=life.now,
                by=PERSON,
                channel=Channel.LINE,
                file=file,
                media_type="image/png",
                size=1,
                digest="ab",
            )
        )
    return life


def shown(life: Life, *files: str) -> Life:
    """Let staff note a document that these files show."""
    return life.add(
        IdentityRaised(at=life.now, by=MORI, method=Method.DOCUMENT, level=Level.DOCUMENT, files=files)
    )


def on_hold(life: Life, *, on: bool = True) -> Life:
    return life.add(HoldSet(at=life.now, by=MORI, on=on))


def moved(life: Life, move: Move, by: Actor = MORI) -> Life:
    """Make a move with everything that ends with it."""
    act = life.act(move, by, into=another().ticket)
    return life.add(*machine.entries(life.ticket, act))


def erased(life: Life) -> list[tuple[tuple[str, ...], Actor]]:
    return [(event.files, event.by) for event in life.events if isinstance(event, EvidenceErased)]


@pytest.mark.parametrize(
    ("start", "move", "by"),
    [
        (Status.IN_REVIEW, Move.WITHDRAW, PERSON),
        (Status.IN_REVIEW, Move.REDIRECT, MORI),
        (Status.IN_REVIEW, Move.MERGE, MORI),
        (Status.IN_REVIEW, Move.MARK_SPAM, MORI),
        (Status.DECISION_PENDING, Move.APPROVE, SATO),
    ],
)
def test_a_decision_and_every_other_end_erase_it_in_the_same_moment(
    start: Status, move: Move, by: Actor
) -> None:
    life = moved(shown(sent(at(start), "f1", "f2", "other"), "f1", "f2"), move, by)
    assert erased(life) == [(("f1", "f2"), by)]
    assert isinstance(life.events[-2], EvidenceErased)
    assert (life.ticket.evidence, life.ticket.files) == ((), 1)
    assert erased_files(life.events) == {"f1", "f2"}


def test_what_needs_no_second_person_erases_it_too_and_how_sure_we_are_stays() -> None:
    life = moved(shown(sent(in_review(), "f1"), "f1").propose(Outcome.GRANTED), Move.DECIDE)
    assert erased(life) == [(("f1",), MORI)]
    assert life.ticket.level is Level.DOCUMENT
    assert life.ticket.identified


def test_a_document_that_did_not_match_goes_when_the_ticket_ends_for_it() -> None:
    life = sent(at(Status.VERIFYING), "f1")
    life.add(IdentityFailed(at=life.now, by=MORI, method=Method.DOCUMENT, files=("f1",)))
    moved(life.reminded(), Move.END_UNIDENTIFIED)
    assert erased(life) == [(("f1",), MORI)]


@pytest.mark.parametrize("move", [Move.ASK_REQUESTER, Move.ASK_INSIDE])
def test_what_decides_nothing_leaves_it_where_it_is(move: Move) -> None:
    life = moved(shown(sent(in_review(), "f1"), "f1"), move)
    assert (erased(life), life.ticket.evidence) == ([], ("f1",))


def test_a_move_erases_nothing_where_nothing_showed_who_they_are() -> None:
    assert erased(moved(sent(in_review(), "f1"), Move.WITHDRAW, PERSON)) == []


def test_a_ticket_that_stays_open_keeps_each_file_for_thirty_days_from_when_it_came() -> None:
    life = sent(in_review(), "f1").wait(days=10)
    shown(sent(life, "f2"), "f1", "f2")
    came, later = life.now - 10 * DAY, life.now
    assert evidence.next_at(life.ticket, life.events) == timers.next_at(life.events) == came + MONTH
    assert timers.due(life.events, came + MONTH - timedelta(microseconds=1)) is None
    first = timers.due(life.events, came + MONTH)
    assert first == EvidenceErased(at=came + MONTH, by=SYSTEM, files=("f1",))
    assert timers.next_at(life.add(first).events) == later + MONTH
    assert (life.ticket.evidence, life.ticket.level) == (("f2",), Level.DOCUMENT)


def test_it_goes_however_long_nobody_can_be_reminded() -> None:
    life = sent(at(Status.VERIFYING), "f1")
    life.add(IdentityFailed(at=life.now, by=MORI, method=Method.DOCUMENT, files=("f1",)))
    assert isinstance(timers.due(life.events, life.now + MONTH), EvidenceErased)


def test_on_legal_hold_it_stays_and_goes_once_that_is_over() -> None:
    life = moved(on_hold(shown(sent(in_review(), "f1"), "f1")), Move.WITHDRAW, PERSON)
    assert (erased(life), life.ticket.evidence) == ([], ("f1",))
    assert evidence.due(life.ticket, life.events, life.now + 400 * DAY) is None
    on_hold(life.wait(days=50), on=False)
    assert timers.next_at(life.events) == life.now
    assert timers.due(life.events, life.now) == EvidenceErased(at=life.now, by=SYSTEM, files=("f1",))


def test_what_the_requester_took_back_is_not_erased_once_more() -> None:
    life = shown(sent(in_review(), "f1"), "f1")
    life.add(MessageTakenBack(at=life.now, by=PERSON, files=("f1",)))
    assert life.ticket.evidence == ()
    assert evidence.next_at(life.ticket, life.events) is None
    assert erased(moved(life, Move.WITHDRAW, PERSON)) == []


def test_after_an_objection_other_evidence_can_be_looked_at_and_goes_with_the_new_decision() -> None:
    life = shown(sent(in_review(), "f1"), "f1").propose(Outcome.NOT_HELD)
    moved(life, Move.ANSWER)
    moved(life, Move.REOPEN, PERSON)
    shown(sent(life, "f2"), "f2")
    assert life.ticket.evidence == ("f2",)
    moved(life, Move.WITHDRAW, PERSON)
    assert [files for files, _ in erased(life)] == [("f1",), ("f2",)]


def test_a_log_from_before_evidence_was_named_reads_as_it_did() -> None:
    life = shown(in_review())
    for event in life.events:
        record = record_of(event)
        record.pop("files", None)
        assert event_of(record) == event
    assert life.ticket.evidence == ()


@given(days=st.integers(0, 29), hold=st.booleans(), status=st.sampled_from(sorted(OPEN | ENDED)))
def test_what_is_kept_is_never_older_than_thirty_days(days: int, hold: bool, status: Status) -> None:
    life = shown(sent(at(status), "f1"), "f1").wait(days=days)
    if hold:
        on_hold(life)
    latest = evidence.next_at(life.ticket, life.events)
    if hold:
        assert latest is None
        return
    assert latest is not None
    assert latest <= life.now - days * DAY + MONTH
    left = timers.due(life.events, max(latest, life.now))
    assert isinstance(left, EvidenceErased)
    assert life.add(left).ticket.evidence == ()
