"""The legal period grows once, in time, within its limit, by staff; otherwise it stays and we say why."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from handlers.tickets.actors import SYSTEM, Actor
from handlers.tickets.clocks import clocks
from handlers.tickets.extensions import ExtensionRefused, NotExtended, extended, latest
from handlers.tickets.kinds import Regime
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move, Status
from tests.handlers.tickets.lives import MORI, PERSON, TEXT, WEDNESDAY, Life, answered, at, in_review


def extend(life: Life, days: float = 28, by: Actor = MORI) -> Life:
    """Ask for the legal period to end so many days after receipt."""
    until = WEDNESDAY + timedelta(days=days)
    return life.add(extended(life.events, until, TEXT, by, life.now))


def test_an_extension_before_the_due_date_holds() -> None:
    life = extend(in_review().wait(days=14, seconds=-1))
    running = clocks(life.events)
    assert running is not None

    assert running.legal.due_at(life.now) == WEDNESDAY + timedelta(days=28)


@pytest.mark.parametrize(
    ("life", "days", "by", "reason"),
    [
        (in_review(), 28, PERSON, NotExtended.NOT_STAFF),
        (in_review(), 28, SYSTEM, NotExtended.NOT_STAFF),
        (at(Status.DRAFT), 28, MORI, NotExtended.NOT_RUNNING),
        (answered(), 28, MORI, NotExtended.NOT_RUNNING),
        (extend(in_review(), 20), 28, MORI, NotExtended.AGAIN),
        (in_review().wait(days=14), 28, MORI, NotExtended.TOO_LATE),
        (in_review(), 14, MORI, NotExtended.NOT_LATER),
        (in_review(), 28.001, MORI, NotExtended.TOO_LONG),
    ],
    ids=["requester", "system", "draft", "answered", "again", "late", "not later", "too long"],
)
def test_an_extension_is_refused_with_its_reason(
    life: Life, days: float, by: Actor, reason: NotExtended
) -> None:
    with pytest.raises(ExtensionRefused) as refused:
        extend(life, days, by)

    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("regime", "last"),
    [
        (Regime.JP_APPI, datetime(2026, 4, 29, tzinfo=UTC)),
        (Regime.EU_GDPR, datetime(2026, 7, 1, tzinfo=UTC)),
        (Regime.US_CCPA, datetime(2026, 6, 30, tzinfo=UTC)),
    ],
)
def test_each_law_has_its_limit(regime: Regime, last: datetime) -> None:
    life = Life(Right.DISCLOSURE, regime=regime).move(Move.SUBMIT, by=PERSON)

    assert latest(life.ticket) == last
    assert extended(life.events, last, TEXT, MORI, life.now).until == last
