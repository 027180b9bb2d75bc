"""What we asked a person for outside a form, so that their next message or file is taken as that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

Wanted: TypeAlias = Literal["address", "information", "file"]
PATIENCE = timedelta(hours=24)
"""After so long what a person writes is taken as something new."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """We wait for an e-mail address, more information or a file for the ticket of this number, since then."""

    what: Wanted
    number: str
    since: datetime

    def lapsed(self, now: datetime) -> bool:
        return now - self.since >= PATIENCE
