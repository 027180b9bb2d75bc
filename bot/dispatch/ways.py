"""The ways to somebody who did not ask: what each of them makes of a notice, and where it leads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from bot.channels import Channels, Post, Received
from bot.store import addresses, conversations, outbox
from bot.store.engine import Connection
from bot.store.errors import WrongSeal
from bot.store.notices import Rung, StoredNotice, Words, mail_dedupe
from bot.store.outbox import MAIL, NewDebt, mail_lane
from bot.store.sealing import Seal
from handlers.events import Unhandled
from handlers.replies import Text


@dataclass(frozen=True, slots=True)
class Ways:
    """Composes what is owed on each way; without `post` only into the chat."""

    channels: Channels
    seal: Seal
    post: Post | None = None

    def debts(
        self, connection: Connection, stored: StoredNotice, rung: Rung, words: Words, now: int
    ) -> list[NewDebt]:
        """Return what to owe on a rung; nothing where it does not lead to this person."""
        if rung == "push":
            return self._into_chat(connection, stored, words, now)
        return self._by_mail(stored, words) if rung == "mail" else []

    def words(self, channel: str, dedupe: str, body: bytes | None) -> tuple[Text, ...]:
        """Return what a row of the outbox says, a text for each message; nothing where it is not readable."""
        if body is None or channel not in self.channels:
            return ()
        try:
            return self.channels[channel].words(self.seal.open(body, outbox.place_of(dedupe)))
        except WrongSeal:
            return ()

    def _by_mail(self, stored: StoredNotice, words: Words) -> list[NewDebt]:
        if self.post is None or words.mail is None:
            return []
        dedupe, lane = mail_dedupe(stored.dedupe), mail_lane(stored.lane, self.seal)
        threaded = bool(self.post.read(words.mail).thread)
        return [replace(self._debt(stored, dedupe, MAIL, lane, words.mail), threaded=threaded)]

    def _into_chat(
        self, connection: Connection, stored: StoredNotice, words: Words, now: int
    ) -> list[NewDebt]:
        found = self._address(connection, stored.lane)
        if found is None:
            return []
        source, to = found
        # No event has led to this, and there is no reply token: only where it goes is looked at.
        unasked = Unhandled(id=stored.dedupe, at=datetime.fromtimestamp(now / 1_000, UTC), what="notice")
        drafts = self.channels[source].compose((words.text,), Received(unasked, to))
        keys = [stored.dedupe, *(f"{stored.dedupe}:{place}" for place in range(1, len(drafts)))]
        debts = [
            self._debt(stored, key, source, stored.lane, draft.body)
            for key, draft in zip(keys, drafts, strict=True)
        ]
        # It is sent when its last call is, which comes after the others.
        return [*(replace(debt, notices=None) for debt in debts[:-1]), *debts[-1:]]

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

    def _debt(self, stored: StoredNotice, dedupe: str, channel: str, lane: str, body: bytes) -> NewDebt:
        sealed = self.seal.close(body, outbox.place_of(dedupe))
        return NewDebt(dedupe, channel, lane, sealed, None, legal=stored.legal, notices=str(stored.id))
