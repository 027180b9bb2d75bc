"""Days and times as people read them here: Japan's."""

from __future__ import annotations

from datetime import datetime

from handlers.tickets.regimes import JAPAN
from handlers.wording import say
from knowledge.language import Language


def day(at: datetime, language: Language) -> str:
    """Return the day of a moment, with its year."""
    local = at.astimezone(JAPAN)
    month = say(f"month.{local.month}", language)
    return say("date.words", language, year=local.year, month=month, day=local.day)


def moment(at: datetime) -> str:
    """Return a moment to the minute, `2026-04-01 18:00`."""
    return at.astimezone(JAPAN).strftime("%Y-%m-%d %H:%M")
