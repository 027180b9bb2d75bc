"""What a worker asks of whoever sends, and the book both keep of what is under way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Sequence

from bot.store.outbox import MAIL, Debt
from bot.store.outcomes import Outcome

SENDERS = 32
MAILS = 16
"""So many of them may be busy with mails, so that a relay that hangs does not take them all from the chat."""


class Delivery(ABC):
    """Takes rows to be sent and says how each try ended. `_ended` may grow from another thread."""

    def __init__(self) -> None:
        self._ended: deque[Outcome] = deque()
        self._in_flight = 0
        self._mails: set[int] = set()

    @property
    def free_for_mails(self) -> int:
        """How many more mails can be sent at once."""
        return MAILS - len(self._mails)

    @property
    def free(self) -> int:
        """How many more can be sent at once."""
        return SENDERS - self._in_flight

    @property
    def busy(self) -> bool:
        """Whether something is being sent or an outcome waits to be recorded."""
        return self._in_flight > 0

    @property
    def ended(self) -> bool:
        """Whether an outcome waits to be recorded."""
        return bool(self._ended)

    @abstractmethod
    def send(self, debts: Sequence[Debt]) -> None:
        """Start to send; each outcome comes with `outcomes`."""

    def _begin(self, debts: Sequence[Debt]) -> None:
        """Note what is under way from now on."""
        self._in_flight += len(debts)
        self._mails.update(debt.id for debt in debts if debt.channel == MAIL)

    def outcomes(self) -> list[Outcome]:
        """Return how tries ended since the last call."""
        ended = [self._ended.popleft() for _ in range(len(self._ended))]
        self._in_flight -= len(ended)
        self._mails.difference_update(outcome.row for outcome in ended)
        return ended

    def give_back(self, outcomes: Sequence[Outcome]) -> None:
        """Take outcomes back that could not be recorded; they come again with the next `outcomes`."""
        self._in_flight += len(outcomes)
        self._ended.extendleft(reversed(outcomes))
