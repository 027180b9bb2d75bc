"""What a worker asks of whoever sends, and the book both keep of what is under way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Sequence

from bot.store.outbox import Debt
from bot.store.outcomes import Outcome

SENDERS = 32


class Delivery(ABC):
    """Takes rows to be sent and says how each try ended. `_ended` may grow from another thread."""

    def __init__(self) -> None:
        self._ended: deque[Outcome] = deque()
        self._in_flight = 0

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

    def outcomes(self) -> list[Outcome]:
        """Return how tries ended since the last call."""
        ended = [self._ended.popleft() for _ in range(len(self._ended))]
        self._in_flight -= len(ended)
        return ended

    def give_back(self, outcomes: Sequence[Outcome]) -> None:
        """Take outcomes back that could not be recorded; they come again with the next `outcomes`."""
        self._in_flight += len(outcomes)
        self._ended.extendleft(reversed(outcomes))
