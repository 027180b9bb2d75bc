"""What a played office needs: LINE and mailbox, which are ours, and a desk, which is the product's own."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from handlers.casework.acts import StaffAct


class ActFailed(Exception):
    """The desk refused what a story says that staff do; the message names the act and why."""


class Stage(Protocol):
    """The desk. `who` is a name of the staff as stories have it, `number` that of a ticket."""

    def is_at(self, moment: datetime) -> None:
        """Let it be this moment for everybody."""
        ...

    def passes(self, seconds: float) -> None:
        """Let so much time pass."""
        ...

    def work(self) -> None:
        """Decide and send until nothing is due."""
        ...

    def look(self) -> None:
        """Do what is due by itself, too."""
        ...

    def act(self, who: str, number: str, what: StaffAct) -> None:
        """Let somebody of the staff do something. Raises ActFailed."""
        ...

    def upload(self, who: str, number: str, content: bytes, name: str) -> str:
        """Let somebody of the staff add a file; returns its id. Raises ActFailed."""
        ...

    def take_mail(self, raw: bytes) -> None:
        """Let a mail come in."""
        ...

    def staff_id(self, who: str) -> str:
        """Return the pseudonym of somebody of the staff."""
        ...
