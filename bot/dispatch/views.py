"""What may be looked up about one lane while an event of it is decided; each only where it is needed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.dispatch.late import Waiting
from handlers.ports import Shelf
from handlers.tickets.ticket import Ticket


def _nothing(_: str) -> tuple[str, ...]:
    return ()


def _none(_: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Views:
    """`shown_in` tells which passages a message sent to this lane showed; only asked where one is quoted.

    `own_tickets` reads the tickets of this lane, and `shelf` what else is kept of it; only asked where it is
    one person's. `taken_back` tells whether a message of this lane was, before it came. `waiting` are the
    notices that wait for this person's next message, oldest first.
    """

    shown_in: Callable[[str], tuple[str, ...]] = _nothing
    own_tickets: Callable[[], tuple[Ticket, ...]] = tuple
    shelf: Shelf | None = None
    taken_back: Callable[[str], bool] = _none
    waiting: Callable[[], Waiting] = tuple


NOTHING = Views()
