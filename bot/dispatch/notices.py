"""What we say without being asked: owed once for each version of a ticket, by mail or into the chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from bot.channels import Channels, Draft, Post, Received
from bot.store import addresses, conversations, outbox
from bot.store.engine import Connection
from bot.store.errors import WrongSeal
from bot.store.outbox import MAIL, NewDebt, mail_lane
from bot.store.sealing import Seal
from handlers.events import Unhandled
from handlers.notices import Notice


@dataclass(frozen=True, slots=True)
class Notices:
    """Owes notices by the ways there are; without `post` only into the chat."""

    channels: Channels
    seal: Seal
    post: Post | None = None

    def owe(self, connection: Connection, notice: Notice, now: int) -> bool:
        """Owe a notice by one way; False where its requester is reached by none.

        The chat is no way to who blocks us, nor to who has opened no ticket since we keep addresses.
        """
        ways = (self._by_mail, self._by_chat) if notice.mail_first else (self._by_chat, self._by_mail)
        debts = next((owed for way in ways if (owed := way(connection, notice, now))), [])
        if debts:
            outbox.owe(connection, debts, now)
        return bool(debts)

    def _by_mail(self, _: Connection, notice: Notice, __: int) -> list[NewDebt]:
        if self.post is None or notice.letter is None:
            return []
        lane = mail_lane(notice.requester, self.seal)
        return [self._debt(notice, 0, MAIL, lane, self.post.compose(notice.letter))]

    def _by_chat(self, connection: Connection, notice: Notice, now: int) -> list[NewDebt]:
        found = self._address(connection, notice.requester)
        if found is None:
            return []
        source, to = found
        # No event has led to this, and there is no reply token: only where it goes is looked at.
        unasked = Unhandled(id=_key(notice, 0), at=datetime.fromtimestamp(now / 1_000, UTC), what="notice")
        drafts = self.channels[source].compose((notice.text,), Received(unasked, to))
        return [
            self._debt(notice, place, source, notice.requester, draft) for place, draft in enumerate(drafts)
        ]

    def _address(self, connection: Connection, lane: str) -> tuple[str, str] | None:
        """Return by which channel and where somebody is reached, unless they block us."""
        known = conversations.load(connection, [lane], self.seal).get(lane)
        if known is not None and known.blocked:
            return None
        try:
            found = addresses.find(connection, lane, self.seal)
        except WrongSeal:  # what our keys do not open leads nowhere
            return None
        return found if found is not None and found[0] in self.channels else None

    def _debt(self, notice: Notice, place: int, channel: str, lane: str, draft: Draft) -> NewDebt:
        dedupe = _key(notice, place)
        return NewDebt(dedupe, channel, lane, self.seal.close(draft.body, outbox.place_of(dedupe)), None)


def _key(notice: Notice, place: int) -> str:
    """Return what makes a notice one: a ticket has each version once. `place` counts calls of one notice."""
    return f"ticket:{notice.number}:{notice.version}" + (f":{place}" if place else "")
