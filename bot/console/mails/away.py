"""The form in which somebody says when they are away, and who stands in for them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.store.moments import milliseconds
from bot.store.staff_mails import Away
from handlers.tickets.regimes import JAPAN

_LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form: days as `2026-04-01`, both included, and a staff id."""

    substitute: str = ""
    since: str = ""
    until: str = ""

    @classmethod
    def of(cls, form: Mapping[str, str]) -> Typed:
        return cls(*(form.get(name, "").strip()[:64] for name in ("substitute", "since", "until")))


def typed_of(away: Away | None) -> Typed:
    """Return a time away as its form."""
    if away is None:
        return Typed()
    since, until = _day(away.since), _day(away.until) - timedelta(days=1)
    return Typed(away.substitute, since.isoformat(), until.isoformat())


def read(typed: Typed, candidates: Collection[str], now: int) -> Away | str:
    """Return the time away, or what is wrong with it: `substitute`, `dates`, `order` or `past`."""
    if typed.substitute not in candidates:
        return "substitute"
    try:
        since, until = date.fromisoformat(typed.since), date.fromisoformat(typed.until)
    except ValueError:
        return "dates"
    today = _day(now)
    if until < since or until - since > _LONGEST:
        return "order"
    if until < today:
        return "past"
    return Away(typed.substitute, _begins(since), _begins(until + timedelta(days=1)))


def _begins(day: date) -> int:
    return milliseconds(datetime.combine(day, time.min, JAPAN))


def _day(at: int) -> date:
    return datetime.fromtimestamp(at / 1_000, UTC).astimezone(JAPAN).date()
