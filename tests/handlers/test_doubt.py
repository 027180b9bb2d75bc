"""The surer the policy answers a message, the louder a wish in it must be; a clear one is always heard."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from handlers import doubt
from handlers.doubt import heard
from handlers.intents import Intent, Weigh
from knowledge.findings import Finding
from tests.builders import context, finding

SURELY = finding("answer", "1.cookies", confidence=0.98)
PERHAPS = finding("choose", "1.cookies", confidence=0.5)
ON_RIGHTS = finding("answer", "9", confidence=0.98)
SILENT = finding("fallback", unstated="children", confidence=0.0)
NOTHING = finding("fallback", confidence=0.0)


def hears(monkeypatch: pytest.MonkeyPatch, wish: str, score: float, found: Finding, text: str) -> str:
    def spoken(_: str, least: Mapping[str, float], weigh: Weigh) -> Intent:
        heard = score > least[wish] and score > weigh()[wish]
        return Intent(wish, (), score) if heard else Intent("question")  # type: ignore[arg-type]  # the table's names

    monkeypatch.setattr(doubt, "wanted", spoken)
    return heard(text, context(found)).name


@pytest.mark.parametrize(
    ("wish", "score", "found", "name"),
    [
        ("right", 0.1, SURELY, "question"),
        ("right", 1.2, SURELY, "right"),
        ("right", 0.1, ON_RIGHTS, "right"),
        ("right", -0.1, PERHAPS, "right"),
        ("right", -0.3, PERHAPS, "question"),
        ("right", -0.2, SILENT, "question"),
        ("right", -0.2, NOTHING, "right"),
        ("incident", -0.3, SILENT, "question"),
        ("incident", 0.3, SILENT, "incident"),
        ("human", 0.0, SURELY, "human"),
        ("help", 0.1, SURELY, "question"),
        ("help", 0.1, SILENT, "help"),
        ("distress", 0.1, SURELY, "distress"),
        ("threat", 0.1, SURELY, "threat"),
        ("greeting", 1.0, SURELY, "greeting"),
    ],
)
def test_what_the_policy_says_decides_where_a_wish_is_in_doubt(
    wish: str, score: float, found: Finding, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hears(monkeypatch, wish, score, found, "anything") == name


@pytest.mark.parametrize(("text", "name"), [("delete it", "right"), ("delete it?", "question")])
def test_a_question_mark_speaks_for_a_question(text: str, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert hears(monkeypatch, "right", -0.2, NOTHING, text) == name
    assert hears(monkeypatch, "right", -0.2, NOTHING, text.replace("?", "？")) == name
