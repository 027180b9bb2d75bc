"""Files of a ticket on the desk: what staff add, what they open, and what goes out with an answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from handlers.casework.acted import ActRefused, Why
from handlers.casework.acts import KeepFile, OpenFile
from handlers.casework.against import of_caseworkers
from handlers.casework.case import Case
from handlers.decisions import Decision
from handlers.files.limits import LARGEST
from handlers.files.sent_out import MOST, TYPES
from handlers.tickets.assurance import Method
from handlers.tickets.desk_log import FileOpened
from handlers.tickets.evidence_log import erased_files
from handlers.tickets.log import Channel, FileKept, TicketEvent
from handlers.tickets.statuses import OPEN, Status

_TAKING = OPEN - {Status.DRAFT}


def keep_file(act: KeepFile, case: Case) -> Decision:
    """Note a file that staff uploaded; what is refused must be discarded, see `acting`. Raises ActRefused."""
    if why := _against(act, case):
        raise ActRefused(why)
    kept = FileKept(
        at=case.now,
        by=case.by,
        channel=Channel.CONSOLE,
        file=act.file,
        media_type=act.media_type,
        size=act.size,
        digest=act.digest,
    )
    return case.changed(kept)


def open_file(act: OpenFile, case: Case) -> Decision:
    """Note that a file was looked at. Raises ActRefused where the ticket has none of this id."""
    if act.file not in {event.file for event in kept_files(case.log)}:
        raise ActRefused(Why.NO_FILE)
    return case.changed(FileOpened(at=case.now, by=case.by, file=act.file))


def kept_files(log: Sequence[TicketEvent]) -> tuple[FileKept, ...]:
    """Return the files of a ticket that are not erased, oldest first."""
    gone = erased_files(log)
    return tuple(event for event in log if isinstance(event, FileKept) and event.file not in gone)


def of_staff(log: Sequence[TicketEvent]) -> tuple[FileKept, ...]:
    """Return the files that staff added: these alone can go out with an answer."""
    return tuple(event for event in kept_files(log) if event.channel is Channel.CONSOLE)


def of_requester(log: Sequence[TicketEvent]) -> tuple[FileKept, ...]:
    """Return the files that the requester sent: these alone can show who they are."""
    return tuple(event for event in kept_files(log) if event.channel is not Channel.CONSOLE)


def evidence(files: Iterable[str], method: Method, log: Sequence[TicketEvent]) -> tuple[str, ...]:
    """Return the ids of files that show a document, each once. Raises ActRefused for one that cannot."""
    chosen, known = tuple(dict.fromkeys(files)), {event.file for event in of_requester(log)}
    if chosen and method is not Method.DOCUMENT:
        raise ActRefused(Why.NO_DOCUMENT)
    if not known.issuperset(chosen):
        raise ActRefused(Why.NO_FILE)
    return chosen


def handed_out(files: Iterable[str], log: Sequence[TicketEvent]) -> tuple[str, ...]:
    """Return the ids of files for an answer, each once. Raises ActRefused for one that cannot go out."""
    chosen, known = tuple(dict.fromkeys(files)), {event.file for event in of_staff(log)}
    if not known.issuperset(chosen):
        raise ActRefused(Why.NO_FILE)
    return chosen


def against(case: Case) -> Iterable[str]:
    """Tell what stands in the way of adding a file."""
    yield from of_caseworkers(*_TAKING)(case)
    if len(of_staff(case.log)) >= MOST:
        yield Why.TOO_MANY_FILES


def against_opening(case: Case) -> Iterable[str]:
    """Tell what stands in the way of opening a file."""
    if not kept_files(case.log):
        yield Why.NO_FILE


def _against(act: KeepFile, case: Case) -> str:
    for why in against(case):
        return str(why)
    if act.media_type not in TYPES:
        return Why.FILE_TYPE
    return "" if 0 < act.size <= LARGEST else Why.FILE_TOO_LARGE
