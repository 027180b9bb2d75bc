"""Declining a request: the reasons there are, for which right each may be given, and the notice itself.

Grounds 1 to 3 of policy section 9 restrict disclosure only, as Art. 33(2) APPI does; offering one for a
correction would be a wrong refusal. Art. 36 asks us to explain; we take that as a duty.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from handlers.citing import in_words
from handlers.tickets.items import NEEDS_REASONS, Outcome
from handlers.tickets.names import right_name
from handlers.tickets.rights import Right
from handlers.wording import say
from knowledge.language import Language


class ReasonNotAllowed(Exception):
    """The code does not exist, or may not be given for this right or outcome."""


class PartMissing(Exception):
    """A notice lacks one of its seven parts; `parts` names those that are missing."""

    def __init__(self, parts: tuple[str, ...]) -> None:
        super().__init__(f"a refusal notice needs {', '.join(parts)}")
        self.parts = parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One reason. `words` are for the requester; `record` tells staff what the facts must say as well.

    `passage` is the policy's, `law` the article of the APPI ("" where the policy alone says it).
    """

    code: str
    passage: str
    law: str
    rights: frozenset[Right]
    words: Mapping[Language, str]
    record: Mapping[Language, str]


_SAY_IT_BY_THEMSELVES = {
    "N-1": Outcome.NOT_HELD,
    "N-2": Outcome.REDIRECTED,
    "N-4": Outcome.NONRESPONSIVE,
}


@cache
def catalogue() -> Mapping[str, Reason]:
    """Return all reasons by their code, in the catalogue's order."""
    source = files(__package__).joinpath("refusals.toml").read_text(encoding="utf-8")
    return {code: _reason(code, entry) for code, entry in tomllib.loads(source).items()}


def _reason(code: str, entry: Mapping[str, Any]) -> Reason:
    rights = Right if entry["rights"] == "all" else entry["rights"]
    return Reason(code=code, **{**entry, "rights": frozenset(map(Right, rights))})


def reasons_for(right: Right) -> tuple[Reason, ...]:
    """Return the reasons that may be given for this right, in the catalogue's order."""
    return tuple(reason for reason in catalogue().values() if right in reason.rights)


def reason(code: str, right: Right, outcome: Outcome = Outcome.REFUSED) -> Reason:
    """Return a reason for an outcome of this right. Raises ReasonNotAllowed.

    N-1, N-2 and N-4 are outcomes of their own (not held, redirected, nonresponsive) and no refusals. Those of
    a refusal go with no other outcome, or somebody would be refused without a second person and the notice.
    """
    found = catalogue().get(code)
    if found is None:
        raise ReasonNotAllowed(f"there is no reason {code}")
    if right not in found.rights:
        raise ReasonNotAllowed(f"{code} is no reason to decline {right}")
    if outcome in NEEDS_REASONS and code in _SAY_IT_BY_THEMSELVES:
        raise ReasonNotAllowed(f"{code} is the outcome {_SAY_IT_BY_THEMSELVES[code]}, no refusal")
    if outcome not in NEEDS_REASONS and _SAY_IT_BY_THEMSELVES.get(code) is not outcome:
        raise ReasonNotAllowed(f"{code} declines something, and {outcome} does not")
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalNotice:
    """The seven parts of a refusal, checked when it is made: none without them exists, so none can be sent.

    - `right`: which item it is about
    - `codes`: the reasons of the catalogue, said in plain words
    - `facts`: what is so in this case
    - `source`: the policy's section and revision (see `citing.section`)
    - `done`: what was done nevertheless, or that nothing could be
    - `objection_until`: the last day to object with one tap
    - `contact`: name and address of the Privacy Center

    Raises PartMissing and ReasonNotAllowed.
    """

    right: Right
    codes: tuple[str, ...]
    facts: str
    source: str
    done: str
    objection_until: date
    contact: str

    def __post_init__(self) -> None:
        missing = tuple(part.name for part in fields(self) if not _filled(getattr(self, part.name)))
        if missing:
            raise PartMissing(missing)
        for code in self.codes:
            reason(code, self.right)


def _filled(part: object) -> bool:
    return bool(part.strip() if isinstance(part, str) else part)


def _in_words(code: str, language: Language) -> str:
    return say("ticket.refusal.reason", language, words=catalogue()[code].words[language], code=code)


def written(notice: RefusalNotice, language: Language) -> str:
    """Return the notice as the requester reads it, one paragraph for each of the seven parts."""
    reasons = (_in_words(code, language) for code in notice.codes)
    until = in_words(notice.objection_until, language)
    parts = (
        say("ticket.refusal.right", language, right=right_name(notice.right, language)),
        say("ticket.refusal.codes", language, reasons="\n".join(reasons)),
        say("ticket.refusal.facts", language, facts=notice.facts),
        say("ticket.refusal.source", language, source=notice.source),
        say("ticket.refusal.done", language, done=notice.done),
        say("ticket.refusal.objection", language, until=until),
        say("ticket.refusal.contact", language, contact=notice.contact),
    )
    return "\n\n".join(parts)
