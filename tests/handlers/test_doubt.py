"""A wish that is hardly heard gives way to what the policy surely says; a clear one never does."""

from __future__ import annotations

import pytest

from handlers import doubt
from handlers.doubt import heard
from handlers.intents import Intent
from knowledge.findings import Finding
from tests.builders import context, finding

SURELY = finding("answer", "1.cookies", confidence=0.98)


def hears(monkeypatch: pytest.MonkeyPatch, intent: Intent, found: Finding) -> str:
    monkeypatch.setattr(doubt, "wanted", lambda _: intent)
    return heard("anything", context(found)).name


@pytest.mark.parametrize(
    ("intent", "found", "name"),
    [
        (Intent("right", ("deletion",), 0.1), SURELY, "question"),
        (Intent("right", ("deletion",), 1.2), SURELY, "right"),
        (Intent("right", ("deletion",), 0.1), finding("answer", "9", confidence=0.98), "right"),
        (Intent("right", ("deletion",), 0.1), finding("answer", "1", confidence=0.9), "right"),
        (Intent("right", ("deletion",), 0.1), finding("fallback", unstated="children"), "question"),
        (Intent("right", ("deletion",), 0.5), finding("fallback", unstated="children"), "right"),
        (Intent("right", ("deletion",), 0.1), finding("fallback"), "right"),
        (Intent("help", (), 0.1), SURELY, "question"),
        (Intent("help", (), 0.1), finding("fallback", unstated="weather"), "help"),
        (Intent("distress", (), 0.1), SURELY, "distress"),
        (Intent("threat", (), 0.1), SURELY, "threat"),
        (Intent("greeting"), SURELY, "greeting"),
    ],
)
def test_what_the_policy_says_decides_where_a_wish_is_in_doubt(
    intent: Intent, found: Finding, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hears(monkeypatch, intent, found) == name
