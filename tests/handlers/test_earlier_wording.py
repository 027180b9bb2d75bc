"""Of former versions we know the dates, and say that we hold no more."""

from __future__ import annotations

import pytest

from handlers.plain import as_text
from handlers.routes import decide
from tests.builders import EMAIL, context, message


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("what did it say before April 2022?", "I do not hold earlier versions"),
        ("show me the previous version of the policy", "April 1, 2022"),
        ("改定前の文面を見せてください", "2022年4月1日"),
        ("2022年4月より前は何と書いてありましたか", "ここには保存していません"),
        ("旧版を読みたい", "見本センター"),
    ],
)
def test_the_dates_are_named_and_the_former_words_are_not_invented(text: str, heard: str) -> None:
    decision = decide(message(text), context())

    assert heard in as_text(decision.replies)
    assert EMAIL in as_text(decision.replies)
    assert (decision.kind, decision.tier, decision.escalation) == ("out_of_scope", "fallback", True)


@pytest.mark.parametrize("text", ["when was the policy last revised?", "改定日を教えてください"])
def test_a_question_about_the_dates_is_a_question_about_the_policy(text: str) -> None:
    decision = decide(message(text), context())

    assert "hold earlier" not in as_text(decision.replies)
    assert "保存していません" not in as_text(decision.replies)
