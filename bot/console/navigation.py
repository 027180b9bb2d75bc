"""The menu: where each member of the staff may go."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import current_app, request, url_for

from bot.console.language import words
from bot.console.member import Member, Permission

_ENTRIES: tuple[tuple[str, Permission], ...] = (("inbox", Permission.READ_TICKETS),)
"""Name and permission of each; the page is `name.name`, the label `console.nav.name`."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the menu; `here` marks the part that the page at hand belongs to."""

    label: str
    href: str
    here: bool


def navigation(who: Member) -> Iterator[Entry]:
    """Give the entries that somebody may follow."""
    for name, permission in _ENTRIES:
        endpoint = f"{name}.{name}"
        if who.may(permission) and endpoint in current_app.view_functions:
            here = (request.blueprint or "") == name
            yield Entry(words(f"nav.{name}"), url_for(endpoint), here)
