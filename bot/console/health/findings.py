"""What is looked at, and what is said about it: one sentence each, good or not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from bot.console.audit.state import chain_state
from bot.console.desk import Desk
from bot.console.language import local, words
from bot.store import inbox, outbox, publications, readings, repairs
from bot.store.engine import Connection
from bot.store.readings import Reading

Kind = Literal["good", "warn", "bad", "quiet"]
_LATE_MS = 60_000  # by then a reply token is dead, and answers cost a push
_UNSEEN_MS = 10 * 60_000
"""After so long without a look, nobody reads the mailbox; it is looked at every minute."""
_LITTLE_PERCENT = 20
_LEAST_ROOM = 500_000_000
"""Bytes: weeks of a busy desk, and time to notice."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`part` names what was looked at."""

    part: str
    kind: Kind
    words: str


def findings(desk: Desk, connection: Connection) -> list[Finding]:
    """Return what there is to say, a sentence for each thing."""
    now = desk.clock()
    return [
        *_work(connection, now),
        *_channels(desk, connection, now),
        *_chains(connection),
        _knowledge(desk, connection),
        _store(desk, connection),
    ]


def _work(connection: Connection, now: int) -> Iterator[Finding]:
    events, debts = inbox.backlog(connection), outbox.debts(connection)
    if events.oldest is not None and now - events.oldest > _LATE_MS:
        said = words("health.events_late", count=events.waiting, since=local(events.oldest))
        yield Finding("work", "bad", said)
    else:
        yield Finding("work", "good", words("health.events_good"))
    if debts.oldest is not None and now - debts.oldest > _LATE_MS:
        said = words("health.sending_late", count=debts.waiting, since=local(debts.oldest))
        yield Finding("sending", "bad", said)
    else:
        yield Finding("sending", "good", words("health.sending_good"))


def _channels(desk: Desk, connection: Connection, now: int) -> Iterator[Finding]:
    for channel in repairs.failing(connection):
        known = channel.channel if channel.channel in {"line", "mail", "file"} else "other"
        said = words(
            f"health.failing.{known}", count=channel.waiting, since=local(channel.since), why=channel.why
        )
        yield Finding("sending", "bad", said)
    if not desk.mails:
        yield Finding("mail", "quiet", words("health.no_mails"))
    seen = readings.latest(connection)
    yield _mailbox(seen.get("mailbox"), now)
    yield _quota(seen.get("quota"))


def _mailbox(seen: Reading | None, now: int) -> Finding:
    if seen is None:
        return Finding("mail", "quiet", words("health.mailbox_never"))
    if now - seen.at > _UNSEEN_MS:
        return Finding("mail", "bad", words("health.mailbox_unseen", since=local(seen.at)))
    if not seen.good:
        return Finding("mail", "bad", words("health.mailbox_down", since=local(seen.since), why=seen.why))
    return Finding("mail", "good", words("health.mailbox_good", at=local(seen.at)))


def _quota(seen: Reading | None) -> Finding:
    if seen is None or seen.amount is None:
        return Finding("quota", "quiet", words("health.quota_unknown"))
    if seen.most is None:
        return Finding("quota", "good", words("health.quota_unlimited", used=seen.amount, at=local(seen.at)))
    left = max(0, seen.most - seen.amount)
    kind: Kind = "good" if left * 100 > seen.most * _LITTLE_PERCENT else "warn" if left else "bad"
    return Finding("quota", kind, words(f"health.quota_{kind}", left=left, most=seen.most, at=local(seen.at)))


def _chains(connection: Connection) -> Iterator[Finding]:
    for part, state in zip(("ticket_records", "staff_records"), chain_state(connection), strict=True):
        yield Finding(part, state.kind, state.words)


def _knowledge(desk: Desk, connection: Connection) -> Finding:
    version = desk.finder().corpus.version[:12]
    published = publications.newest(connection)
    if published is None:
        return Finding("knowledge", "good", words("health.knowledge_shipped", version=version))
    said = words("health.knowledge", version=version, since=local(published.published_at))
    return Finding("knowledge", "good", said)


def _store(desk: Desk, connection: Connection) -> Finding:
    size, folder = repairs.size(connection), repairs.folder_of(desk.database)
    if folder is None:
        return Finding("store", "good", words("health.store_server", size=_bytes(size)))
    free = shutil.disk_usage(folder).free
    kind: Kind = "good" if free > max(_LEAST_ROOM, size) else "bad"
    return Finding("store", kind, words(f"health.store_{kind}", size=_bytes(size), free=_bytes(free)))


def _bytes(count: int) -> str:
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"
