"""What is answered with silence leaves nothing behind either."""

from __future__ import annotations

from handlers.conversation import Conversation
from handlers.decisions import Decision
from handlers.events import MessageUnsent, Unhandled
from handlers.routes import decide
from tests.builders import NOW, context


def test_a_message_taken_back_is_not_commented_and_its_topic_is_forgotten() -> None:
    ctx = context(conversation=Conversation(last_passages=("9",)))

    assert decide(MessageUnsent(id="1", at=NOW, message_id="m"), ctx) == Decision()
    assert ctx.conversation.last_passages == ()


def test_what_we_do_not_handle_is_left_alone() -> None:
    assert decide(Unhandled(id="1", at=NOW, what="beacon"), context()) == Decision()
