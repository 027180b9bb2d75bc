"""A member of the staff as mails see them, and who gets one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers.colleagues.occasions import Occasion, Told, offered
from knowledge.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """A member of the staff (`id` is their pseudonym) who can be mailed.

    `wishes` is what they want to hear of. `substitute` is who stands in for them (a staff id) while they are
    away, None while they are there.
    """

    id: str
    name: str
    email: str
    language: Language
    roles: frozenset[str]
    wishes: frozenset[Occasion]
    substitute: str | None = None

    def wants(self, occasion: Occasion) -> bool:
        return occasion in self.wishes and occasion in offered(self.roles)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets a mail; `instead_of` is who is away and would have got it, None for themselves."""

    colleague: Colleague
    instead_of: Colleague | None = None


_CENTER_HEARS = frozenset({Occasion.NEW, Occasion.INCIDENT, Occasion.DEADLINE})


def addressees(told: Told, colleagues: Sequence[Colleague], center: str) -> list[Addressee]:
    """Return who gets a mail about something, each once.

    A substitute gets what was meant for one who is away, whatever they wish to hear of their own tickets.
    `center` is the desk's common address: what goes there anyway does not go there again.
    """
    found: dict[str, Addressee] = {}
    for one in _meant(told, colleagues):
        at_center = one.colleague.email.casefold() == center.casefold()
        if one.colleague.id != told.by and not (at_center and told.occasion in _CENTER_HEARS):
            found.setdefault(one.colleague.id, one)
    return list(found.values())


def _meant(told: Told, colleagues: Sequence[Colleague]) -> Iterator[Addressee]:
    known = {one.id: one for one in colleagues}
    wanting = [one for one in colleagues if told.to in {None, one.id} and one.wants(told.occasion)]
    yield from (Addressee(one) for one in wanting)
    for away in wanting:
        if told.to is not None and away.substitute in known:
            yield Addressee(known[away.substitute], away)
