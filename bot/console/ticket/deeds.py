"""What the reader of a ticket may do with it: what is possible, and why the rest is not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.console.language import language, words
from bot.console.ticket.forms import KINDS, name_of
from bot.console.ticket.opened import OpenTicket
from handlers.casework.case import Case
from handlers.casework.possible import possible
from handlers.casework.refusal_words import sentence
from handlers.tickets.actors import Actor


@dataclass(frozen=True, slots=True)
class Deed:
    """One act by its form's name; `mine` tells that this reader's roles may do it, `why` what hinders it.

    `against` is the same in words of the program, as `Acted.why`.
    """

    name: str
    mine: bool
    why: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def now(self) -> bool:
        """Tell whether it can be done now, as far as nothing that is filled in hinders it."""
        return self.mine and not self.why


def deeds(ticket: OpenTicket) -> Mapping[str, Deed]:
    """Return every act by its form's name."""
    against: dict[Actor, Mapping[str, tuple[str, ...]]] = {}
    found = {}
    for name, kind in KINDS.items():
        case = ticket.case_for(kind)
        if case is None:
            found[name] = Deed(name, mine=False, why=(words("ticket.not_your_role"),))
            continue
        if case.by not in against:
            against[case.by] = _against(case)
        hinders = against[case.by][name]
        why = tuple(sentence(one, language()) for one in hinders)
        found[name] = Deed(name, mine=True, why=why, against=hinders)
    return found


def _against(case: Case) -> Mapping[str, tuple[str, ...]]:
    return {name_of(one.act): one.obstacles for one in possible(case)}
