"""What parts take from the world around them: the time, and what is drawn by chance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.bootstrap.storage import clock
from bot.draws import SecretDraws
from handlers.draws import Draws


@dataclass(frozen=True, slots=True)
class Surroundings:
    """`clock` tells milliseconds since 1970, UTC; `draws` draws for an installation with this secret key."""

    clock: Callable[[], int] = clock
    draws: Callable[[str], Draws] = SecretDraws


EARNEST = Surroundings()
"""The machine's own clock, and chance that nobody can predict."""
