"""Several tickets are given to somebody at once; each is done or refused by itself, and said so."""

from __future__ import annotations

from typing import Any

import pytest

from bot.console.acting import PATIENCE
from bot.console.inbox import assigning
from tests.bot.console.inbox.office import ADDRESS, LEAK, MOVED
from tests.console_desk import ConsoleDesk, member
from tests.handlers.tickets.lives import PERSON


def versions(office: ConsoleDesk) -> dict[str, str]:
    page = office.page("/?tab=all")
    picks = [part.split('"')[0] for part in page.split('name="ticket" value="')[1:]]
    return {pick.partition(":")[0]: pick for pick in picks}


def test_tickets_that_were_picked_are_mine(office: ConsoleDesk) -> None:
    seen = versions(office)
    there = office.sends("/assign", ticket=[seen[ADDRESS], seen[MOVED]], to="me", right="deletion")
    assert there == "/console/?right=deletion"
    assert "Tickets assigned: 2." in office.page("/?who=me")
    page = office.page("/?who=me")
    assert ADDRESS in page
    assert MOVED in page
    assert LEAK not in page
    office.sends("/assign", ticket=[versions(office)[ADDRESS]], to="-")
    assert ADDRESS not in office.page("/?who=me")
    assert office.line.broken() == []


def test_what_is_refused_does_not_keep_the_rest_from_being_done(office: ConsoleDesk) -> None:
    seen = versions(office)
    office.sends("/assign", ticket=[seen[ADDRESS], seen[MOVED], "PR-2026-NNNNNN:1"], to="me")
    page = office.page("/?who=me")
    assert "Tickets assigned: 2." in page
    assert "Not changed: 1." in page
    assert ADDRESS in page


def test_nothing_is_done_without_tickets_or_for_strangers(office: ConsoleDesk) -> None:
    seen = versions(office)
    wrong: tuple[dict[str, Any], ...] = (
        {"to": "me"},
        {"ticket": seen[ADDRESS], "to": PERSON.id},
        {"ticket": seen[ADDRESS]},
    )
    for fields in wrong:
        office.sends("/assign", **fields)
        assert "Please select tickets" in office.page("/")
    office.sends("/assign", ticket=["x", ":", "PR-2026-0000A1:-1", "PR-2026-0000A1:²"], to="me")
    assert versions(office) == seen


def test_where_no_worker_is_there_nobody_waits_for_one_ticket_after_the_other(
    office: ConsoleDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(assigning, "act", lambda *told: waited.append(told[-1]))
    found = assigning.assign(office.desk, member(), [f"{ADDRESS}:1", f"{MOVED}:1", f"{LEAK}:1"], "me")
    assert (found.done, found.waiting) == (0, 3)
    assert waited == [PATIENCE, 0.0, 0.0]
