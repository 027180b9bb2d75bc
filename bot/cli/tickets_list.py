"""`tickets list`: every ticket in a line, and how long there is to answer it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from typing import Any

import click

from bot.bootstrap.storage import clock
from bot.cli.start import open_store, start
from bot.cli.ticket_number import iso, moment_of
from bot.store import ticket_lists
from bot.store.engine import Connection
from bot.store.ticket_lists import Listed
from handlers.tickets.telling import moment

_DAY_MS = 24 * 3_600_000
_HEADS = ("NUMBER", "KIND", "RIGHTS", "STATUS", "RECEIVED", "DUE", "DAYS")


@click.command("list")
@click.option(
    "--open", "only_open", is_flag=True, help="Only those somebody still has to do with, by due date."
)
@click.option("--overdue", "only_overdue", is_flag=True, help="Only open ones whose legal period is over.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
def list(only_open: bool, only_overdue: bool, as_json: bool) -> None:  # noqa: A001  # the command's name
    """List tickets, newest first. DUE is when the legal period ends; DAYS below 0 say that it is late.

    Times in the table are Japan's.
    """
    now = clock()
    with closing(open_store(start())) as database, database.read() as connection:
        listed = _chosen(connection, now, only_open=only_open, only_overdue=only_overdue)
    if as_json:
        click.echo(json.dumps({"tickets": [_row(each, now) for each in listed]}, indent=2))
        return
    for line in _table([_HEADS, *(_cells(each, now) for each in listed)]):
        click.echo(line)


def _chosen(connection: Connection, now: int, *, only_open: bool, only_overdue: bool) -> Sequence[Listed]:
    if only_overdue:
        return ticket_lists.overdue(connection, now)
    return ticket_lists.open_ones(connection) if only_open else ticket_lists.everything(connection)


def _days_left(each: Listed, now: int) -> int | None:
    if not each.open or each.legal_due_at is None:
        return None
    return (each.legal_due_at - now) // _DAY_MS


def _row(each: Listed, now: int) -> dict[str, Any]:
    return {
        "number": each.number,
        "kind": each.kind,
        "rights": each.rights,
        "status": each.status,
        "open": each.open,
        "received_at": _told(each.received_at),
        "legal_due_at": _told(each.legal_due_at),
        "days_left": _days_left(each, now),
        "assignee": each.assignee,
    }


def _cells(each: Listed, now: int) -> Sequence[str]:
    days = _days_left(each, now)
    return (
        each.number,
        each.kind,
        ", ".join(each.rights) or "-",
        each.status,
        _local(each.received_at),
        _local(each.legal_due_at),
        "-" if days is None else str(days),
    )


def _table(rows: Sequence[Sequence[str]]) -> Sequence[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def _told(at: int | None) -> str | None:
    return None if at is None else iso(moment_of(at))


def _local(at: int | None) -> str:
    return "-" if at is None else moment(moment_of(at))
