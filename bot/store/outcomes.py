"""How tries to send ended, and what that makes of the rows of the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, case, null, select, true, update

from bot.store.outbox import FREE
from bot.store.tables import OwedState, outbox, written_out


@dataclass(frozen=True, slots=True)
class Sent:
    """A try that succeeded; `message_ids` are the platform's, one for each message, where it told them.

    `notices` as in `outbox.NewDebt`.
    """

    row: int
    sent_as: str
    message_ids: tuple[str, ...] = ()
    notices: str | None = None


@dataclass(frozen=True, slots=True)
class Failed:
    """A try that did not; `due` is the time of the next one, None when it was given up.

    `refused` tells that no later try can succeed, `next_rung` that it goes another way; `notices` as in
    `outbox.NewDebt`.
    """

    row: int
    error: str
    due: int | None
    outcome_unknown: bool = False
    token_spent: bool = False
    refused: bool = False
    next_rung: bool = False
    notices: str | None = None

    @property
    def goes_on(self) -> bool:
        """Tell whether what it said goes another way."""
        return self.due is None and (self.next_rung or bool(self.notices))


Outcome = Sent | Failed


@dataclass(frozen=True, slots=True)
class Settled:
    """How a row ended that carries notices, goes another way or was given up; `body` is sealed still."""

    outcome: Outcome
    dedupe: str
    channel: str
    lane: str
    body: bytes | None


_HELD = (outbox.c.owner == bindparam("by"), outbox.c.state == written_out(OwedState.LEASED))
_MINE = (outbox.c.id == bindparam("row"), *_HELD)
_ARRIVED: dict[str, Any] = {
    "state": OwedState.SENT,
    "body": None,
    "error": None,
    "sent_as": bindparam("how"),
    "done_at": bindparam("now"),
    **FREE,
}
_SENT = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("rows", expanding=True)), *_HELD)
    .values(**_ARRIVED, about=None)
)
_SENT_QUOTABLE = update(outbox).where(*_MINE).values(**_ARRIVED, message_ids=bindparam("ids"))
_AGAIN = (
    update(outbox)
    .where(*_MINE)
    .values(
        state=OwedState.READY,
        run_at=bindparam("due"),
        error=bindparam("why"),
        outcome_unknown=case((bindparam("unknown"), true()), else_=outbox.c.outcome_unknown),
        token_until=case((bindparam("spent"), null()), else_=outbox.c.token_until),
        **FREE,
    )
)
_ON_ITS_WAY = (
    update(outbox)
    .where(*_MINE)
    .values(
        state=OwedState.CANCELLED,
        body=null(),
        about=null(),
        error=bindparam("why"),
        done_at=bindparam("now"),
        **FREE,
    )
)
_HOLDING = select(outbox.c.id, outbox.c.dedupe, outbox.c.channel, outbox.c.lane, outbox.c.body).where(
    outbox.c.id.in_(bindparam("rows", expanding=True)), *_HELD
)
_GIVEN_UP = (
    update(outbox)
    .where(*_MINE)
    .values(state=OwedState.FAILED, error=bindparam("why"), done_at=bindparam("now"), **FREE)
)


def record(connection: Connection, owner: str, outcomes: Sequence[Outcome], now: int) -> list[Settled]:
    """Note how tries ended. A row whose lease went to somebody else meanwhile is left alone.

    Returns what has to be gone on with: rows that carried notices, go another way, or were given up.
    """
    settled = _settled(connection, owner, outcomes)
    sent = [done for done in outcomes if isinstance(done, Sent)]
    for how in {done.sent_as for done in sent if not done.message_ids}:
        rows = [done.row for done in sent if done.sent_as == how and not done.message_ids]
        connection.execute(_SENT, {"rows": rows, "by": owner, "how": how, "now": now})
    quotable = [
        {"row": done.row, "by": owner, "how": done.sent_as, "now": now, "ids": " ".join(done.message_ids)}
        for done in sent
        if done.message_ids
    ]
    if quotable:
        connection.execute(_SENT_QUOTABLE, quotable)
    _record_failures(connection, owner, [done for done in outcomes if isinstance(done, Failed)], now)
    return settled


def _record_failures(connection: Connection, owner: str, failures: Sequence[Failed], now: int) -> None:
    again: list[dict[str, Any]] = []
    ended: list[dict[str, Any]] = []
    on_its_way: list[dict[str, Any]] = []
    for failure in failures:
        row = {"row": failure.row, "by": owner, "why": failure.error[:120]}
        if failure.due is not None:
            unknown, spent = failure.outcome_unknown, failure.token_spent
            again.append({**row, "due": failure.due, "unknown": unknown, "spent": spent})
        else:
            (on_its_way if failure.goes_on else ended).append({**row, "now": now})
    for statement, values in ((_AGAIN, again), (_GIVEN_UP, ended), (_ON_ITS_WAY, on_its_way)):
        if values:
            connection.execute(statement, values)


def _settled(connection: Connection, owner: str, outcomes: Sequence[Outcome]) -> list[Settled]:
    concerned = {
        done.row: done
        for done in outcomes
        if (done.due is None if isinstance(done, Failed) else bool(done.notices))
    }
    if not concerned:
        return []
    held = connection.execute(_HOLDING, {"rows": list(concerned), "by": owner})
    return [Settled(concerned[row.id], row.dedupe, row.channel, row.lane, row.body) for row in held]
