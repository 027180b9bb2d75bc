"""One step after the other until somebody was told: push, mail, and their next message at the latest.

LINE takes a push to whoever blocks us and drops it, so that only what went by a reply token is known to have
arrived. https://developers.line.biz/en/reference/messaging-api/#send-push-message
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.dispatch.ways import Ways
from bot.logs import logger
from bot.store import conversations, notices, outbox, tasks, ticket_logs, tickets
from bot.store.engine import Connection, savepoint
from bot.store.errors import StoreDown, TicketChanged, WrongSeal
from bot.store.notices import NewNotice, Rung, StoredNotice, Words
from bot.store.outcomes import Sent, Settled
from handlers.awaited import Awaited
from handlers.conversation import Conversation
from handlers.own_tickets.survey_buttons import asked_about
from handlers.retention import NOTICE
from handlers.tickets.actors import SYSTEM
from handlers.tickets.changes import TicketChange
from handlers.tickets.log import Channel, TicketEvent
from handlers.tickets.notice_log import NoticeFailed, NoticeSent, NoticeWaits, of_answer

WAITS_MS = int(NOTICE.total_seconds() * 1_000)
_TRIES = 3  # somebody else may write to the same ticket at the same moment


@dataclass(frozen=True, slots=True)
class Ladder:
    """Moves notices from rung to rung, inside the transaction it is given."""

    ways: Ways

    def begin(self, connection: Connection, new: NewNotice, order: Sequence[Rung], now: int) -> Rung:
        """Take up a notice, once; returns the rung it is on, `pending` where nothing could be sent."""
        stored = notices.keep(connection, new, order, now, self.ways.seal)
        if stored.rung != "pending" or not stored.left:
            return stored.rung
        return self._climb(connection, stored, now)

    def settle(self, connection: Connection, settled: Sequence[Settled], now: int) -> None:
        """Go on after tries to send ended; one that fails here costs only itself."""
        for one in settled:
            try:
                with savepoint(connection):
                    self._settle(connection, one, now)
            except StoreDown:
                raise
            except Exception as error:  # noqa: BLE001  # the outcomes of others must not be lost with it
                logger().error("notice_not_settled", row=one.outcome.row, error=error)

    def unfollowed(self, connection: Connection, lane: str, now: int) -> None:
        """Send another way what waits to be sent to who blocks us; before it is called off."""
        carried = outbox.waiting_with_notices(connection, lane)
        for stored in notices.under_way(connection, [one for ids in carried for one in _ids(ids)]):
            if stored.rung == "reply":
                notices.step(connection, stored, "pending")
            else:
                self._fell(connection, stored, "blocked", now)

    def came_back(self, connection: Connection, number: str, mail: str, now: int) -> bool:
        """Say another way what a mail said that came back; returns whether it is said, now or already.

        `mail` is what the mail's Message-ID begins with, its retry key.
        """
        stored = notices.mailed(connection, number, mail) if mail else None
        if stored is None:
            return False
        if stored.rung != "mail":
            return True
        if not notices.begin_again(connection, stored):
            return False
        self._fell(connection, stored, "returned", now)
        return True

    def expire(self, connection: Connection, now: int, most: int) -> int:
        """Give up what waited too long for a message, and tell staff; returns how many."""
        found = notices.expired(connection, now, most)
        for stored in found:
            self._lost(connection, stored, "nothing_heard", now)
        return len(found)

    def _settle(self, connection: Connection, one: Settled, now: int) -> None:
        by_mail = one.channel == outbox.MAIL
        carried = [
            stored
            for stored in notices.under_way(connection, _ids(one.outcome.notices))
            if (stored.rung == "mail") == by_mail  # or it came back before this, and goes another way
        ]
        if isinstance(one.outcome, Sent):
            for stored in carried:
                self._sent(connection, stored, one.outcome, now)
            return
        handed_over = [stored for stored in carried if stored.rung == "reply"]
        for stored in carried:
            if stored not in handed_over:
                self._fell(connection, stored, one.outcome.error, now)
            elif one.outcome.refused:  # or every answer to this person would be refused with it
                self._lost(connection, stored, one.outcome.error, now)
            else:
                notices.step(connection, stored, "pending")
        if one.outcome.next_rung and len(handed_over) == len(carried):
            self._keep_answer(connection, one, handed_over, now)

    def _sent(self, connection: Connection, stored: StoredNotice, sent: Sent, now: int) -> None:
        if stored.rung == "push" and self._blocked(connection, stored.lane):
            self._fell(connection, stored, "blocked", now)
            return
        if stored.rung == "push":
            self._asked(connection, stored, now)
        proven = sent.sent_as == "reply"
        if stored.rung == "mail":
            notices.end_mailed(connection, stored, now)
        else:
            notices.end(connection, stored, "arrived" if proven else "sent", now)
        self._note(
            connection, stored, NoticeSent(at=_at(now), by=SYSTEM, channel=_channel(stored), proven=proven)
        )

    def _asked(self, connection: Connection, stored: StoredNotice, now: int) -> None:
        """Let a score that is written now be taken as the tap on its button, if this asked for one."""
        for _, words in notices.readable([stored], self.ways.seal):
            number = asked_about(words.text)
            awaited = Awaited("score", number, _at(now)) if number else None
            conversations.await_score(connection, stored.lane, awaited)

    def _fell(self, connection: Connection, stored: StoredNotice, why: str, now: int) -> None:
        """Go on with the next rung. One that is elsewhere already is left there."""
        if not notices.step(connection, stored, "pending", stored.left):
            return
        self._note(
            connection, stored, NoticeFailed(at=_at(now), by=SYSTEM, channel=_channel(stored), why=why)
        )
        (again,) = notices.under_way(connection, [stored.id])
        self._climb(connection, again, now)

    def _climb(self, connection: Connection, stored: StoredNotice, now: int) -> Rung:
        try:
            words = notices.words_of(stored, self.ways.seal)
        except WrongSeal:
            self._lost(connection, stored, "unreadable", now)
            return "pending"
        for place, rung in enumerate(stored.left):
            debts = self.ways.debts(connection, stored, rung, words, now)
            if debts:
                outbox.owe(connection, debts, now)
                notices.step(connection, stored, rung, stored.left[place + 1 :])
                return rung
        notices.step(connection, stored, "pending")
        self._note(connection, stored, NoticeWaits(at=_at(now), by=SYSTEM))
        return "pending"

    def _lost(self, connection: Connection, stored: StoredNotice, why: str, now: int) -> None:
        notices.end(connection, stored, "failed", now)
        tasks.raise_task(connection, "notice_failed", f"notice:{stored.id}", stored.number, now)
        logger().error("notice_not_delivered", notice=stored.id, number=stored.number, why=why)
        self._note(connection, stored, NoticeFailed(at=_at(now), by=SYSTEM, channel=Channel.LINE, why=why))

    def _keep_answer(
        self, connection: Connection, one: Settled, handed_over: Sequence[StoredNotice], now: int
    ) -> None:
        """Let an answer that cannot be sent wait, message by message, without the notices that were in it."""
        said = list(self.ways.words(one.channel, one.dedupe, one.body))
        for _, words in notices.readable(handed_over, self.ways.seal):
            if said and said[0].text.endswith(words.text.text):
                del said[0]
        language = self._known(connection, one.lane).language
        for place, text in enumerate(said):
            new = NewNotice(
                dedupe=f"{one.dedupe}:later{place}",
                lane=one.lane,
                number=None,
                words=Words(text, language),
                legal=False,
                until=now + WAITS_MS,
            )
            notices.keep(connection, new, (), now, self.ways.seal)

    def _blocked(self, connection: Connection, lane: str) -> bool:
        return self._known(connection, lane).blocked

    def _known(self, connection: Connection, lane: str) -> Conversation:
        found = conversations.load(connection, [lane], self.ways.seal)
        return found.get(lane, Conversation())

    def _note(self, connection: Connection, stored: StoredNotice, event: TicketEvent) -> None:
        """Write a step into the log of its ticket; a log that cannot be read hinders no notice."""
        if stored.number is None:
            return
        for _ in range(_TRIES):
            try:
                with savepoint(connection):
                    log = ticket_logs.log_of(connection, stored.number)
                    events = of_answer(event, log) if stored.answers else (event,)
                    change = TicketChange(stored.number, len(log), events)
                    tickets.append(connection, [change], self.ways.seal)
                return
            except StoreDown:
                raise
            except TicketChanged:
                continue
            except Exception as error:  # noqa: BLE001  # a log that this program does not understand, for one
                logger().error("notice_not_noted", notice=stored.id, number=stored.number, error=error)
                return
        logger().error("notice_not_noted", notice=stored.id, number=stored.number, error="TicketChanged")


def _ids(written: str | None) -> list[int]:
    return [int(one) for one in (written or "").split()]


def _at(now: int) -> datetime:
    return datetime.fromtimestamp(now / 1_000, UTC)


def _channel(stored: StoredNotice) -> Channel:
    return Channel.MAIL if stored.rung == "mail" else Channel.LINE
