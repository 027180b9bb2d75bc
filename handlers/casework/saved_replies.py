"""Saved replies: words that staff begin from, filled in from the ticket before anybody changes them.

They are in `saved_replies.ja.toml` and `saved_replies.en.toml`, under the same names. They may ask for
`{number}` of the ticket, the day it is `{due}`, the `{right}` asked for, our `{company}` and the Privacy
Center's `{contact}`. What only staff can fill in stands in [brackets].
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from string import Formatter

from handlers.casework.case import Case
from handlers.contact import details
from handlers.own_tickets.lines import due_day
from handlers.tickets.names import right_name
from handlers.wording import WordingError, say
from knowledge.language import LANGUAGES, Language

_GAP = re.compile(r"\[[^\[\]]+\]|［[^［］]+］")
PLACES = frozenset({"number", "due", "right", "company", "contact"})


@dataclass(frozen=True, slots=True)
class SavedReply:
    """`title` is for staff; `text` has places to fill in."""

    name: str
    title: str
    text: str


@cache
def saved_replies(language: Language) -> tuple[SavedReply, ...]:
    """Return the replies of a language in their order. Raises WordingError for a place that nobody fills."""
    source = files(__package__).joinpath(f"saved_replies.{language}.toml").read_text(encoding="utf-8")
    return read(source)


def read(source: str) -> tuple[SavedReply, ...]:
    """Read replies from TOML. Raises WordingError for a place that nobody fills, or a missing part."""
    found = tomllib.loads(source)
    try:
        replies = tuple(SavedReply(name, one["title"], one["text"].strip()) for name, one in found.items())
    except (KeyError, TypeError) as error:
        raise WordingError("a saved reply has a title and a text") from error
    for reply in replies:
        _check(reply)
    return replies


@cache
def gaps() -> frozenset[str]:
    """Return what stands in the replies of all languages for staff to fill in, with its brackets."""
    texts = (reply.text for language in LANGUAGES for reply in saved_replies(language))
    return frozenset(gap for text in texts for gap in _GAP.findall(text))


def offered(case: Case) -> tuple[SavedReply, ...]:
    """Return the replies in the language of the ticket's conversation, filled in from the ticket."""
    known = _values(case)
    return tuple(
        replace(reply, text=reply.text.format(**known))
        for reply in saved_replies(case.ctx.conversation.language)
    )


def _values(case: Case) -> Mapping[str, str]:
    """Return what fills the places; where no right is asked for, what kind of ticket it is."""
    ticket, ctx = case.ticket, case.ctx
    language = ctx.conversation.language
    rights = say("status.and", language).join(right_name(item.right, language) for item in ticket.items)
    return {
        "number": ticket.number,
        "due": due_day(ticket, ticket.received_at or ticket.since, ctx),
        "right": rights or say(f"escalate.kind.{ticket.kind}", language),
        "company": ctx.corpus.policy.company,
        "contact": details(ctx),
    }


def _check(reply: SavedReply) -> None:
    try:
        wanted = {name for _, name, _, _ in Formatter().parse(reply.text) if name is not None}
    except ValueError as error:
        raise WordingError(f"saved reply {reply.name!r} cannot be filled in: {error}") from error
    if unknown := sorted(wanted - PLACES):
        raise WordingError(f"saved reply {reply.name!r} asks for {unknown}")
