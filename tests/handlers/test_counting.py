"""What messages count as in the figures."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlers.counting import Counted, counted
from handlers.decisions import Decision
from handlers.events import Followed, MessageReceived

SAID = MessageReceived(id="e1", text="Do you sell my data?", at=datetime(2026, 4, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("decision", "what"),
    [
        (Decision(kind="policy"), Counted.ANSWERED),
        (Decision(kind="policy", tier="choose"), Counted.ASKED_BACK),
        (Decision(kind="out_of_scope", tier="fallback"), Counted.UNANSWERED),
        (Decision(kind="human"), Counted.PERSON_WANTED),
        (Decision(kind="right"), None),
        (Decision(kind="smalltalk"), None),
        (Decision(kind="unsafe"), None),
        (Decision(), None),
    ],
)
def test_a_message_counts_as_what_was_answered(decision: Decision, what: Counted | None) -> None:
    assert counted(SAID, decision) == what


def test_what_is_no_message_is_not_counted() -> None:
    assert counted(Followed(id="e2", at=SAID.at), Decision(kind="policy")) is None
