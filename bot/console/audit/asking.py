"""From the form above the record to what is asked of the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.console.audit.subjects import SUBJECTS
from bot.store.deeds import Place, Wanted
from handlers.tickets.numbers import read_number
from handlers.tickets.regimes import JAPAN

_FIELDS = ("member", "number", "subject", "since", "until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody filled in. `wrong` names the fields that cannot be read; they ask for nothing."""

    given: Mapping[str, str]
    wanted: Wanted
    after: Place | None
    wrong: frozenset[str]


def asked(arguments: Mapping[str, str]) -> Asked:
    """Read the form: days are days in Japan, and the last one counts as a whole."""
    given = {name: arguments.get(name, "").strip() for name in _FIELDS}
    number = read_number(given["number"])
    since, until = _day(given["since"]), _day(given["until"])
    known = {
        "number": number is not None,
        "subject": given["subject"] in SUBJECTS,
        "since": since is not None,
        "until": until is not None,
    }
    wanted = Wanted(
        staff=given["member"] or None,
        number=number,
        whats=SUBJECTS.get(given["subject"]),
        since=_begins(since),
        until=_begins(until + timedelta(days=1) if until else None),
    )
    return Asked(
        given=given,
        wanted=wanted,
        after=_place(arguments.get("after", "")),
        wrong=frozenset(name for name, readable in known.items() if given[name] and not readable),
    )


def written(place: Place) -> str:
    """Return a place in the list as it stands in an address."""
    return "~".join(str(part) for part in place)


def _place(text: str) -> Place | None:
    match text.split("~"):
        case [at, number, sequence] if (
            at.isascii() and at.isdigit() and sequence.isascii() and sequence.isdigit()
        ):
            return int(at[:15]), number[:16], int(sequence[:15])
    return None


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year < date.max.year else None  # the day after it is asked for, too


def _begins(day: date | None) -> int | None:
    if day is None or day.year < 1971:
        return None
    return int(datetime.combine(day, time(), JAPAN).astimezone(UTC).timestamp() * 1_000)
