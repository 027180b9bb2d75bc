"""Check the chains of all tickets once a day: who changed the log in the store is found out."""

from __future__ import annotations

from bot.jobs.schedule import Job
from bot.logs import logger
from bot.store import chain_checks
from bot.store.chain_checks import ChainCheck
from bot.store.engine import Database, hold_still

_DAY_MS = 24 * 3_600_000
_CHUNK = 50  # tickets a step, so that nobody waits long for an answer in the meantime


def step(database: Database, now: int) -> bool:
    """Check some chains; returns whether those were the last ones. A run that was left goes on."""
    with database.read() as connection:
        hold_still(connection)
        begun = chain_checks.under_way(connection) or ChainCheck(begun_at=now)
        run, broken = chain_checks.go_on(connection, begun, now, _CHUNK)
    with database.write() as connection:
        chain_checks.keep(connection, run)
    for number in broken:
        logger().error("chain_broken", number=number)
    if run.ended_at is not None:
        logger().info("chains_checked", checked=run.checked, broken=run.broken)
    return run.ended_at is not None


CHAINS = Job("chains", every=_DAY_MS, step=step)
