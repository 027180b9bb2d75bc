"""Who wants a person gets the address the policy gives, and no promise beyond it."""

from __future__ import annotations

from handlers.contact import answer
from handlers.plain import as_text
from tests.builders import context, message


def test_all_contact_details_of_the_policy_are_given() -> None:
    decision = answer(message("agent"), context())
    text = as_text(decision.replies)

    assert "Example Inc., Example Center\nE-mail: desk@example.org\nAddress: 1-1 Mihon, Tokyo" in text
    assert (decision.kind, decision.escalation) == ("human", True)


def test_the_japanese_address_is_given_in_japanese() -> None:
    assert "住所：東京都見本区1-1" in as_text(answer(message("担当者"), context(language="ja")).replies)
