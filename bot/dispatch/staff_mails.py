"""Mails to members of the staff about what happened to a ticket, owed with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.channels import Post
from bot.store import outbox, staff_mails, ticket_logs
from bot.store.engine import Connection
from bot.store.outbox import MAIL, NewDebt, thread_lane
from bot.store.sealing import Seal
from handlers.colleagues.colleague import Colleague, addressees
from handlers.colleagues.letters import letter
from handlers.colleagues.occasions import may_tell, told
from handlers.escalating.staff import Staff
from handlers.letters import Letter
from handlers.tickets.changes import TicketChange


@dataclass(frozen=True, slots=True)
class StaffMails:
    """Owes mails to those who want to hear of it; without `post` none."""

    post: Post | None
    seal: Seal
    staff: Staff

    def owe(self, connection: Connection, changes: Sequence[TicketChange], now: int) -> None:
        """Owe the mails that changes are an occasion for, which are written already."""
        telling = [change for change in changes if may_tell(change.events)]
        if self.post is None or not telling:
            return
        colleagues = staff_mails.colleagues(connection, now, self.seal)
        if not colleagues:
            return
        debts = [
            debt for change in telling for debt in self._debts(connection, change, colleagues, self.post, now)
        ]
        if debts:
            outbox.owe(connection, debts, now)

    def _debts(  # what happened, to whom it is told, and how
        self,
        connection: Connection,
        change: TicketChange,
        colleagues: Sequence[Colleague],
        post: Post,
        now: int,
    ) -> Iterator[NewDebt]:
        version = change.version + len(change.events)
        log = ticket_logs.log_of(connection, change.number)[:version]
        at, mailed = datetime.fromtimestamp(now / 1_000, UTC), set()
        for one in told(log, len(change.events)):
            for addressee in addressees(one, colleagues, self.staff.email):
                who = addressee.colleague.id
                if who not in mailed:  # of what happened at once the first is enough
                    mailed.add(who)
                    words = letter(one, log, addressee, self.staff, at)
                    yield self._debt(words, f"ticket:{change.number}:{version}:{who}", post)

    def _debt(self, words: Letter, dedupe: str, post: Post) -> NewDebt:
        body = self.seal.close(post.compose(words).body, outbox.place_of(dedupe))
        lane = thread_lane(words.thread, words.to, self.seal)
        return NewDebt(dedupe, MAIL, lane, body, None, threaded=True)
