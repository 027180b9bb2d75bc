"""Send what is owed, many at once, and say how each try ended."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from bot.channels import Owed, Persistence, SendError, Senders
from bot.jobs.delivery import SENDERS, Delivery
from bot.logs import logger
from bot.store.errors import WrongSeal
from bot.store.outbox import Debt, place_of
from bot.store.outcomes import Failed, Outcome, Sent
from bot.store.sealing import Seal

_REPLY_WAITS_MS = (500, 1_000, 2_000, 4_000, 8_000)
# A channel that is closed by its settings may be opened again.
_CLOSED = Persistence(longest_wait=5 * 60_000, given_up_after=5 * 24 * 3_600_000)


class Deliverer(Delivery):
    """Sends claimed rows in threads; the caller records the outcomes in its next transaction."""

    def __init__(
        self, senders: Senders, seal: Seal, clock: Callable[[], int], ring: Callable[[], None]
    ) -> None:
        super().__init__()
        self._senders = senders
        self._seal = seal
        self._clock = clock
        self._ring = ring
        self._threads = ThreadPoolExecutor(SENDERS, thread_name_prefix="send")

    def send(self, debts: Sequence[Debt]) -> None:
        """Start to send; each outcome comes with `outcomes`."""
        self._begin(debts)
        for debt in debts:
            self._threads.submit(self._send_one, debt)

    def close(self) -> None:
        """Wait until nothing is being sent any more."""
        self._threads.shutdown(wait=True)

    def _send_one(self, debt: Debt) -> None:
        self._ended.append(self._outcome(debt))
        self._ring()

    def _outcome(self, debt: Debt) -> Outcome:
        sender = self._senders.get(debt.channel)
        if sender is None:
            return failure(debt, SendError("channel closed"), self._clock(), _CLOSED)
        try:
            body = self._seal.open(debt.body, place_of(debt.dedupe))
            receipt = sender.send(_owed(debt, body), self._clock())
        except SendError as error:
            return failure(debt, error, self._clock(), sender.persistence)
        except WrongSeal:
            return Failed(debt.id, "WrongSeal", due=None, notices=debt.notices)
        except Exception as error:  # noqa: BLE001  # whatever happens, the row must not stay leased without a word
            logger().error("send_broke", row=debt.id, error=error)
            unforeseen = SendError(type(error).__name__, unknown=True)
            return failure(debt, unforeseen, self._clock(), sender.persistence)
        shown = receipt.message_ids if debt.about else ()
        return Sent(debt.id, receipt.how, shown, debt.notices)


def failure(debt: Debt, error: SendError, now: int, persistence: Persistence) -> Failed:
    """Say when to try again: at once without a spent token, soon while one lives, then ever less often."""
    due = _due(debt, error, now, persistence)
    # What has another way to go is not lost yet.
    final = due is None and not (error.next_rung or debt.notices)
    log = logger().error if final else logger().warning
    log("send_failed", row=debt.id, attempt=debt.attempts, why=str(error), final=final)
    return Failed(
        debt.id,
        str(error),
        due,
        outcome_unknown=error.unknown,
        token_spent=error.token_spent,
        refused=error.permanent,
        next_rung=error.next_rung,
        notices=debt.notices,
    )


def _due(debt: Debt, error: SendError, now: int, persistence: Persistence) -> int | None:
    if error.permanent or error.next_rung:
        return None
    if error.token_spent:
        return now
    if debt.token_until is not None and now < debt.token_until:
        waits = _REPLY_WAITS_MS
        return now + waits[min(debt.attempts, len(waits)) - 1]
    wait = min(1_000 << min(debt.attempts - 1, 20), persistence.longest_wait)
    due = now + wait + _jitter(debt, wait)
    return due if due < debt.created_at + persistence.given_up_after else None


def _jitter(debt: Debt, wait: int) -> int:
    # Up to a quarter, different for each row and try, so that a crowd does not come back at one moment.
    return zlib.crc32(f"{debt.retry_key}{debt.attempts}".encode()) % (wait // 4)


def _owed(debt: Debt, body: bytes) -> Owed:
    return Owed(
        id=debt.id,
        body=body,
        retry_key=debt.retry_key,
        attempts=debt.attempts,
        outcome_unknown=debt.outcome_unknown,
        token_until=debt.token_until,
        created_at=debt.created_at,
        legal=debt.legal,
    )
