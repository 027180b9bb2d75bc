"""The menu: where each member of the staff may go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import current_app, request, url_for

from bot.console.language import words
from bot.console.member import Member, Permission

_ENTRIES: tuple[tuple[str, Permission], ...] = (
    ("inbox", Permission.READ_TICKETS),
    ("erasing", Permission.READ_TICKETS),
    ("people", Permission.MANAGE_STAFF),
    ("figures", Permission.READ_FIGURES),
    ("knowledge", Permission.READ_KNOWLEDGE),
    ("audit", Permission.READ_AUDIT),
    ("health", Permission.SEE_HEALTH),
)
"""Name and permission of each; the page is `name.name`, the label `console.nav.name`."""
_OWN: tuple[tuple[str, Permission], ...] = (("mails", Permission.ANY), ("profile", Permission.ANY))
"""The same for pages about the member themselves, in the menu under their name."""
_KEYS: Mapping[str, str] = {
    "inbox": "i",
    "figures": "d",
    "knowledge": "k",
    "people": "p",
    "erasing": "e",
    "audit": "a",
    "health": "h",
}
"""The letter that leads to a page after `g`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu; `here` marks the part that the page at hand belongs to, `key` its letter."""

    label: str
    href: str
    here: bool
    key: str = ""


def navigation(who: Member) -> Iterator[Entry]:
    """Give the entries that somebody may follow."""
    return _allowed(who, _ENTRIES)


def own_pages(who: Member) -> Iterator[Entry]:
    """Give the entries about somebody themselves."""
    return _allowed(who, _OWN)


def home(who: Member | None) -> str:
    """Return where somebody begins: the first page that they may open."""
    first = next(navigation(who), None) if who else None
    return first.href if first else request.script_root + "/"


def _allowed(who: Member, entries: tuple[tuple[str, Permission], ...]) -> Iterator[Entry]:
    for name, permission in entries:
        endpoint = f"{name}.{name}"
        if who.may(permission) and endpoint in current_app.view_functions:
            here = (request.blueprint or "") == name
            yield Entry(words(f"nav.{name}"), url_for(endpoint), here, _KEYS.get(name, ""))
