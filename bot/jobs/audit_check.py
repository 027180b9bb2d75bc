"""Check the chain of what staff did once a day: who changed it in the store is found out."""

from __future__ import annotations

from bot.jobs.schedule import Job
from bot.logs import logger
from bot.store import audit_checks
from bot.store.audit_checks import AuditCheck
from bot.store.engine import Database

_DAY_MS = 24 * 3_600_000
_CHUNK = 500  # entries a step, so that nobody waits long for an answer in the meantime


def step(database: Database, now: int) -> bool:
    """Check some entries; returns whether those were the last ones. A run that was left goes on."""
    with database.read() as connection:
        begun = audit_checks.under_way(connection) or AuditCheck(begun_at=now)
        run = audit_checks.go_on(connection, begun, now, _CHUNK)
    with database.write() as connection:
        audit_checks.keep(connection, run)
    if run.broken_at is not None:
        logger().error("audit_chain_broken", entry=run.broken_at, fault=run.fault)
    elif run.ended_at is not None:
        logger().info("audit_chain_checked", checked=run.checked)
    return run.ended_at is not None


AUDIT_CHAIN = Job("audit_chain", every=_DAY_MS, step=step)
