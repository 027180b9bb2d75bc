"""How the chains stood when they were last checked, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.console.language import local, words
from bot.store import audit_checks, chain_checks
from bot.store.engine import Connection


@dataclass(frozen=True, slots=True)
class State:
    """`kind` is as badges have it."""

    kind: Literal["good", "bad", "quiet"]
    words: str


def chain_state(connection: Connection) -> list[State]:
    """Return how tickets' logs stand, and how the record of what staff did stands."""
    return [_tickets(connection), _staff(connection)]


def _tickets(connection: Connection) -> State:
    run = chain_checks.newest(connection)
    if run is None:
        return State("quiet", words("audit.state.tickets_unchecked"))
    at = local(run.ended_at)
    if run.broken:
        return State("bad", words("audit.state.tickets_broken", count=run.broken, at=at))
    return State("good", words("audit.state.tickets_whole", count=run.checked, at=at))


def _staff(connection: Connection) -> State:
    run = audit_checks.newest(connection)
    if run is None:
        return State("quiet", words("audit.state.staff_unchecked"))
    at = local(run.ended_at)
    if run.broken_at is not None:
        why = words(f"audit.fault.{run.fault}")
        return State("bad", words("audit.state.staff_broken", entry=run.broken_at, why=why, at=at))
    return State("good", words("audit.state.staff_whole", count=run.checked, at=at))
