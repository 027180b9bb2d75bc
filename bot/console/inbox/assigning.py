"""Several tickets are given to somebody at once: each is an act of its own, done or refused by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bot.console.acting import PATIENCE, act
from bot.console.desk import Desk
from bot.console.inbox.filters import ME
from bot.console.member import Member
from bot.store.inbox_lists import NOBODY, PAGE
from handlers.casework.acts import Assign
from handlers.tickets.numbers import read_number


@dataclass(frozen=True, slots=True)
class Assigning:
    """How many were given, are still being decided, and were refused, and why these."""

    done: int
    waiting: int
    refused: Counter[str] = field(default_factory=Counter)


def assign(desk: Desk, member: Member, picked: Iterable[str], to: str) -> Assigning:
    """Give tickets, each as `number:version`, to a staff id, to `ME` or to `NOBODY`. Raises StoreError."""
    what = Assign(to={ME: member.id, NOBODY: None}.get(to, to))
    done, waiting, refused = 0, 0, Counter[str]()
    for number, version in _read(picked):
        # Where one is not decided in time, no worker is there: nobody waits as long for each of the others.
        acted = act(desk, member, number, version, what, 0.0 if waiting else PATIENCE)
        if acted is None:
            waiting += 1
        elif acted.why:
            refused[acted.why] += 1
        else:
            done += 1
    return Assigning(done, waiting, refused)


def _read(picked: Iterable[str]) -> Iterator[tuple[str, int]]:
    for one in list(picked)[:PAGE]:
        number, _, version = one.partition(":")
        if read_number(number) == number and version.isascii() and version.isdigit():
            yield number, int(version[:9])
