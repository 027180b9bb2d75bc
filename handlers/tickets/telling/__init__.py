"""What staff read about a ticket: its log in plain words, without any personal text."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime, tzinfo
from importlib.resources import files

from handlers.tickets.clocks import Clock
from handlers.tickets.desk_log import AnswerSent, FileOpened, Linked, Tagged
from handlers.tickets.evidence_log import EvidenceErased
from handlers.tickets.handover_log import HandoverEnded
from handlers.tickets.log import (
    Absorbed,
    Assigned,
    ClockExtended,
    DeadlineWarned,
    DeliveryTried,
    Downloaded,
    Exported,
    FileKept,
    FileRefused,
    HoldSet,
    ItemProposed,
    LinkGiven,
    Moved,
    MoveDenied,
    TicketEvent,
)
from handlers.tickets.names import obstacle_sentence
from handlers.tickets.notice_log import NoticeFailed, NoticeSent
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.records import name_of
from handlers.tickets.regimes import JAPAN
from handlers.tickets.rounds import objects
from handlers.tickets.statuses import Move
from handlers.tickets.survey_log import SurveyAnswered
from knowledge.language import LANGUAGES, Language


def _load(language: Language) -> Mapping[str, Mapping[str, str]]:
    tables: dict[str, dict[str, str]] = tomllib.loads(
        files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    )
    return tables


CATALOGUES: Mapping[Language, Mapping[str, Mapping[str, str]]] = {
    language: _load(language) for language in LANGUAGES
}

_MOVES = {
    Move.PROPOSE: "presented",
    Move.APPROVE: "approved",
    Move.SEND_BACK: "sent_back",
    Move.DECIDE: "decided",
    Move.REOPEN: "reopened",
}


def words(table: str, name: str, language: Language, **values: object) -> str:
    """Return what something is called, or a sentence with its values filled in. Raises KeyError."""
    return CATALOGUES[language][table][name].format(**values)


def moment(at: datetime, zone: tzinfo = JAPAN) -> str:
    """Return a time as staff read it, to the minute: `2026-04-01 09:00`."""
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def who(event: TicketEvent, language: Language) -> str:
    """Return who did it: the role, and for staff their id."""
    role = words("role", event.by.role, language)
    return f"{role} {event.by.id}" if event.by.role in {"caseworker", "approver"} else role


def clock_state(clock: Clock, now: datetime, language: Language) -> str:
    """Return until when a period runs, and how it stands."""
    due = moment(clock.due_at(now))
    if clock.stopped_at is None:
        name = "overdue" if clock.missed(now) else "runs"
        values: dict[str, object] = {} if name == "overdue" else {"percent": clock.percent(now)}
        return words("clock", name, language, due=due, **values)
    return words("clock", "missed" if clock.missed(now) else "met", language, due=due)


def told(event: TicketEvent, language: Language) -> str:
    """Return what happened in one sentence."""
    return words("event", _sentence(event), language, **_values(event, language))


def _sentence(event: TicketEvent) -> str:
    name = name_of(type(event))
    match event:
        case Moved():
            name = _moved(event)
        case DeliveryTried(proven=proven):
            name = "arrived" if proven else "not_arrived"
        case NoticeSent(proven=True):
            name = "notice_arrived"
        case Exported(file=str()):
            name = "file_exported"
        case AnswerSent() | Assigned() | HoldSet() | Tagged():
            name = _at_desk(event)
    return f"{name}_{event.why}" if isinstance(event, HandoverEnded) else name


def _moved(event: Moved) -> str:
    """Name what was done with the proposals or the whole ticket; other moves are told by where they lead."""
    if event.into:
        return "merged"
    if event.alone:
        return "moved_alone"
    return "objected" if objects(event) else _MOVES.get(event.move, "moved")


def _at_desk(event: AnswerSent | Assigned | HoldSet | Tagged) -> str:
    match event:
        case Assigned(to=to):
            return "assigned" if to else "unassigned"
        case HoldSet(on=on):
            return "held" if on else "released"
        case AnswerSent(behind_link=behind_link):
            return "answer_ready" if behind_link else "answer_sent"
        case Tagged(on=on):
            return "tagged" if on else "untagged"


def _values(event: TicketEvent, language: Language) -> dict[str, object]:
    named = ((table, getattr(event, table, None)) for table in ("kind", "right", "channel", "method"))
    values: dict[str, object] = {table: words(table, name, language) for table, name in named if name}
    match event:
        case Moved(to=status, into=number):
            values |= {"status": words("status", status, language), "number": number}
        case MoveDenied(reason=reason):
            values["why"] = obstacle_sentence(Obstacle(reason), language)
        case ItemProposed(proposal=proposal):
            values["outcome"] = words("outcome", proposal.outcome, language)
        case ClockExtended() | DeadlineWarned():
            values |= _of_clock(event, language)
        case FileKept() | FileRefused() | LinkGiven() | Downloaded() | Exported() | FileOpened():
            values |= _of_file(event, language)
        case EvidenceErased(files=files):
            values["count"] = len(files)
        case NoticeFailed() | SurveyAnswered() | Absorbed() | Assigned() | Tagged() | Linked():
            values |= _as_it_stands(event)
    return values


def _of_clock(event: ClockExtended | DeadlineWarned, language: Language) -> dict[str, object]:
    match event:
        case ClockExtended(until=until):
            return {"until": moment(until)}
        case DeadlineWarned(clock=clock, percent=percent):
            return {"period": words("label", clock, language), "percent": percent}


def _as_it_stands(
    event: NoticeFailed | SurveyAnswered | Absorbed | Assigned | Tagged | Linked,
) -> dict[str, object]:
    match event:
        case Absorbed(number=number) | Linked(number=number):
            return {"number": number}
        case Assigned(to=to):
            return {"to": to}
        case Tagged(name=name):
            return {"tag": name}
        case NoticeFailed(why=why):
            return {"why": why}
        case SurveyAnswered(score=score):
            return {"score": score}


def _of_file(
    event: FileKept | FileRefused | LinkGiven | Downloaded | Exported | FileOpened, language: Language
) -> dict[str, object]:
    """Return the values of what happened to a file or a link."""
    match event:
        case FileKept(media_type=media_type, size=size):
            return {"media_type": media_type, "size": size}
        case FileRefused(why=why):
            return {"why": why}
        case LinkGiven(content=content, until=until):
            return {"content": words("content", content, language), "until": moment(until)}
        case Downloaded(content=content):
            return {"content": words("content", content, language)}
        case Exported(file=file) | FileOpened(file=file):
            return {"file": file} if file else {}
