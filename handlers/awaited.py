"""What we asked a person for outside a form, so that their next message or file is taken as that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

Wanted: TypeAlias = Literal["address", "information", "more", "file", "withdraw", "comment", "score"]
PATIENCE = timedelta(hours=24)
"""After so long what a person writes is taken as something new."""
_SHORTER: Mapping[Wanted, timedelta] = {
    "more": timedelta(minutes=5),  # people send one thought in several messages, one soon after the other
    "withdraw": timedelta(hours=1),  # by then a bare "yes" may be about anything
    "comment": timedelta(hours=1),
}


@dataclass(frozen=True, slots=True)
class Awaited:
    """We wait for something about the ticket of this number, since then.

    An `address`, `information` and, once some came, whether there is `more`; a `file`; the word
    that they mean to `withdraw` it; a `score` for our answer, or a `comment` on it.
    """

    what: Wanted
    number: str
    since: datetime

    def lapsed(self, now: datetime) -> bool:
        return now - self.since >= _SHORTER.get(self.what, PATIENCE)
