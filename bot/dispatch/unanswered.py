"""Questions that we had no answer to, kept for whoever improves the knowledge: masked first, then sealed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from bot.redaction import redact
from bot.store import unanswered_questions
from bot.store.engine import Connection
from bot.store.sealing import Seal
from bot.store.unanswered_questions import NewQuestion
from handlers.tickets.numbers import blank_numbers
from handlers.unanswered_questions import UnansweredQuestion, unanswered_question

if TYPE_CHECKING:
    from bot.dispatch import Decided  # which imports this

__all__ = ["UnansweredQuestion", "keep", "masked", "unanswered_question"]

_LONGEST = 300  # characters; what is longer is a story more than a question
_LONG_NUMBER = re.compile("[0-9]{5,}")


def keep(connection: Connection, decided: Iterable[Decided], now: int, seal: Seal) -> None:
    """Keep the questions among what was decided."""
    asked = [(one.stored.lane, one.unanswered) for one in decided if one.unanswered]
    unanswered_questions.keep(connection, [_new(lane, question) for lane, question in asked], now, seal)


def masked(text: str) -> str:
    """Return the beginning of a text without what looks like personal data, and without long numbers."""
    return " ".join(_LONG_NUMBER.sub("[NUMBER]", redact(blank_numbers(text))).split())[:_LONGEST]


def _new(lane: str, question: UnansweredQuestion) -> NewQuestion:
    return NewQuestion(
        lane=lane,
        message_id=question.message_id,
        text=masked(question.text),
        language=question.language,
        candidates=question.candidates,
    )
