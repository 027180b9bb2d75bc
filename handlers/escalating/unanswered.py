"""A question that we could not answer, kept for a day so that its writer need not write it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handlers.retention import UNANSWERED


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question in the person's own words, without secrets. Personal: kept encrypted.

    `message_id` is the platform's, for when it is taken back, `asked_at` (UTC) when it came.
    """

    text: str
    message_id: str
    asked_at: datetime

    def lapsed(self, now: datetime) -> bool:
        return now - self.asked_at >= UNANSWERED
