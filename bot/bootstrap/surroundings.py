"""What parts take from the world around them: the time, what is drawn by chance, and how long it waits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.bootstrap.storage import clock
from bot.draws import SecretDraws
from bot.store.intake import PATIENCE
from handlers.draws import Draws


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`clock` tells milliseconds since 1970, UTC; `draws` draws for an installation with this secret key.

    `patience` are the seconds of the machine's own clock that a webhook waits to be stored.
    """

    clock: Callable[[], int] = clock
    draws: Callable[[str], Draws] = SecretDraws
    patience: float = PATIENCE


EARNEST = Surroundings()
"""The machine's own clock, and chance that nobody can predict."""
