"""What only persons have, so that nothing of it is ever written for a group."""

from __future__ import annotations

from handlers.decisions import Decision


def only_of_persons(decision: Decision, *, person: bool) -> None:
    """Raise ValueError for a decision about tickets or the like of nobody."""
    of_persons = (
        decision.changes,
        decision.letters,
        decision.codes,
        decision.links,
        decision.fetches,
        decision.forgets,
        decision.notices,
    )
    if any(of_persons) and not person:
        raise ValueError("nobody is named whose tickets these changes could be")
