"""What is counted of messages, for the figures of the desk: how they were answered, never who sent them."""

from __future__ import annotations

from enum import StrEnum

from handlers.decisions import Decision
from handlers.events import Event, MessageReceived


class Counted(StrEnum):
    """How a message was answered. Greetings, requests, states of tickets and dangers are not counted."""

    ANSWERED = "answered"
    """A question, with a passage of the policy."""
    ASKED_BACK = "asked_back"
    """A question, by asking which of several was meant."""
    UNANSWERED = "unanswered"
    """A question that the policy does not answer, and we said so."""
    PERSON_WANTED = "person_wanted"
    """The wish to speak with a person."""


def counted(event: Event, decision: Decision) -> Counted | None:
    """Return what an event counts as; None for what is no message, and for messages that ask nothing.

    What is pressed is no question: it follows from an answer that was counted.
    """
    if not isinstance(event, MessageReceived):
        return None
    match decision.kind:
        case "policy":
            return Counted.ASKED_BACK if decision.tier == "choose" else Counted.ANSWERED
        case "out_of_scope":
            return Counted.UNANSWERED
        case "human":
            return Counted.PERSON_WANTED
    return None
