"""Who quotes an answer goes on with what it showed; that is kept for the person alone."""

from __future__ import annotations

from typing import Any

from bot.dispatch.views import Views
from bot.store import outbox, outcomes, quotes
from bot.store.engine import Database
from bot.store.inbox import NewEvent
from bot.store.outcomes import Sent
from tests.bot.dispatch.line_events import (
    ANA,
    DISPATCH,
    ENGLISH,
    GROUP,
    NOW,
    handle,
    line_event,
    message,
    stored,
)
from tests.bot.store.rows import OWNER, stored_debt


def quoting(event_id: str, text: str, quoted: str, **more: Any) -> NewEvent:
    content = {"type": "text", "id": f"m-{event_id}", "text": text, "quotedMessageId": quoted}
    return line_event(event_id, message=content, replyToken="reply token", **more)


def sent(database: Database, *message_ids: str) -> None:
    """Let what is owed be sent, under these ids."""
    with database.write() as connection:
        (debt,) = outbox.claim(connection, OWNER, NOW, 1)
        outcomes.record(connection, OWNER, [Sent(debt.id, "reply", message_ids)], NOW)


def test_who_quotes_an_answer_goes_on_with_what_it_showed() -> None:
    asked: list[str] = []

    def shown_in(message_id: str) -> tuple[str, ...]:
        asked.append(message_id)
        return ("2.2.cookies",)

    decided = DISPATCH.decide(stored(quoting("e1", "full text", "101")), ENGLISH, NOW, Views(shown_in))
    assert (asked, decided.decision.sections) == (["101"], ("2.2.cookies",))
    assert decided.drafts[0].about == (("2.2.cookies",),)


def test_without_a_quote_and_in_a_group_nothing_is_looked_up() -> None:
    def shown_in(message_id: str) -> tuple[str, ...]:
        raise AssertionError(message_id)

    in_group = {"type": "group", "groupId": GROUP, "userId": ANA}
    for event in (message("e1", "full text"), quoting("e2", "full text", "101", source=in_group)):
        DISPATCH.decide(stored(event), ENGLISH, NOW, Views(shown_in))


def test_what_an_answer_showed_is_kept_for_the_person_until_they_take_a_message_back(
    database: Database,
) -> None:
    handle(database, message("e1", "Do you use cookies?"))
    assert stored_debt(database, "e1:0").about == "2.2.cookies"
    sent(database, "101")
    with database.read() as connection:
        assert quotes.shown_in(connection, "ana", "101") == ("2.2.cookies",)
    handle(database, line_event("e2", "unsend", unsend={"messageId": "m-e1"}))
    with database.read() as connection:
        assert quotes.shown_in(connection, "ana", "101") == ()


def test_what_was_shown_in_a_group_is_not_kept(database: Database) -> None:
    in_group = {"type": "group", "groupId": GROUP, "userId": ANA}
    mention = {"mentionees": [{"index": 0, "length": 3, "type": "user", "isSelf": True}]}
    content = {"type": "text", "id": "m", "text": "@us Do you use cookies?", "mention": mention}
    handle(database, line_event("e1", source=in_group, message=content, replyToken="reply token"))
    assert stored_debt(database, "e1:0").about is None
