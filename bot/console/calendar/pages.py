"""What a calendar program reads by a secret link: when open tickets are due, and nothing of what they say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort

from bot.console.calendar import ics
from bot.console.calendar.ics import Entry
from bot.console.desk import Desk
from bot.console.login.accounts import caller
from bot.console.member import Member, Permission, StaffRole
from bot.store import calendars, staff_mails
from bot.store.accounts import account, failures
from bot.store.accounts.account import Account
from bot.store.calendars import Due, Subscription
from bot.store.engine import Connection
from handlers.tickets.telling import words as told
from handlers.wording import say
from knowledge.language import LANGUAGES, Language


def pages(desk: Desk) -> Blueprint:
    """Return `GET /calendar/<token>.ics`, open to whoever has the link."""
    blueprint = Blueprint("calendar", __name__)

    @blueprint.get("/calendar/<token>.ics")
    def calendar(token: str) -> Response:
        found = _found(desk, token)
        with desk.database.write() as connection:
            if not calendars.note_use(connection, found.id, desk.clock()):
                abort(429)
        with desk.database.read() as connection:
            reader = account.by_id(connection, found.staff, desk.seal)
            if reader is None or not _may_read(reader):
                abort(404)
            dates = calendars.due(connection, _whose(connection, found, desk.clock()))
        return _answer(desk, dates, reader)

    return blueprint


def _found(desk: Desk, token: str) -> Subscription:
    """Return whose link this is; who tries many that are none has to wait."""
    now, where = desk.clock(), failures.of_caller(f"calendar {caller()}", desk.seal)
    with desk.database.read() as connection:
        found = calendars.by_token(connection, token)
        tried = found is None and failures.too_many_from(connection, where, now)
    if tried:
        abort(429)
    if found is None:
        with desk.database.write() as connection:
            failures.add(connection, where, now)
        abort(404)
    return found


def _may_read(reader: Account) -> bool:
    roles = frozenset(StaffRole(role) for role in reader.roles)
    who = Member(id=reader.id, name=reader.name, email=reader.email, roles=roles)
    return reader.active and who.may(Permission.READ_TICKETS)


def _whose(connection: Connection, found: Subscription, now: int) -> tuple[str, ...] | None:
    if found.scope == "all":
        return None
    return (found.staff, *staff_mails.stood_in_for(connection, found.staff, now))


def _answer(desk: Desk, dates: list[Due], reader: Account) -> Response:
    language = next((one for one in LANGUAGES if one == reader.language), LANGUAGES[0])
    now = datetime.fromtimestamp(desk.clock() / 1_000, UTC)
    entries = (entry for one in dates for entry in _entries(one, desk.public_url.rstrip("/"), language))
    text = ics.written(say("console.calendar.name", language), entries, now)
    return Response(text, content_type=ics.TYPE, headers={"Content-Disposition": "inline; filename=due.ics"})


def _entries(one: Due, address: str, language: Language) -> Iterator[Entry]:
    for clock, at in (("legal", one.legal_at), ("work", one.work_at)):
        if at is None:
            continue
        period, kind = told("label", clock, language), told("kind", one.kind, language)
        yield Entry(
            uid=f"{one.number}-{clock}@{urlsplit(address).hostname}",
            at=datetime.fromtimestamp(at / 1_000, UTC),
            title=say("console.calendar.title", language, number=one.number, period=period, kind=kind),
            url=f"{address}/console/tickets/{one.number}",
        )
