"""The search box: a number, a requester, or words, as far as the member may read them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime

from bot.console.desk import Desk
from bot.console.member import Member, Permission
from bot.store import ticket_search
from bot.store.engine import Connection
from bot.store.ticket_search import Found
from bot.store.words import searchable
from handlers.tickets.numbers import read_number
from handlers.tickets.regimes import JAPAN

LONGEST = 200
"""Characters of what can be searched for."""
_ALIAS = re.compile(r"([0-9A-F]{4})-?([0-9A-F]{4})")
_END = re.compile(r"[0-9A-Z]{6}")


def find(desk: Desk, connection: Connection, member: Member, query: str) -> Found:
    """Return the tickets that may be meant; whether words stand in their texts is not checked yet."""
    typed = unicodedata.normalize("NFKC", query).strip().upper()
    sure = set(_numbers(typed, desk.clock()))
    if named := _ALIAS.fullmatch(typed):
        sure.update(ticket_search.of_requester(connection, "".join(named.groups()).lower()))
    if not member.may(Permission.READ_TEXTS) or not searchable(query):
        return Found(frozenset(sure))
    return Found(frozenset(sure), ticket_search.by_words(connection, query, desk.seal))


def short(member: Member, query: str) -> bool:
    """Tell whether somebody searches for words, but with too little to search for."""
    return member.may(Permission.READ_TEXTS) and not searchable(query)


def _numbers(typed: str, now: int) -> Iterator[str]:
    year = datetime.fromtimestamp(now / 1_000, UTC).astimezone(JAPAN).year
    if number := read_number(typed, year):
        yield number
    if _END.fullmatch(typed):  # as people read out the end of a number
        yield from filter(None, (read_number(f"PR-{one}-{typed}") for one in (year, year - 1)))
