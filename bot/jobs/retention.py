"""Erase and forget what its period has passed for. The periods stand in `handlers.retention`."""

from __future__ import annotations

from datetime import timedelta

from bot.jobs.schedule import Job
from bot.store import (
    audit,
    audit_pruning,
    codes,
    conversations,
    downloads,
    erasure_tasks,
    erasures,
    inbox,
    mail_ledger,
    notices,
    outbox,
    sources,
    tasks,
    unanswered_questions,
    viewers,
)
from bot.store.engine import Database
from handlers import retention

_CHUNK = 500
_HOUR_MS = 3_600_000


def step(database: Database, now: int) -> bool:
    """Erase and forget one chunk of each kind; returns whether nothing is left to do."""
    failed_text = now - _ms(retention.FAILED_MESSAGE)
    ids = now - _ms(retention.EVENT_IDS)
    silent = now - _ms(retention.CONVERSATION)
    with database.write() as connection:
        counts = (
            inbox.erase_text_before(connection, failed_text, _CHUNK),
            outbox.erase_bodies_before(connection, failed_text, _CHUNK),
            inbox.forget_before(connection, ids, _CHUNK),
            outbox.forget_before(connection, ids, _CHUNK),
            conversations.forget_before(connection, silent, _CHUNK),
            conversations.erase_forms(connection, now, _CHUNK),
            conversations.erase_unanswered(connection, now, _CHUNK),
            downloads.forget_before(connection, now - _ms(retention.LINKS), _CHUNK),
            mail_ledger.erase_raw_before(connection, now - _ms(retention.RAW_MAIL), _CHUNK),
            mail_ledger.forget_before(connection, now - _ms(retention.MAIL_OUTCOME), _CHUNK),
            codes.forget_before(connection, now - _ms(retention.CODE_SENT), _CHUNK),
            notices.forget_before(connection, ids, _CHUNK),
            notices.erase_words_before(connection, now - _ms(retention.MAILED_WORDS), _CHUNK),
            tasks.forget_before(connection, now - _ms(retention.TASK), _CHUNK),
            unanswered_questions.forget_before(connection, now - _ms(retention.QUESTION), _CHUNK),
            viewers.forget_before(connection, now - _ms(retention.LOOKED), _CHUNK),
            sources.forget_before(connection, now - _ms(retention.SOURCES), _CHUNK),
            audit_pruning.forget_before(connection, now - _ms(retention.AUDIT), now),
            audit.erase_addresses_before(connection, now - _ms(retention.AUDIT_ADDRESS), _CHUNK),
            erasures.forget_before(connection, now - _ms(retention.ERASURE), _CHUNK),
            erasure_tasks.forget_before(connection, now - _ms(retention.ERASURE), _CHUNK),
        )
    # Rows that must stay make a chunk smaller, so only an empty one means that nothing is left.
    return not any(counts)


def drop_dead_codes(database: Database, now: int) -> bool:
    """Drop what codes that no longer work were checked against; returns whether nothing is left to do."""
    with database.write() as connection:
        return not codes.drop_dead(connection, now - _ms(retention.CODE), _CHUNK)


def _ms(period: timedelta) -> int:
    return int(period.total_seconds() * 1_000)


RETENTION = Job("retention", every=_HOUR_MS, step=step)
CODES = Job("codes", every=5 * 60_000, step=drop_dead_codes)
