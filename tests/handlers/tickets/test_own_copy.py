"""The requester's own copy: their words and ours to them, but no notes and no drafts of a decision."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.tickets import log
from handlers.tickets.actors import SYSTEM
from handlers.tickets.assurance import Level, Method
from handlers.tickets.log import Channel, TicketEvent
from handlers.tickets.own_copy import is_theirs_to_read
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move, Status
from tests.handlers.tickets.lives import AGENT, MORI, PERSON, REFUSAL, SATO, TEXT
from tests.handlers.tickets.lives import WEDNESDAY as AT


@pytest.mark.parametrize(
    "event",
    [
        log.MessageIn(at=AT, by=PERSON, channel=Channel.LINE, text=TEXT),
        log.MessageOut(at=AT, by=MORI, channel=Channel.MAIL, text=TEXT),
        log.ItemAsked(at=AT, by=MORI, right=Right.DELETION, scope=TEXT),
        log.ClockExtended(at=AT, by=MORI, until=AT + timedelta(days=1), reason=TEXT),
        log.Moved(at=AT, by=MORI, move=Move.ASK_REQUESTER, to=Status.WAITING_REQUESTER, text=TEXT),
        log.Moved(at=AT, by=MORI, move=Move.ANSWER, to=Status.ANSWERED, text=TEXT),
        log.Moved(at=AT, by=MORI, move=Move.REDIRECT, to=Status.REDIRECTED, text=TEXT),
        log.Moved(at=AT, by=PERSON, move=Move.WITHDRAW, to=Status.WITHDRAWN, text=TEXT),
        log.Moved(at=AT, by=AGENT, move=Move.REOPEN, to=Status.IN_REVIEW, text=TEXT),
    ],
)
def test_what_they_wrote_and_what_they_were_told_is_theirs(event: TicketEvent) -> None:
    assert is_theirs_to_read(event)


@pytest.mark.parametrize(
    "event",
    [
        log.NoteAdded(at=AT, by=MORI, text=TEXT),
        log.Moved(at=AT, by=MORI, move=Move.ASK_INSIDE, to=Status.WAITING_INTERNAL, text=TEXT),
        log.Moved(at=AT, by=SATO, move=Move.SEND_BACK, to=Status.IN_REVIEW, text=TEXT),
        log.Moved(at=AT, by=MORI, move=Move.MARK_SPAM, to=Status.SPAM, text=TEXT),
        log.ItemProposed(at=AT, by=MORI, right=Right.DISCLOSURE, proposal=REFUSAL),
        log.IdentityRaised(at=AT, by=MORI, method=Method.TWO_FACTS, level=Level.KNOWN_FACTS, note=TEXT),
        log.ReminderSent(at=AT, by=SYSTEM),
    ],
)
def test_what_staff_wrote_for_themselves_is_not(event: TicketEvent) -> None:
    assert not is_theirs_to_read(event)
