"""Mail those of the staff who want it when mails are not read, or do not arrive; once for each time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.channels import Post
from bot.jobs.schedule import Job
from bot.store import outbox, readings, staff_mails, tasks
from bot.store.engine import Connection, Database
from bot.store.outbox import MAIL, NewDebt, mail_lane
from bot.store.sealing import Seal
from handlers.colleagues.letters import of_mail_trouble
from handlers.colleagues.occasions import Occasion
from handlers.escalating.staff import Staff
from handlers.letters import Letter
from handlers.tickets.telling import moment

_EVERY_MS = 10 * 60_000
_PATIENCE_MS = 15 * 60_000
"""Mail servers are away for a moment now and then."""
_DAY_MS = 24 * 3_600_000


@dataclass(frozen=True, slots=True)
class Trouble:
    """`what` is a word of `colleagues.mail_trouble`; what has the same `key` is told once."""

    what: str
    key: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MailTrouble:
    """Looks every ten minutes; without `post` nobody is told."""

    post: Post | None
    seal: Seal
    staff: Staff

    @property
    def job(self) -> Job:
        return Job("mail_trouble", every=_EVERY_MS, step=self.step)

    def step(self, database: Database, now: int) -> bool:
        """Owe the mails; returns that this was all."""
        if self.post is None:
            return True
        with database.read() as connection:
            found = [*_mailbox(connection, now), *_failed(connection, now)]
        if found:
            with database.write() as connection:
                debts = list(self._debts(connection, found, self.post, now))
                if debts:
                    outbox.owe(connection, debts, now)
        return True

    def _debts(self, connection: Connection, found: list[Trouble], post: Post, now: int) -> Iterator[NewDebt]:
        for colleague in staff_mails.colleagues(connection, now, self.seal):
            if not colleague.wants(Occasion.MAIL_TROUBLE):
                continue
            for one in found:
                words = of_mail_trouble(one.what, colleague, self.staff, **one.values)
                yield self._debt(words, f"trouble:{one.key}:{colleague.id}", colleague.id, post)

    def _debt(self, words: Letter, dedupe: str, whose: str, post: Post) -> NewDebt:
        body = self.seal.close(post.compose(words).body, outbox.place_of(dedupe))
        return NewDebt(dedupe, MAIL, mail_lane(whose, self.seal), body, None)


def _mailbox(connection: Connection, now: int) -> Iterator[Trouble]:
    seen = readings.latest(connection).get("mailbox")
    if seen is None:
        return
    if now - seen.at > _PATIENCE_MS:
        yield Trouble("unread", f"unread:{seen.at}", {"since": _local(seen.at)})
    elif not seen.good and now - seen.since > _PATIENCE_MS:
        yield Trouble("mailbox", f"mailbox:{seen.since}", {"since": _local(seen.since)})


def _failed(connection: Connection, now: int) -> Iterator[Trouble]:
    """Tell of mails that did not arrive, once a day at most: what tells of it may not arrive either."""
    count = tasks.count_open_mails(connection, now - _DAY_MS)
    if count:
        yield Trouble("failed", f"failed:{now // _DAY_MS}", {"count": count})


def _local(at: int) -> str:
    return moment(datetime.fromtimestamp(at / 1_000, UTC))
