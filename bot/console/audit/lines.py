"""One entry of the record as a page shows it: who, what, with which ticket, and what it was before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.console.language import language, words
from bot.console.member import StaffRole
from bot.store.audit import Noted
from bot.store.audit_pruning import BY
from bot.store.deeds import Deed, Earlier
from handlers.tickets import telling
from handlers.tickets.log import TicketEvent
from handlers.tickets.records import UnknownRecord, event_of
from handlers.tickets.telling import told

_TURNED_AWAY = "mail_turned_away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`before` and `after` are None where nothing is compared; `ip` where none is kept."""

    at: int
    who: str
    what: str
    number: str | None = None
    about: str | None = None
    before: str | None = None
    after: str | None = None
    ip: str | None = None


def people_in(deeds: Iterable[Deed]) -> set[str]:
    """Return the pseudonyms of all who are named in these entries."""
    found: set[str | None] = set()
    for deed in deeds:
        found |= {deed.staff, deed.noted.ref if deed.noted else None}
        if deed.record and deed.what == "assigned":
            found.add(deed.record.get("to"))
    return {one for one in found if one}


def lines(deeds: Sequence[Deed], earlier: Earlier, names: Mapping[str, str]) -> list[Line]:
    """Return the entries as lines; `earlier` is what stood in their tickets' logs before."""
    return [_noted(deed.noted, names) if deed.noted else _logged(deed, earlier, names) for deed in deeds]


def _noted(noted: Noted, names: Mapping[str, str]) -> Line:
    return Line(
        at=noted.at,
        who=_who(noted, names),
        what=_happened(noted),
        number=noted.number,
        about=names.get(noted.ref, noted.ref) if noted.ref else None,
        before=_said(noted.before),
        after=_said(noted.after) if noted.staff != BY and noted.what != _TURNED_AWAY else None,
        ip=noted.ip,
    )


def _happened(noted: Noted) -> str:
    if noted.what != _TURNED_AWAY:
        return words(f"audit.what.{noted.what}")
    return words(f"audit.what.{noted.what}", why=words(f"audit.turned_away.{noted.after}"))


def _who(noted: Noted, names: Mapping[str, str]) -> str:
    if noted.staff == BY:
        return telling.words("role", "system", language())
    return names.get(noted.staff, noted.staff) or words("audit.unknown_person")


def _said(value: str | None) -> str | None:
    """Return a value in the reader's words where we have some: roles have."""
    if value is None or not value:
        return None if value is None else words("audit.nothing")
    parts = value.split()
    if all(part in set(StaffRole) for part in parts):
        return words("audit.between").join(words(f"people.role.{part}") for part in parts)
    return value


def _logged(deed: Deed, earlier: Earlier, names: Mapping[str, str]) -> Line:
    record = deed.record or {}
    try:
        event = event_of(record)
    except UnknownRecord:
        return Line(
            at=deed.place[0], who=deed.staff or "", what=words("audit.unreadable"), number=deed.number
        )
    before, after = _change(deed, record, earlier, names)
    return Line(
        at=deed.place[0],
        who=names.get(event.by.id, "") or telling.words("role", event.by.role, language()),
        what=_sentence(event, record, names),
        number=deed.number,
        before=before,
        after=after,
    )


def _sentence(event: TicketEvent, record: Mapping[str, Any], names: Mapping[str, str]) -> str:
    sentence = told(event, language())
    to = record.get("to")
    return sentence.replace(to, names[to]) if isinstance(to, str) and to in names else sentence


def _change(
    deed: Deed, record: Mapping[str, Any], earlier: Earlier, names: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """Return what it was and what it is now; nothing where an entry changes nothing of these."""
    table = _TABLES.get(deed.what)
    if table is None:
        return None, None
    number, sequence = deed.number or "", deed.place[2]
    was = earlier.value(number, sequence, record)
    return _shown(table, was, names), _shown(table, earlier.of(record), names)


_TABLES: Mapping[str, str] = {
    "moved": "status",
    "assigned": "person",
    "clock_extended": "day",
    "item_proposed": "outcome",
    "hold_set": "hold",
}


def _shown(table: str, value: object, names: Mapping[str, str]) -> str:
    if table in {"status", "outcome"}:
        return telling.words(table, str(value or ("draft" if table == "status" else "none")), language())
    if table == "hold":
        return words("audit.held" if value else "audit.not_held")
    if not value:
        return words("audit.nothing" if table == "day" else "audit.nobody")
    if table == "day":
        return telling.moment(datetime.fromisoformat(str(value)))
    return names.get(str(value), str(value))
