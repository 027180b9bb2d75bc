"""The question whether our answer helped, one tap to answer it, and which tickets are asked about."""

from __future__ import annotations

from handlers.replies import Press
from handlers.tickets.numbers import read_number
from handlers.tickets.statuses import Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from knowledge.language import Language

COMMAND = "survey"
SCORES = range(1, 6)


def asks_survey(ticket: Ticket) -> bool:
    """Tell whether to ask: there is an answer, and nobody has said yet what they think of it."""
    return ticket.status is Status.ANSWERED and ticket.score is None


def survey_question(language: Language) -> str:
    return say("survey.ask", language)


def survey_buttons(number: str, language: Language) -> tuple[Press, ...]:
    """Return a button for each score, the lowest first."""
    return tuple(
        Press(say(f"survey.button.{score}", language), COMMAND, f"{number}:{score}") for score in SCORES
    )


def read_survey(argument: str) -> tuple[str, int] | None:
    """Return number and score of a button; None for one that we did not make."""
    named, _, told = argument.partition(":")
    number, score = read_number(named), next((one for one in SCORES if told == str(one)), None)
    return (number, score) if number and score else None
