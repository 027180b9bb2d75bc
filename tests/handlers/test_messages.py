"""Each wish a person can write goes to who answers it."""

from __future__ import annotations

from typing import get_args

from handlers.intents import Name
from handlers.messages import ANSWERS, answer
from tests.builders import context, finding, message


def test_every_wish_has_an_answer() -> None:
    assert set(ANSWERS) == set(get_args(Name))


def test_who_writes_to_us_no_longer_blocks_us() -> None:
    ctx = context()
    ctx.conversation.blocked = True
    answer(message("hello"), ctx)

    assert not ctx.conversation.blocked


def test_what_do_you_have_about_me_is_a_policy_question_in_a_1_to_1_chat() -> None:
    decision = answer(message("what do you know about me"), context(finding("answer", "1.cookies")))

    assert (decision.kind, decision.sections) == ("policy", ("1.cookies",))
