"""The buttons about what is held here: those that erase carry what was chosen, and when it was shown."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from handlers.replies import Press
from handlers.tickets.numbers import read_number
from handlers.tickets.rights import Right
from handlers.wording import say
from knowledge.language import LANGUAGES, Language

COMPANY, ONLY_CHAT = "request", "only_chat"
ASK, DO, LEAVE = "forget", "forget_yes", "forget_no"
COMMANDS = frozenset({COMPANY, ONLY_CHAT, ASK, DO, LEAVE})
LASTS = timedelta(hours=1)
"""After so long what a button would erase is shown again first."""
MOST = 10
"""Open tickets that are asked about; more are kept."""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST = 10**14  # milliseconds; far beyond the life of a button, and within what a time can be


@dataclass(frozen=True, slots=True)
class Choice:
    """About how many tickets was asked, and which of them are to be withdrawn."""

    asked: int = 0
    withdrawn: tuple[str, ...] = ()

    def written(self) -> str:
        return f"{self.asked}:{','.join(self.withdrawn)}"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What was shown at a time (UTC) and agreed to: which tickets are to be withdrawn.

    `language` is what it was shown in, for when that is forgotten, too.
    """

    shown_at: datetime
    withdrawn: tuple[str, ...]
    language: Language

    def written(self) -> str:
        shown = (self.shown_at - _EPOCH) // timedelta(milliseconds=1)
        return f"{shown}:{','.join(self.withdrawn)}:{self.language}"


def only_chat_buttons(rights: Collection[Right], language: Language) -> tuple[Press, ...]:
    """Return the button for whoever means only what this chat holds, where these rights may be about that."""
    for right in (Right.DELETION, Right.DISCLOSURE):
        if right in rights:
            return (Press(say("own_data.button.only_chat", language), ONLY_CHAT, right.value),)
    return ()


def read_choice(argument: str) -> Choice:
    """Return what was chosen so far; nothing for a button we did not make."""
    count, withdrawn = _read(argument)
    return Choice(min(count, MOST), withdrawn) if count is not None else Choice()


def read_confirmed(argument: str) -> Confirmed | None:
    """Return what was agreed to; None for a button we did not make."""
    rest, _, spoken = argument.rpartition(":")
    shown, withdrawn = _read(rest)
    language = next((known for known in LANGUAGES if known == spoken), None)
    if shown is None or shown > _LATEST or language is None:
        return None
    return Confirmed(_EPOCH + timedelta(milliseconds=shown), withdrawn, language)


def _read(argument: str) -> tuple[int | None, tuple[str, ...]]:
    count, _, named = argument.partition(":")
    found = (read_number(one) for one in named.split(",")[:MOST])
    numbers = tuple(dict.fromkeys(filter(None, found)))
    return (int(count) if count.isascii() and count.isdigit() and len(count) <= 15 else None), numbers
