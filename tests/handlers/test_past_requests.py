"""About earlier requests we know nothing and say so."""

from __future__ import annotations

import pytest

from handlers.plain import as_text
from handlers.routes import decide
from tests.builders import EMAIL, context, message


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("PR-2026-000123", "status"),
        ("ＰＲ－２０２６－０００５９１", "status"),
        ("any news on my deletion request?", "status"),
        ("PR-2026-000031を取り下げます", "withdraw"),
        ("cancel PR-2026-000031", "withdraw"),
    ],
)
def test_the_person_is_sent_to_the_privacy_center(text: str, kind: str) -> None:
    decision = decide(message(text), context())

    assert (decision.kind, decision.ticket, decision.escalation) == (kind, None, True)
    assert EMAIL in as_text(decision.replies)
