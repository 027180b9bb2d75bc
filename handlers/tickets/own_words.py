"""What happened to a ticket, as its requester reads it in their copy; telling/ has the same for staff."""

from __future__ import annotations

from handlers.tickets.assurance import Method
from handlers.tickets.desk_log import AnswerSent
from handlers.tickets.handover_log import HandoverEnded
from handlers.tickets.log import (
    Absorbed,
    ClockExtended,
    DeliveryTried,
    Downloaded,
    Exported,
    IdentityFailed,
    IdentityRaised,
    ItemAsked,
    ItemExecuted,
    LinkGiven,
    Moved,
    TicketEvent,
)
from handlers.tickets.names import right_name, status_name
from handlers.tickets.notice_log import NoticeSent
from handlers.tickets.records import name_of
from handlers.tickets.rounds import objects
from handlers.tickets.statuses import Move
from handlers.tickets.survey_log import SurveyAnswered
from handlers.tickets.telling import moment
from handlers.wording import CATALOGUES, say
from knowledge.language import Language

_OF_ADDRESS = frozenset({Method.CODE_TO_NAMED_MAIL})
"""What confirms an address and not yet who somebody is."""


def told(event: TicketEvent | None, language: Language) -> str:
    """Return what happened in one sentence; None stands for something that is not theirs to see."""
    if event is None:
        return say("copy.event.inside", language)
    key = f"copy.event.{_sentence(event)}"
    if key not in CATALOGUES[language]:
        return say("copy.event.other", language)
    return say(key, language, **_values(event, language))


def _sentence(event: TicketEvent) -> str:
    match event:
        case Moved():
            return _moved(event)
        case DeliveryTried() | NoticeSent():
            return _travelled(event)
        case IdentityRaised(method=method) if method in _OF_ADDRESS:
            return "address_confirmed"
        case IdentityFailed(method=method) if method in _OF_ADDRESS:
            return "address_not_confirmed"
        case Exported(file=str()):
            return "file_exported"
    return _of_desk(event)


def _moved(event: Moved) -> str:
    if event.into:
        return "merged"
    if event.move is not Move.REOPEN:
        return name_of(Moved)
    return "objected" if objects(event) else "reopened"


def _of_desk(event: TicketEvent) -> str:
    name = name_of(type(event))
    match event:
        case LinkGiven(content="answer") | Downloaded(content="answer"):
            return f"answer_{name}"
        case AnswerSent(behind_link=True):
            return "answer_ready"
        case HandoverEnded(why=why):
            return f"{name}_{why}"
    return name


def _travelled(event: DeliveryTried | NoticeSent) -> str:
    if isinstance(event, NoticeSent):
        return "notice_arrived" if event.proven else "notice_sent"
    return "arrived" if event.proven else "not_arrived"


def _values(event: TicketEvent, language: Language) -> dict[str, object]:
    match event:
        case Moved(into=str() as number) | Absorbed(number=number):
            return {"number": number}
        case Moved(to=status):
            return {"status": status_name(status, language)}
        case ItemAsked(right=right) | ItemExecuted(right=right):
            return {"right": right_name(right, language)}
        case ClockExtended(until=until) | LinkGiven(until=until):
            return {"until": moment(until)}
        case IdentityRaised(method=method) | IdentityFailed(method=method) if method not in _OF_ADDRESS:
            return {"method": say(f"copy.method.{method}", language)}
    return _beside(event, language)


def _beside(event: TicketEvent, language: Language) -> dict[str, object]:
    if isinstance(event, SurveyAnswered):
        return {"score": event.score}
    channel = getattr(event, "channel", None)
    return {"channel": say(f"copy.channel.{channel}", language)} if channel else {}
