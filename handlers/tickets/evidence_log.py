"""Files by which somebody showed who they are are erased: the entry of a ticket's log about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from handlers.tickets.log import IdentityFailed, IdentityRaised, MessageTakenBack, TicketEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceErased(TicketEvent):
    """These files (their ids) are erased: what they were looked at for is decided, or their time is over."""

    files: tuple[str, ...]


def erased_files(log: Iterable[TicketEvent]) -> frozenset[str]:
    """Return the ids of files that a log says are erased: taken back, or evidence that has had its time."""
    gone = (event.files for event in log if isinstance(event, MessageTakenBack | EvidenceErased))
    return frozenset(chain.from_iterable(gone))


def after(evidence: tuple[str, ...], event: TicketEvent) -> tuple[str, ...]:
    """Return the ids of files that are kept as evidence one event later, in the order they were named."""
    match event:
        case IdentityRaised(files=files) | IdentityFailed(files=files):
            return tuple(dict.fromkeys((*evidence, *files)))
        case MessageTakenBack(files=files) | EvidenceErased(files=files):
            return tuple(one for one in evidence if one not in files)
    return evidence
