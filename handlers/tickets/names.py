"""What statuses, rights and outcomes are called when people read them."""

from __future__ import annotations

import re

from handlers.tickets.extensions import NotExtended
from handlers.tickets.items import Outcome
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Status
from handlers.wording import say
from knowledge.language import Language

_ARTICLE = re.compile(r"(\d+)(?:\((\d+)\))?(?:\(([ivx]+)\))?")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


def status_name(status: Status, language: Language) -> str:
    """Return a status in the requester's words."""
    return say(f"ticket.status.{status}", language)


def right_name(right: Right, language: Language) -> str:
    """Return the plain name of a right."""
    return say(f"ticket.right.{right}", language)


def outcome_name(outcome: Outcome, language: Language) -> str:
    """Return what became of an item, as the requester reads it."""
    return say(f"ticket.outcome.{outcome}", language)


def article(law: str, language: Language) -> str:
    """Return an article as the language writes it: "33(2)(i)" is 第33条第2項第1号; "" stays ""."""
    if language != "ja" or not (found := _ARTICLE.fullmatch(law)):
        return law
    number, paragraph, item = found.groups()
    parts = (f"第{number}条", paragraph and f"第{paragraph}項", item and f"第{_ROMAN.index(item) + 1}号")
    return "".join(filter(None, parts))


def obstacle_sentence(obstacle: Obstacle, language: Language) -> str:
    """Return why a move is not possible, as staff read it."""
    return say(f"ticket.obstacle.{obstacle}", language)


def not_extended_sentence(reason: NotExtended, language: Language) -> str:
    """Return why the legal period stays as it is, as staff read it."""
    return say(f"ticket.not_extended.{reason}", language)
