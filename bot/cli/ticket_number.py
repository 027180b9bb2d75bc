"""A ticket's number on the command line, read as forgivingly as in the chat; and times for programs."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from handlers.tickets.numbers import read_number


class TicketNumber(click.ParamType[str]):
    """Reads `pr 2026 7qk3fx` as `PR-2026-7QK3FX`."""

    name = "number"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return read_number(value) or self.fail("a ticket number looks like PR-2026-7QK3FX", param, ctx)


NUMBER = TicketNumber()


def iso(at: datetime | None) -> str | None:
    """Return a time in UTC to the second; None for none."""
    return at.astimezone(UTC).isoformat(timespec="seconds") if at else None


def moment_of(milliseconds: int) -> datetime:
    """Return a time of the store, in UTC."""
    return datetime.fromtimestamp(milliseconds / 1_000, UTC)
