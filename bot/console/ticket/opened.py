"""A ticket as one member of the staff has it open: what is kept of it, and what acts are decided on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.console import colleagues
from bot.console.acting import actor
from bot.console.desk import Desk
from bot.console.member import Member, Permission, StaffRole
from bot.store import case_files, ticket_logs
from bot.store.case_files import CaseFile, CaseText
from bot.store.engine import Connection
from bot.store.shelf import StoredShelf
from handlers.casework.acts import StaffAct
from handlers.casework.case import Case
from handlers.context import Context
from handlers.tickets.actors import STAFF
from handlers.tickets.log import Assigned, TicketEvent
from handlers.tickets.statuses import Status
from handlers.tickets.texts import KeptText


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTicket:
    """A ticket for whoever opened it; `names` are those of the staff who did something with it, by id.

    `caseworkers` are those it can be given to, in the same way.
    """

    file: CaseFile
    member: Member
    ctx: Context
    names: Mapping[str, str]
    caseworkers: Mapping[str, str] = field(default_factory=dict)

    @property
    def reads(self) -> bool:
        """Tell whether this member may read what people wrote."""
        return self.member.may(Permission.READ_TEXTS)

    @property
    def now(self) -> datetime:
        return self.ctx.now

    def case_for(self, act: type[StaffAct]) -> Case | None:
        """Return what an act of this member is decided on; None where none of their roles may do it."""
        by = actor(self.member, act)
        if by is None or self.ctx.draws is None:
            return None
        return Case(self.file.ticket, self.file.log, by, self.ctx, self.ctx.draws)

    def words(self, text: KeptText | None) -> CaseText | None:
        """Return a text of the ticket; None where there is none."""
        return self.file.texts.get(text.id, CaseText(erased=True)) if text else None

    def name(self, staff: str | None) -> str:
        """Return what colleagues are called."""
        return self.names.get(staff, staff) if staff else ""


def open_ticket(
    desk: Desk, connection: Connection, member: Member, number: str, also: Iterable[str] = ()
) -> OpenTicket | None:
    """Return a ticket that was handed in; None where there is none, or it is still being written.

    `also` are ids of colleagues that have nothing to do with it and are named all the same.
    """
    file = case_files.find(connection, number, desk.seal)
    if file is None or file.ticket.status is Status.DRAFT:
        return None
    staff = {member.id, *also, *(one for event in file.log for one in _staff(event))}
    names = colleagues.names(desk, connection, staff)
    works = member.may(Permission.WORK)
    return OpenTicket(
        file=file,
        member=member,
        ctx=_context(desk, connection, file),
        names=names,
        caseworkers=colleagues.everybody(desk, connection, StaffRole.CASEWORKER) if works else {},
    )


def _staff(event: TicketEvent) -> Iterator[str]:
    """Give the ids of the staff that an entry of the log names."""
    if event.by.role in STAFF:
        yield event.by.id
    if isinstance(event, Assigned) and event.to:
        yield event.to


def _context(desk: Desk, connection: Connection, file: CaseFile) -> Context:
    """Return what a worker would see, so that what is shown as possible is what would be decided."""
    lane, now = file.ticket.requester, desk.clock()
    logs = ticket_logs.own(connection, [lane]) if file.others else {}
    return Context(
        finder=desk.finder(),
        conversation=file.conversation,
        now=datetime.fromtimestamp(now / 1_000, UTC),
        requester=lane,
        tickets=ticket_logs.folded(logs[lane]) if lane in logs else (file.ticket,),
        draws=desk.draws,
        shelf=StoredShelf(connection, lane, now, desk.seal),
        mails=desk.mails,
        public_url=desk.public_url,
        staff=desk.staff,
    )
