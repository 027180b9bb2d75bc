"""What we say without being asked: owed once for each version of a ticket, by one way after the other."""

from __future__ import annotations

from dataclasses import dataclass

from bot.channels import Channels, Post
from bot.dispatch.ladder import WAITS_MS, Ladder
from bot.dispatch.ways import Ways
from bot.store import outbox
from bot.store.engine import Connection
from bot.store.notices import NewNotice, Rung, Words
from bot.store.outbox import MAIL, NewDebt, thread_lane
from bot.store.sealing import Seal
from handlers.letters import Letter
from handlers.notices import Notice


@dataclass(frozen=True, slots=True)
class Notices:
    """Owes notices by the ways there are; without `post` only into the chat."""

    channels: Channels
    seal: Seal
    post: Post | None = None

    @property
    def ladder(self) -> Ladder:
        return Ladder(Ways(self.channels, self.seal, self.post))

    def owe(self, connection: Connection, notice: Notice, now: int) -> Rung:
        """Owe a notice on the first way that leads to its requester; `pending` where none does.

        The chat is no way to who blocks us, nor to who has opened no ticket since we keep addresses: they
        hear of it at their next message.
        """
        mail = self.post.compose(notice.letter).body if self.post and notice.letter else None
        new = NewNotice(
            dedupe=f"ticket:{notice.number}:{notice.version}",
            lane=notice.requester,
            number=notice.number,
            words=Words(notice.text, notice.language, mail),
            legal=notice.legal,
            until=now + WAITS_MS,
            answers=notice.answers,
        )
        order: tuple[Rung, Rung] = ("mail", "push") if notice.mail_first else ("push", "mail")
        return self.ladder.begin(connection, new, order, now)

    def owe_staff(self, connection: Connection, letter: Letter, version: int, now: int) -> None:
        """Owe a mail to staff about this version of a ticket. Raises ValueError without a way to send it."""
        if self.post is None:
            raise ValueError("there is no post to send this letter")
        draft, dedupe = self.post.compose(letter), f"ticket:{letter.number}:{version}:staff"
        body = self.seal.close(draft.body, outbox.place_of(dedupe))
        lane = thread_lane(letter.thread, letter.to, self.seal)
        outbox.owe(connection, [NewDebt(dedupe, MAIL, lane, body, None, threaded=True)], now)
