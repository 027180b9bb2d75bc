"""How a message of ours travels to its requester, in a word, a sign and a sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.console.language import language, local, words
from bot.store.case_files import SaidNotice
from handlers.tickets import telling
from handlers.tickets.log import TicketEvent

Kind = Literal["good", "quiet", "info", "warn", "bad"]


@dataclass(frozen=True, slots=True)
class Delivery:
    """`word` is short, `sentence` the rest; `again` tells that it makes sense to say it once more."""

    kind: Kind
    word: str
    sentence: str
    again: bool = False


def delivery(notice: SaidNotice) -> Delivery:
    """Return how something that was said travels."""
    kind, word = _state(notice)
    sentence = telling.words("notice", _sentence(notice), language())
    if notice.error and notice.next_try:
        sentence = words("ticket.delivery.tries", state=sentence, at=local(notice.next_try))
    return Delivery(kind, words(f"ticket.delivery.{word}"), sentence, again=word in {"failed", "waits"})


def _state(notice: SaidNotice) -> tuple[Kind, str]:
    match notice.outcome:
        case "failed":
            return "bad", "failed"
        case "arrived":
            return "good", "arrived"
        case "sent":
            return "quiet", "sent"
    if notice.rung == "pending":
        return "warn", "waits"
    return ("warn", "trouble") if notice.error else ("info", "going")


def _sentence(notice: SaidNotice) -> str:
    if notice.outcome == "failed":
        return "failed"
    return f"{notice.rung}_{notice.outcome}" if notice.outcome else notice.rung


def of_message(place: int, log: Sequence[TicketEvent], notices: Sequence[SaidNotice]) -> SaidNotice | None:
    """Return what carries the message that is the event at `place`: the notice of the act it was part of.

    A notice names the version its ticket had after the act, and everything of one act is of one moment.
    """
    at: datetime = log[place].at
    later = (one for one in notices if one.version > place and _is_of(one, at, log))
    return min(later, key=lambda one: one.version, default=None)


def _is_of(notice: SaidNotice, at: datetime, log: Sequence[TicketEvent]) -> bool:
    return notice.version <= len(log) and log[notice.version - 1].at == at
