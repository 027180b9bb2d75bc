"""Escalations while the relay fails by chance and the worker is killed: each mail arrives, and in order."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.escalations import Outcome, Plan, run

pytestmark = pytest.mark.timeout(300)

PLAN = Plan(count=45, kills=3, seed=5, failing=0.08, refusals=0.0)


@pytest.fixture(params=["sqlite", "postgresql"])
def outcome(request: pytest.FixtureRequest, tmp_path: Path) -> Outcome:
    """Let it all happen on an empty database."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'madoguchi.db'}"
    else:
        url = request.getfixturevalue("postgres_url")
    return run(PLAN, url, tmp_path)


def test_no_mail_to_the_privacy_center_is_lost_renamed_or_overtaken(outcome: Outcome) -> None:
    seen = outcome.findings
    assert seen.flaws == ()
    assert (seen.tickets, seen.owed, seen.arrived) == (PLAN.count, 2 * PLAN.count, 2 * PLAN.count)
    assert (seen.refused, seen.still_owed) == (0, 0)
    assert outcome.kills == PLAN.kills
    assert outcome.met.total() > 0
