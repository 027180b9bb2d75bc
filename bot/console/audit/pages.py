"""The record of what staff did: one list over tickets' logs and the audit chain, and its state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, render_template, request, stream_with_context, url_for

from bot.console.access import needs
from bot.console.audit import lines as told
from bot.console.audit.asking import Asked, asked, written
from bot.console.audit.lines import Line
from bot.console.audit.state import chain_state
from bot.console.audit.subjects import SUBJECTS
from bot.console.desk import Desk
from bot.console.language import local, words
from bot.console.member import Permission
from bot.console.recording import record
from bot.console.spreadsheets import csv_lines
from bot.store import deeds
from bot.store.accounts import account
from bot.store.deeds import Deed, Place
from bot.store.engine import Connection

_PAGE = 50
_CHUNK = 500
MOST = 50_000
"""So many entries are written into one file."""
_COLUMNS = ("at", "who", "what", "number", "about", "before", "after", "ip")


def pages(desk: Desk) -> Blueprint:
    """Return `GET /audit`, and `POST /audit/export` for what it shows as CSV."""
    blueprint = Blueprint("audit", __name__)

    @blueprint.get("/audit")
    @needs(Permission.READ_AUDIT)
    def audit() -> str:
        return _page(desk, asked(request.args))

    @blueprint.post("/audit/export")
    @needs(Permission.READ_AUDIT)
    def export() -> Response:
        question = asked(request.form)
        _note_export(desk, question)
        body = stream_with_context(csv_lines(_rows(desk, question)))
        name = {"Content-Disposition": "attachment; filename=audit.csv"}
        return Response(body, mimetype="text/csv", headers=name)

    return blueprint


def _page(desk: Desk, question: Asked) -> str:
    with desk.database.read() as connection:
        names = {one.id: one.name for one in account.everybody(connection, desk.seal)}
        found = _found(desk, connection, question, question.after, _PAGE + 1)
        shown = _lines(connection, found[:_PAGE], names)
        state = chain_state(connection)
    address: dict[str, Any] = {name: value for name, value in question.given.items() if value}
    further = written(found[_PAGE - 1].place) if len(found) > _PAGE else None
    return render_template(
        "audit/audit.html",
        lines=shown,
        asked=question,
        members=sorted(names.items(), key=lambda one: one[1]),
        subjects=[(name, words(f"audit.subject.{name}")) for name in SUBJECTS],
        state=state,
        newest=url_for("audit.audit", **address) if question.after else "",
        older=url_for("audit.audit", **address, after=further) if further else "",
    )


def _found(desk: Desk, connection: Connection, question: Asked, after: Place | None, most: int) -> list[Deed]:
    if question.wrong:
        return []
    return deeds.found(connection, desk.seal, question.wanted, most=most, after=after)


def _lines(connection: Connection, found: Sequence[Deed], names: Mapping[str, str]) -> list[Line]:
    everybody = {one: one for one in told.people_in(found)} | dict(names)
    return told.lines(found, deeds.earlier(connection, found), everybody)


def _rows(desk: Desk, question: Asked) -> Iterator[Sequence[object]]:
    yield [words(f"audit.column.{column}") for column in _COLUMNS]
    after, left = None, MOST
    while left > 0:
        with desk.database.read() as connection:  # anew for each part: nobody waits for a slow reader
            names = {one.id: one.name for one in account.everybody(connection, desk.seal)}
            found = _found(desk, connection, question, after, min(_CHUNK, left))
            shown = _lines(connection, found, names)
        for line in shown:
            yield [local(line.at), *(getattr(line, column) for column in _COLUMNS[1:])]
        if not found:
            return
        after, left = found[-1].place, left - len(found)


def _note_export(desk: Desk, question: Asked) -> None:
    with desk.database.write() as connection:
        wanted, subject = question.wanted.number, question.given["subject"] or None
        record(desk, connection, "audit_exported", number=wanted, ref=subject)
