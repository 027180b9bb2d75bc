"""Tries to sign in that failed, for all processes: who fails again and again has to wait, longer each time.

A subject is a mail address, a browser that its owner was in with before, or a network address. Mail addresses
without an account are counted like those with one, so that nobody learns which is which.
"""

from __future__ import annotations

from sqlalchemy import Connection, delete, func, insert, select

from bot.store.sealing import Seal
from bot.store.staff_ids import address_hash
from bot.store.tables import staff_failures

FREE = 5
"""So many wrong tries cost nothing."""
FIRST_WAIT_MS = 60_000
LONGEST_WAIT_MS = 3_600_000
FORGOTTEN_AFTER_MS = 24 * 3_600_000
MOST_OF_CALLER = 30
CALLER_MS = 10 * 60_000
"""So many wrong tries may come from one network address in ten minutes."""


def of_address(address: str, seal: Seal) -> str:
    """Return what tries for a mail address are counted under."""
    return address_hash(address, seal)


def of_caller(caller: str, seal: Seal) -> str:
    """Return what tries from a network address are counted under."""
    return seal.lane("staff.caller", caller)


def of_device(device: str, seal: Seal) -> str:
    """Return what tries in a browser are counted under that somebody was in with before."""
    return seal.lane("staff.device", device)


def add(connection: Connection, subject: str, now: int) -> None:
    """Count a failure, and forget those of days before."""
    connection.execute(delete(staff_failures).where(staff_failures.c.at < now - FORGOTTEN_AFTER_MS))
    connection.execute(insert(staff_failures), {"subject": subject, "at": now})


def locked_until(connection: Connection, subject: str, now: int) -> int | None:
    """Return until when no try of this subject counts; None where they may try."""
    count, last = connection.execute(
        select(func.count(), func.max(staff_failures.c.at)).where(
            staff_failures.c.subject == subject, staff_failures.c.at > now - FORGOTTEN_AFTER_MS
        )
    ).one()
    if count < FREE:
        return None
    wait = min(FIRST_WAIT_MS * 2 ** min(count - FREE, 10), LONGEST_WAIT_MS)
    until = int(last) + wait
    return until if until > now else None


def too_many_from(connection: Connection, subject: str, now: int) -> bool:
    """Tell whether too many tries from one network address failed of late."""
    count = connection.execute(
        select(func.count()).where(staff_failures.c.subject == subject, staff_failures.c.at > now - CALLER_MS)
    ).scalar_one()
    return count >= MOST_OF_CALLER


def forget(connection: Connection, subject: str) -> None:
    """Forget failures once somebody is in."""
    connection.execute(delete(staff_failures).where(staff_failures.c.subject == subject))
