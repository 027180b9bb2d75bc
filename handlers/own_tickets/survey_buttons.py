"""The question whether our answer helped, one tap to answer it, and which tickets are asked about."""

from __future__ import annotations

import re
import unicodedata

from handlers.replies import Press, Text
from handlers.tickets.numbers import read_number
from handlers.tickets.statuses import Status
from handlers.tickets.ticket import Ticket
from handlers.wording import say
from knowledge.language import Language

COMMAND = "survey"
SCORES = range(1, 6)
# As people write one: 5, 「５」, 4です, 3点。, 4/5, "5!", 5 points.
_TYPED = re.compile(
    r"""[「『(【"']?([1-5])(?:点|番)?(?:/5|outof5|points?|stars?)?(?:です|でした|でお願いします)?[」』)】"']?[。.!]*"""
)
_SPACES = re.compile(r"\s+")


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


def typed_score(text: str) -> int | None:
    """Return the score that a message is and nothing else; None for any other message."""
    found = _TYPED.fullmatch(_SPACES.sub("", unicodedata.normalize("NFKC", text)).lower())
    return int(found[1]) if found else None


def asked_about(text: Text) -> str | None:
    """Return the number of the ticket whose answer a text asks about; None where it does not ask."""
    asked = (read_survey(choice.argument) for choice in text.choices if choice.command == COMMAND)
    return next((read[0] for read in asked if read), None)
