"""Take in one mail: a row in the ledger, and where it belongs to a ticket an event, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.logs import logger
from bot.mail import events
from bot.mail.incoming.incoming_mail import Attachment, IncomingMail, Reason, Unreadable
from bot.mail.incoming.limits import Limits
from bot.mail.incoming.reading import read
from bot.mail.incoming.receiver import Receiver
from bot.mail.incoming.reply import reply
from bot.mail.matching import TO_STAFF, Requester, Senders, Verdict, judged
from bot.mail.threads import Threads
from bot.store import audit, files, inbox, mail_ledger, tasks, ticket_logs, ticket_texts
from bot.store.accounts import account
from bot.store.engine import Connection, Database
from bot.store.errors import WrongSeal
from bot.store.files import SealedFile
from bot.store.inbox import NewEvent
from bot.store.mail_ledger import Entry, Place
from bot.store.sealing import Seal
from bot.store.staff_ids import staff_id
from handlers.draws import Draws
from handlers.events import MailedFile, NotFetched
from handlers.files.limits import LARGEST, MOST
from handlers.mails.outcomes import Outcome
from handlers.tickets.actors import Role
from handlers.tickets.ticket import Ticket

Examined = str | Literal["wrong_type", "unsafe"]
"""The media type of a file that we keep, or why it is not kept."""
Examine = Callable[[bytes], Examined]
_REFUSED: frozenset[str] = frozenset({"wrong_type", "unsafe"})
_TURNED_AWAY = frozenset({Outcome.REJECTED, Outcome.UNMATCHED, Outcome.DUPLICATE})
_LONGEST = 100_000  # characters that go into the event; a ticket takes fewer


@dataclass(frozen=True, slots=True)
class Desk:
    """What mails are taken in with. `examine` raises what stops it from saying anything now."""

    database: Database
    seal: Seal
    draws: Draws
    threads: Threads
    receiver: Receiver
    staff: frozenset[str]
    examine: Examine
    clock: Callable[[], int]
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A mail on its way into the store: its row, the event it becomes and the files that came with it."""

    entry: Entry
    payload: bytes | None = None
    files: tuple[SealedFile, ...] = ()


class Ingest:
    """Takes in mails, in any number of processes at once."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def take(self, raw: bytes, place: Place | None = None) -> int:
        """Return the row of a mail once it is safely stored; of one that lies at a known place, the old one.

        Raises StoreError, or what `examine` raises: the mail must then be offered again.
        """
        taken = self._prepared(raw, place)
        with self._desk.database.write(wake_workers=True) as connection:
            mail_ledger.take_turn(connection)
            known = mail_ledger.at(connection, place) if place else None
            if known is not None:
                return known
            if mail_ledger.is_known(connection, taken.entry.message, taken.entry.content):
                taken = _Taken(replace(taken.entry, outcome=Outcome.DUPLICATE, why="", sealed=None))
            row = self._write(connection, taken)
            if taken.entry.outcome in _TURNED_AWAY:
                self._note_turned_away(connection, row, taken.entry)
        entry = taken.entry
        logger().info("mail_taken", ledger=row, outcome=entry.outcome or "to_decide", why=entry.why)
        if entry.outcome in {Outcome.UNMATCHED, Outcome.REJECTED}:
            logger().warning("mail_not_matched", ledger=row, why=entry.why, number=entry.number)
        if entry.why == TO_STAFF:
            logger().error("staff_mail_returned", ledger=row, number=entry.number)
        return row

    def _write(self, connection: Connection, taken: _Taken) -> int:
        desk = self._desk
        row = mail_ledger.add(connection, taken.entry)
        if taken.entry.why == TO_STAFF:
            ref, at = mail_ledger.event_id(row), taken.entry.received_at
            tasks.raise_task(connection, "staff_mail_returned", ref, taken.entry.number, at)
        if taken.payload is None or taken.entry.lane is None:
            return row
        for file in taken.files:
            files.keep(connection, file, taken.entry.received_at)
        event_id = mail_ledger.event_id(row)
        sealed = desk.seal.close(taken.payload, inbox.place_of(event_id))
        event = NewEvent(event_id, mail_ledger.SOURCE, taken.entry.lane, sealed, taken.entry.received_at)
        inbox.put(connection, [event])
        return row

    def _note_turned_away(self, connection: Connection, row: int, entry: Entry) -> None:
        audit.note(
            connection,
            self._desk.seal,
            staff="",  # whoever wrote it: a sender that nobody vouches for names the wrong one
            what="mail_turned_away",
            now=entry.received_at,
            number=entry.number,
            ref=mail_ledger.event_id(row),
            after=entry.why or entry.outcome,
        )

    def _prepared(self, raw: bytes, place: Place | None) -> _Taken:
        desk = self._desk
        mail = read(raw, desk.receiver, desk.limits)
        if isinstance(mail, Unreadable):
            large = mail.reason is Reason.TOO_LARGE
            entry = self._entry("", [raw], None if large else raw, place)
            outcome = Outcome.TOO_LARGE if large else Outcome.UNREADABLE
            return _Taken(replace(entry, outcome=outcome, why=mail.reason))
        verdict = self._judged(mail)
        entry = replace(
            self._entry(mail.message_id, _said(mail), raw, place),
            outcome=verdict.outcome,
            number=verdict.thread.number if verdict.thread else None,
            lane=verdict.lane,
            why=verdict.why,
        )
        return self._to_ticket(mail, verdict, entry)

    def _entry(self, message_id: str, said: Sequence[bytes], raw: bytes | None, place: Place | None) -> Entry:
        seal = self._desk.seal
        message, content = mail_ledger.message_hash(message_id, seal), mail_ledger.content_hash(said, seal)
        sealed = mail_ledger.sealed(raw, message, content, seal) if raw is not None else None
        return Entry(
            message=message, content=content, received_at=self._desk.clock(), sealed=sealed, place=place
        )

    def _judged(self, mail: IncomingMail) -> Verdict:
        desk = self._desk
        with desk.database.read() as connection:
            senders = self._senders(connection)
            return judged(mail, desk.threads, senders, lambda number: self._requester(connection, number))

    def _requester(self, connection: Connection, number: str) -> Requester | None:
        log = ticket_logs.log_of(connection, number)
        if not log:
            return None
        ticket = Ticket.of(log)
        if ticket.contact is None:
            return Requester(ticket.requester, "")
        try:
            kept = ticket_texts.load(connection, number, self._desk.seal).get(ticket.contact.id)
        except WrongSeal:  # an address that our keys do not open is nobody's
            kept = None
        return Requester(ticket.requester, kept.text if kept else "")

    def _to_ticket(self, mail: IncomingMail, verdict: Verdict, entry: Entry) -> _Taken:
        thread, lane = verdict.thread, verdict.lane
        if verdict.outcome is not None or thread is None or lane is None:
            return _Taken(entry)
        if mail.bounce is not None:
            recipient = _storable(mail.bounce.recipient)
            return _Taken(entry, events.returned(lane, thread.number, recipient, verdict.returned))
        staff = staff_id(mail.sender.address, self._desk.seal) if thread.party == "staff" else ""
        kept, refused = ((), ()) if staff else self._files(mail.attachments, thread.number, lane, entry)
        told = tuple(
            MailedFile(id=one.id, media_type=one.media_type, size=one.size, digest=one.digest) for one in kept
        )
        words = _storable(reply(mail.text)[:_LONGEST])
        payload = events.answered(
            lane,
            thread.number,
            words,
            mail.sender.address,
            staff,
            as_role=verdict.as_role,
            files=told,
            refused=refused,
        )
        return _Taken(entry, payload, kept)

    def _senders(self, connection: Connection) -> Senders:
        """Return who may answer as staff: of who has an account its roles decide, whatever settings say."""
        desk = self._desk
        roles = account.roles_by_address(connection, desk.seal)
        working = {one for one, theirs in roles.items() if Role.CASEWORKER in theirs}
        working |= desk.staff - roles.keys()
        approving = {one for one, theirs in roles.items() if Role.APPROVER in theirs} - working
        staff = frozenset(working | approving)
        return Senders(staff, desk.receiver.authserv_id, approvers=frozenset(approving))

    def _files(
        self, attachments: Sequence[Attachment], number: str, lane: str, entry: Entry
    ) -> tuple[tuple[SealedFile, ...], tuple[NotFetched, ...]]:
        """Return the files that are kept, and why others are not; pictures that a text shows are left out."""
        kept: list[SealedFile] = []
        refused: list[NotFetched] = []
        key = mail_ledger.source_key(lane, entry.message, entry.content, self._desk.seal)
        for one in [found for found in attachments if not found.inline][: 2 * MOST]:
            if one.size > LARGEST:
                refused.append("too_large")
                continue
            found = self._desk.examine(one.content)
            if found in _REFUSED:
                refused.append("unsafe" if found == "unsafe" else "wrong_type")
                continue
            file_id = self._desk.draws.text_id()
            kept.append(files.sealed(number, file_id, key, found, one.content, one.name, self._desk.seal))
        return tuple(kept), tuple(refused)


def _storable(text: str) -> str:
    """Return a text without what no encoding has: broken mails bring halves of characters."""
    return text.encode("utf-8", "replace").decode()


def _said(mail: IncomingMail) -> list[bytes]:
    """Return what makes two mails the same, whatever servers on the way wrote into them."""
    date = mail.date.isoformat() if mail.date else ""
    told = (mail.sender.address, mail.subject, date, mail.text)
    return [
        *(part.encode("utf-8", "surrogatepass") for part in told),
        *(one.content for one in mail.attachments),
    ]
