"""Words that could not be sent when they came up, as they are told with the next answer."""

from __future__ import annotations

from datetime import datetime

from handlers.tickets.regimes import JAPAN
from handlers.wording import say
from knowledge.language import Language


def late(text: str, language: Language, at: datetime) -> str:
    """Return words that came up at `at` (UTC), after a line which says so; the day is Japan's."""
    day = at.astimezone(JAPAN)
    told = say("date.day", language, month=say(f"month.{day.month}", language), day=day.day)
    return f"{say('late.lead', language, day=told)}\n\n{text}"
