"""Where a ticket stands in the lists of staff, and what these show of it: columns made from its log."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.store.moments import MILLISECOND, milliseconds
from bot.store.right_places import RIGHTS
from bot.store.ticket_figures import figure_columns
from handlers.tickets.clocks import Clock, Clocks, clocks
from handlers.tickets.kinds import Kind
from handlers.tickets.log import Opened, TicketEvent
from handlers.tickets.rights import Right
from handlers.tickets.stages import Stage, last_word, stage_of, unread
from handlers.tickets.ticket import Ticket

INCIDENTS_FIRST = 10**15
"""Milliseconds that incidents are put forward by: they stand before everything else, at places below 0."""

_NEVER = 10**14


def place_columns(log: Sequence[TicketEvent]) -> dict[str, object]:
    """Return the columns of `tickets` that lists and figures are made of. Raises ticket.BrokenLog.

    `place` sorts within a stage, the lowest first: incidents, then by the earlier of both due dates; what is
    done by when it ended, newest first. `due_at` is that earlier date, of the periods that still run.
    `work_due_at` is as it stood when the period was paused (`paused_at`), while it is. Those that figures are
    made of come last.
    """
    ticket, running, word = Ticket.of(log), clocks(log), last_word(log)
    stage, due = stage_of(log), _due(running)
    return {
        "channel": log[0].channel.value if isinstance(log[0], Opened) else None,
        "stage": int(stage),
        "place": _place(stage, ticket, due, log),
        "due_at": due,
        "rights": bits(item.right for item in ticket.items),
        "legal_met_at": _known(running.legal.stopped_at if running else None),
        **_work(running.work if running else None),
        "unread": unread(log),
        "word_at": _known(word.at if word else None),
        "word_by": word.by if word else None,
        "handover": ticket.handover.by if ticket.handover else None,
        **figure_columns(log, ticket),
    }


def bits(rights: Iterable[Right]) -> int:
    """Return rights as they are stored beside a ticket."""
    return sum(1 << RIGHTS.index(right) for right in set(rights))


def rights_of(stored: int | None) -> tuple[str, ...]:
    """Return the rights that are stored as bits, in their usual order."""
    held = {right for place, right in enumerate(RIGHTS) if (stored or 0) >> place & 1}
    return tuple(right.value for right in Right if right in held)


def _work(clock: Clock | None) -> dict[str, object]:
    if clock is None or clock.stopped_at is not None:
        return {"work_due_at": None, "work_length": None, "paused_at": None}
    paused = _paused_at(clock)
    return {
        "work_due_at": _known(clock.due_at(paused or _last_end(clock))),
        "work_length": clock.length // MILLISECOND,
        "paused_at": _known(paused),
    }


def _paused_at(clock: Clock) -> datetime | None:
    last = clock.pauses[-1] if clock.pauses else None
    return last.start if last and last.end is None else None


def _due(running: Clocks | None) -> int | None:
    if running is None:
        return None
    ends = []
    if running.legal.stopped_at is None:
        ends.append(running.legal.start + running.legal.length)
    if running.work.stopped_at is None and _paused_at(running.work) is None:
        ends.append(running.work.due_at(_last_end(running.work)))
    return min(map(milliseconds, ends), default=None)


def _last_end(clock: Clock) -> datetime:
    """Return a moment after all pauses, so that each counts whole."""
    return max([clock.start + clock.length, *(pause.end for pause in clock.pauses if pause.end)])


def _place(stage: Stage, ticket: Ticket, due: int | None, log: Sequence[TicketEvent]) -> int:
    if stage is Stage.DONE:
        return -milliseconds(ticket.ended_at or ticket.answered_at or log[-1].at)
    if due is None and ticket.received_at is not None:
        word = last_word(log)  # answered, and they wrote again: in the order in which they did
        due = milliseconds(word.at if word else log[-1].at)
    place = _NEVER if due is None else due
    return place - INCIDENTS_FIRST if ticket.kind is Kind.INCIDENT else place


def _known(at: datetime | None) -> int | None:
    return milliseconds(at) if at else None
