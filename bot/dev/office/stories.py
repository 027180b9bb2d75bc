"""Who writes to the made-up office, what they say, and what staff do about it: read from `stories/*.toml`.

Days are counted backwards from the office's last day (0), which is a business day; times are Japan's. What
staff do on a day off they do on the next business day.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

from handlers.tickets.business_days import is_business_day, on_or_after
from handlers.tickets.regimes import JAPAN
from knowledge.language import LANGUAGES, Language

END = time(16, 30)
"""When the office's last day ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that somebody does, `ago` days before the last one, `at` a time of that day.

    A person `says` things, each pressed where a button is called so; `code` types the code of the last mail,
    `sends` is a kind of medium, `mails` an answer to the last mail. Of staff, `by` names who, `act` what, and
    `fields` what is filled in; `file` is the name of a file they add.
    """

    ago: int
    at: str
    says: tuple[str, ...] = ()
    code: bool = False
    sends: str = ""
    mails: str = ""
    by: str = ""
    act: str = ""
    file: str = ""
    ticket: int = -1
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One person's weeks. `address` is where their mails go."""

    name: str
    language: Language
    address: str = ""
    steps: tuple[Step, ...]


_OF_STEPS = frozenset(Step.__dataclass_fields__) - {"fields"}


def stories() -> tuple[Story, ...]:
    """Return all stories, those in Japanese first."""
    return tuple(story for language in LANGUAGES for story in _read(language))


def last_moment(now: datetime) -> datetime:
    """Return when the office ends: on the last business day that is over by now."""
    today = now.astimezone(JAPAN)
    day = today.date() if today.time() >= END else today.date() - timedelta(days=1)
    while not is_business_day(day):
        day -= timedelta(days=1)
    return _moment(day, END)


def moment_of(step: Step, end: datetime) -> datetime:
    """Return when a step happens in an office that ends then."""
    day = end.astimezone(JAPAN).date() - timedelta(days=step.ago)
    return _moment(on_or_after(day) if step.by else day, time.fromisoformat(step.at))


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, JAPAN).astimezone(UTC)


def _read(language: Language) -> Iterator[Story]:
    source = files(__package__).joinpath("stories", f"{language}.toml").read_text(encoding="utf-8")
    for table in tomllib.loads(source)["story"]:
        steps = tuple(_step(one) for one in table["steps"])
        yield Story(name=table["name"], language=language, address=table.get("address", ""), steps=steps)


def _step(table: Mapping[str, Any]) -> Step:
    own = {name: value for name, value in table.items() if name in _OF_STEPS}
    more = {name: value for name, value in table.items() if name not in _OF_STEPS}
    return Step(**{**own, "says": tuple(own.get("says", ()))}, fields=more)
