"""Where no tickets are at hand, we say so about earlier requests, and who knows more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from handlers.plain import as_text
from handlers.routes import decide
from tests.builders import EMAIL, context, message


@pytest.mark.parametrize(
    ("text", "kind", "ticket"),
    [
        ("PR-2026-000123", "status", "PR-2026-000123"),
        ("ＰＲ－２０２６－０００５９１", "status", "PR-2026-000591"),
        ("any news on my deletion request?", "status", None),
        ("status of request 000276 please", "status", "PR-2026-000276"),
        ("PR-2026-000031を取り下げます", "withdraw", "PR-2026-000031"),
        ("cancel pr 2026 7qk3fx", "withdraw", "PR-2026-7QK3FX"),
    ],
)
def test_the_person_is_sent_to_the_privacy_center(text: str, kind: str, ticket: str | None) -> None:
    decision = decide(message(text), context())

    assert (decision.kind, decision.ticket, decision.escalation) == (kind, ticket, True)
    assert (ticket or "") in as_text(decision.replies)
    assert EMAIL in as_text(decision.replies)


def test_the_end_of_a_number_is_one_of_the_year_in_japan() -> None:
    midnight = datetime(2026, 12, 31, 15, tzinfo=UTC)
    decision = decide(message("status of request 000276 please"), replace(context(), now=midnight))
    assert decision.ticket == "PR-2027-000276"
