"""The requester's own copy of a ticket: what is theirs to see, and everything it takes to check it.

It is plain JSON values with a `schema_version`. `sha256` has the SHA-256 of each part's canonical JSON (see
`chain`): `about`, `entries`, `texts` and `files`. An entry that is not theirs to see keeps its place and its
hash, and lacks its event: the chain can be followed past it. docs/tickets.md has the check.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from handlers.tickets import own_words
from handlers.tickets.actors import OUTSIDE
from handlers.tickets.chain import START, Entry, canonical
from handlers.tickets.changes import SaltedText
from handlers.tickets.desk_log import AnswerSent, FileOpened, Linked, Tagged, answer_since_decision
from handlers.tickets.evidence_log import erased_files
from handlers.tickets.log import (
    Assigned,
    Channel,
    ClockExtended,
    DeadlineWarned,
    FileKept,
    HoldSet,
    ItemAsked,
    ItemProposed,
    MessageIn,
    MessageOut,
    Moved,
    MoveDenied,
    NoteAdded,
    TicketEvent,
)
from handlers.tickets.records import event_of, moment_of
from handlers.tickets.statuses import OPEN, Move
from handlers.tickets.texts import pointed
from handlers.tickets.ticket import Ticket

SCHEMA_VERSION = 2
PARTS = ("about", "entries", "texts", "files")
Texts = Mapping[str, SaltedText | None]
Values = dict[str, object]

_SAID_TO_THEM = frozenset({Move.ASK_REQUESTER, Move.ANSWER, Move.REDIRECT})
_INSIDE = frozenset({Move.ASK_INSIDE, Move.HEAR_INSIDE, Move.PROPOSE, Move.SEND_BACK, Move.MARK_SPAM})


@dataclass(frozen=True, slots=True)
class OwnCopy:
    """A copy as it was made: `content` for a file, and what a page needs to show the same."""

    content: Values
    ticket: Ticket
    events: tuple[TicketEvent | None, ...]
    texts: Texts
    made_at: datetime


def is_theirs_to_read(event: TicketEvent) -> bool:
    """Tell whether the texts of an event belong into the requester's own copy.

    Notes, questions inside the company and drafts of a decision do not; of a decision they get the notice.
    """
    match event:
        case MessageIn() | MessageOut() | AnswerSent() | ItemAsked() | ClockExtended():
            return True
        case Moved(move=move) if move in _SAID_TO_THEM:
            return True
    return event.by.role in OUTSIDE


def is_theirs_to_see(event: TicketEvent) -> bool:
    """Tell whether the requester may know that something happened, whatever was said there.

    How staff share out their work, what they note and what they weigh before a decision is their own.
    """
    if event.by.role in OUTSIDE:
        return True
    match event:
        case NoteAdded() | Assigned() | HoldSet() | ItemProposed() | MoveDenied() | DeadlineWarned():
            return False
        case Tagged() | Linked() | FileKept(channel=Channel.CONSOLE):
            return False
        case Moved(move=move):
            return move not in _INSIDE
    return True


def own_copy(entries: Sequence[Entry], texts: Texts, at: datetime, *, notes: bool = False) -> OwnCopy:
    """Return the copy of a whole chain and its texts; with `notes`, also what only staff may see.

    Raises UnknownRecord and BrokenLog for a log that this program cannot read.
    """
    log = [event_of(entry.event) for entry in entries]
    inside = frozenset() if notes else frozenset(_prepared(log))
    seen = tuple(event if notes or _is_shown(event, inside) else None for event in log)
    chosen = texts if notes else _theirs(entries, log, texts)
    ticket = Ticket.of(log)
    content: Values = {
        "about": _about(ticket, entries, at, outcomes=notes or _are_told(ticket, log)),
        "entries": [_entry(*each, ticket) for each in zip(entries, seen, strict=True)],
        "texts": {name: _text(kept) for name, kept in chosen.items()},
        "files": list(_files(log)),
    }
    sums = {part: hashlib.sha256(canonical(content[part])).hexdigest() for part in PARTS}
    return OwnCopy({"schema_version": SCHEMA_VERSION, **content, "sha256": sums}, ticket, seen, chosen, at)


def _prepared(log: Iterable[TicketEvent]) -> Iterator[str]:
    """Give the ids of files that staff added: that there are any is no more theirs to see than the files."""
    return (event.file for event in log if isinstance(event, FileKept) and not is_theirs_to_see(event))


def _is_shown(event: TicketEvent, inside: frozenset[str]) -> bool:
    opened_inside = isinstance(event, FileOpened) and event.file in inside
    return is_theirs_to_see(event) and not opened_inside


def _theirs(entries: Sequence[Entry], log: Sequence[TicketEvent], texts: Texts) -> Texts:
    theirs = {
        text_id
        for entry, event in zip(entries, log, strict=True)
        if is_theirs_to_read(event)
        for text_id, _ in pointed(entry.event)
    }
    return {text_id: kept for text_id, kept in texts.items() if text_id in theirs}


def _are_told(ticket: Ticket, log: Sequence[TicketEvent]) -> bool:
    """Tell whether the requester has heard what was decided: no refusal is told without its notice."""
    return ticket.status not in OPEN or answer_since_decision(log) is not None


def _about(ticket: Ticket, entries: Sequence[Entry], at: datetime, *, outcomes: bool) -> Values:
    return {
        "number": ticket.number,
        "language": ticket.language,
        "made_at": moment_of(at),
        "status": ticket.status.value,
        "received_at": moment_of(ticket.received_at) if ticket.received_at else None,
        "items": [
            {"right": item.right.value, "outcome": item.outcome.value if outcomes and item.outcome else None}
            for item in ticket.items
        ],
        "head": entries[-1].hash if entries else START,
    }


def _entry(entry: Entry, event: TicketEvent | None, ticket: Ticket) -> Values:
    return {
        "sequence": entry.sequence,
        "told": own_words.told(event, ticket.language),
        "event": dict(entry.event) if event else None,
        "previous": entry.previous,
        "hash": entry.hash,
    }


def _text(kept: SaltedText | None) -> Values | None:
    """Return a text with its salt; one that was erased is named all the same, so that nobody looks for it."""
    return {"text": kept.text, "salt": kept.salt.hex()} if kept else None


def _files(log: Iterable[TicketEvent]) -> Iterator[Values]:
    events = list(log)
    gone = erased_files(events)
    for event in events:
        if isinstance(event, FileKept) and is_theirs_to_see(event):
            yield {
                "id": event.file,
                "media_type": event.media_type,
                "size": event.size,
                "sha256": event.digest,
                "erased": event.file in gone,
            }
