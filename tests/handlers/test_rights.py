"""A wish to exercise a right begins a request; where none can be opened, people learn where to write."""

from __future__ import annotations

import pytest

from handlers.plain import as_text
from handlers.rights import answer
from handlers.routes import decide
from tests.builders import EMAIL, PASSAGES, context, corpus, finding, message
from tests.desk import Desk
from tests.fakes import ScriptedFinder


def test_the_right_the_address_and_the_passage_are_named() -> None:
    decision = answer(message("delete my data"), context())
    text = as_text(decision.replies)

    assert text.startswith("To ask for deletion of your information, please write to the Example Center")
    assert EMAIL in text
    assert "You may request deletion." in text
    assert (decision.kind, decision.rights, decision.sections) == ("right", ("deletion",), ("9",))
    assert decision.escalation


def test_we_do_not_pretend_to_have_taken_the_request() -> None:
    decision = answer(message("delete my data"), context())

    assert "I cannot take the request in this chat." in as_text(decision.replies)
    assert decision.ticket is None


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("please fix my surname and delete my data", "correction of your information and deletion of"),
        (
            "登録情報を訂正して、個人情報を削除してください",
            "個人情報の訂正と個人情報の削除をご希望の場合は、",
        ),
    ],
)
def test_two_rights_in_one_message_are_both_named(text: str, named: str) -> None:
    assert named in as_text(decide(message(text), context()).replies)


def test_a_policy_without_that_passage_still_gets_an_answer() -> None:
    finder = ScriptedFinder(corpus(PASSAGES[0]), finding("fallback"))
    decision = answer(message("delete my data"), context(finder=finder))

    assert as_text(decision.replies).endswith("I cannot take the request in this chat.")
    assert decision.sections == ()


def test_a_follow_up_refers_to_the_passage_about_rights() -> None:
    ctx = context()
    answer(message("delete my data"), ctx)

    assert ctx.conversation.last_passages == ("9",)


def test_where_tickets_can_be_opened_a_request_begins_with_a_question() -> None:
    desk = Desk()
    desk.says("delete my data")

    assert "I can take this request here." in desk.text
    assert (desk.decision.kind, desk.decision.rights, desk.decision.ticket) == ("right", ("deletion",), None)
    assert desk.conversation.form is not None


def test_a_request_that_cannot_be_opened_any_more_is_kept_and_the_person_learns_where_to_write() -> None:
    desk = Desk()
    desk.answers("delete my data", "yes", "own", "everything", "later")
    ctx = context(conversation=desk.conversation)
    decision = decide(message("send"), ctx)

    assert f"Please write to the Example Center ({EMAIL})" in as_text(decision.replies)
    assert ctx.conversation.form is not None
    assert decision.changes == ()
