"""An event of LINE, as it was stored, becomes a reply, or an apology, to the one who wrote."""

from __future__ import annotations

import json

import pytest

from bot.line.parse import TOKEN_LIFE_MS
from bot.store.engine import Database
from bot.store.errors import WrongSeal
from bot.store.inbox import NewEvent
from handlers.conversation import Conversation
from tests.bot.dispatch.line_events import ANA, DISPATCH, NOW, decide, letter, message, stored
from tests.bot.store.rows import stored_debts


def test_a_question_becomes_a_reply_with_its_passage_for_the_one_who_asked() -> None:
    decided = decide(message("e1", "Do you use cookies?"))
    assert decided.decision.sections == ("2.2.cookies",)
    (draft,) = decided.drafts
    body = json.loads(draft.body)
    assert (body["to"], body["token"]) == (ANA, "reply token")
    assert "We use cookies." in json.dumps(body["messages"])
    assert draft.token_until == NOW + TOKEN_LIFE_MS


def test_what_was_remembered_is_not_changed_by_thinking_about_it() -> None:
    remembered = Conversation(language="ja")
    decided = decide(message("e1", "Do you use cookies?"), remembered)
    assert remembered == Conversation(language="ja")
    assert decided.conversation is not None
    assert decided.conversation.language == "en"


def test_what_our_keys_do_not_open_cannot_be_decided() -> None:
    event = message("e1", "Do you use cookies?")
    moved = NewEvent("e2", event.source, event.lane, event.payload, NOW)
    with pytest.raises(WrongSeal):
        decide(moved)


@pytest.mark.parametrize(
    ("text", "apology"), [("Cookies?", "Sorry"), ("クッキーは？", "申し訳"), ("?", "申し訳")]
)
def test_an_apology_is_in_the_language_of_the_message_or_of_the_person(
    database: Database, text: str, apology: str
) -> None:
    with database.write() as connection:
        DISPATCH.apologise(connection, stored(message("e1", text)), NOW)
    assert apology in letter(database, "e1:0")["messages"][0]["text"]


def test_an_apology_is_owed_once(database: Database) -> None:
    for _ in range(2):
        with database.write() as connection:
            DISPATCH.apologise(connection, stored(message("e1", "Cookies?")), NOW)
    assert len(stored_debts(database)) == 1
