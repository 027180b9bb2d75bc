"""Dispatch: an event of LINE, as it was stored, becomes what we remember and what we owe, all at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from bot.dispatch import Decided, Dispatch
from bot.dispatch.views import Views
from bot.line.channel import LineChannel
from bot.line.parse import TOKEN_LIFE_MS
from bot.store import conversations, inbox, outbox, outcomes, quotes, ticket_logs
from bot.store.engine import Database
from bot.store.errors import TooManyCodes, WrongSeal
from bot.store.inbox import NewEvent, StoredEvent
from bot.store.outcomes import Sent
from bot.store.sealing import Seal
from bot.store.tables import EventState, OwedState
from handlers.context import Context
from handlers.conversation import Conversation
from handlers.decisions import Decision
from handlers.downloading.links import NewLink
from handlers.events import Event
from handlers.identity.codes import NewCode
from handlers.identity.limits import MOST_AN_HOUR
from handlers.own_data.forgetting import Forgetting
from tests.bot.store.lodged import change, life_of
from tests.bot.store.opened import opened
from tests.bot.store.rows import OWNER, head_ids, heads, stored_debt, stored_debts, stored_event
from tests.builders import corpus, finding, passage
from tests.fakes import ScriptedFinder
from tests.handlers.tickets.lives import NUMBER

NOW = 1_800_000_000_000
ANA, GROUP = "U" + "a" * 32, "C" + "b" * 32
ENGLISH = Conversation(language="en", language_fixed=True)
COOKIES = corpus(passage("2.2.cookies", "We use cookies."))
SEAL = Seal([Fernet.generate_key().decode()], "sixteen letters or more")
DISPATCH = Dispatch(
    {"line": LineChannel()},
    lambda: ScriptedFinder(COOKIES, finding("answer", "2.2.cookies")),
    SEAL,
)


def line_event(
    event_id: str, kind: str = "message", source: dict[str, str] | None = None, **more: Any
) -> NewEvent:
    """Return an event in LINE's form, as the webhook stores it."""
    event = {
        "type": kind,
        "webhookEventId": event_id,
        "timestamp": NOW,
        "mode": "active",
        "source": source or {"type": "user", "userId": ANA},
        "deliveryContext": {"isRedelivery": False},
        **more,
    }
    payload = SEAL.close(json.dumps(event).encode(), inbox.place_of(event_id))
    return NewEvent(event_id, "line", "ana", payload, NOW)


def message(event_id: str, text: str, **more: Any) -> NewEvent:
    content = {"type": "text", "id": f"m-{event_id}", "text": text}
    return line_event(event_id, message=content, replyToken="reply token", **more)


def stored(event: NewEvent) -> StoredEvent:
    return StoredEvent(1, event.event_id, event.source, event.lane, event.payload, 0, event.received_at)


def decide(event: NewEvent, remembered: Conversation | None = None) -> Decided:
    return DISPATCH.decide(stored(event), remembered, NOW)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with opened(f"sqlite:///{tmp_path}/madoguchi.db") as database:
        yield database


def handle(database: Database, *events: NewEvent) -> None:
    """Store events and let dispatch decide them one after the other."""
    with database.write() as connection:
        inbox.put(connection, events)
    while waiting := heads(database, NOW):
        with database.write() as connection:
            known = conversations.load(connection, [one.lane for one in waiting], SEAL)
            decided = [DISPATCH.decide(one, known.get(one.lane), NOW) for one in waiting]
            DISPATCH.record(connection, decided, NOW)


def letter(database: Database, dedupe: str) -> dict[str, Any]:
    """Return what is owed, opened."""
    opened_body: dict[str, Any] = json.loads(
        SEAL.open(stored_debt(database, dedupe).body, outbox.place_of(dedupe))
    )
    return opened_body


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


def test_nothing_is_remembered_of_a_group_and_nothing_known_of_a_person_is_used_there() -> None:
    in_group = {"type": "group", "groupId": GROUP, "userId": ANA}
    decided = decide(line_event("e1", "join", in_group, replyToken="reply token"), ENGLISH)
    assert decided.conversation is None
    (draft,) = decided.drafts
    assert json.loads(draft.body)["to"] == GROUP


def test_nothing_is_remembered_where_nobody_is_named() -> None:
    assert decide(line_event("e1", "surprise", source={"type": "user"})).conversation is None


def test_what_our_keys_do_not_open_cannot_be_decided() -> None:
    event = message("e1", "Do you use cookies?")
    moved = NewEvent("e2", event.source, event.lane, event.payload, NOW)
    with pytest.raises(WrongSeal):
        decide(moved)


def test_everything_an_event_leads_to_is_written_together(database: Database) -> None:
    handle(database, message("e1", "Do you use cookies?"))
    assert stored_event(database, "e1").state == EventState.DONE
    assert letter(database, "e1:0")["token"] == "reply token"
    with database.read() as connection:
        remembered = conversations.load(connection, ["ana"], SEAL)["ana"]
    assert (remembered.language, remembered.last_passages) == ("en", ("2.2.cookies",))


def test_an_exception_while_writing_leaves_nothing_behind(database: Database) -> None:
    event = message("e1", "Do you use cookies?")
    with database.write() as connection:
        inbox.put(connection, [event])
    with pytest.raises(ZeroDivisionError):
        _record_and_fail(database, heads(database, NOW))
    assert head_ids(database, NOW) == ["e1"]
    assert list(stored_debts(database)) == []
    with database.read() as connection:
        assert conversations.load(connection, ["ana"], SEAL) == {}


def _record_and_fail(database: Database, waiting: list[StoredEvent]) -> None:
    with database.write() as connection:
        DISPATCH.record(connection, [DISPATCH.decide(one, None, NOW) for one in waiting], NOW)
        raise ZeroDivisionError


def test_to_write_the_same_decision_twice_owes_it_once(database: Database) -> None:
    decided = decide(message("e1", "Do you use cookies?"))
    for _ in range(2):
        with database.write() as connection:
            DISPATCH.record(connection, [decided], NOW)
    assert [row.dedupe for row in stored_debts(database)] == ["e1:0"]


def test_who_blocks_us_is_remembered_and_sent_nothing_any_more(database: Database) -> None:
    handle(database, message("e1", "Do you use cookies?"), line_event("e2", "unfollow"))
    assert stored_debt(database, "e1:0").state == OwedState.CANCELLED
    with database.read() as connection:
        assert conversations.load(connection, ["ana"], SEAL)["ana"].blocked


def test_what_is_being_sent_to_who_blocks_us_is_not_called_back(database: Database) -> None:
    handle(database, message("e1", "Do you use cookies?"))
    with database.write() as connection:
        outbox.claim(connection, OWNER, NOW, 1)
    handle(database, line_event("e2", "unfollow"))
    assert stored_debt(database, "e1:0").state == OwedState.LEASED


def test_a_message_that_is_taken_back_is_erased_where_it_waits(database: Database) -> None:
    handle(
        database,
        line_event("e1", "unsend", unsend={"messageId": "m-e2"}),
        message("e2", "My number is 090-1234-5678"),
        message("e3", "Do you use cookies?"),
    )
    assert stored_event(database, "e2").payload is None
    assert [row.dedupe for row in stored_debts(database)] == ["e3:0"]


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


class Draws:
    """Draws the same every time."""

    def ticket_number(self, year: int) -> str:
        return f"PR-{year}-000123"

    def text_id(self) -> str:
        return "t" * 22

    def salt(self) -> bytes:
        return bytes(16)

    def code(self) -> str:
        return "000000"

    def token(self) -> str:
        return "k" * 43

    def code_digest(self, code: str, subject: str) -> str:
        return f"{subject}:{code}"


def test_a_person_may_draw_and_has_their_own_tickets_but_a_group_and_who_is_not_named_have_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[tuple[object, ...]] = []
    ticket = life_of("ana").ticket

    def look(_: Event, ctx: Context) -> Decision:
        seen.append((ctx.requester, ctx.tickets, ctx.draws))
        return Decision()

    monkeypatch.setattr("bot.dispatch.decide", look)
    draws = Draws()
    dispatch = Dispatch({"line": LineChannel()}, DISPATCH._finder, SEAL, draws)
    in_group = {"type": "group", "groupId": GROUP, "userId": ANA}
    for source in (None, in_group, {"type": "user"}):
        event = stored(message("e1", "hello", **({"source": source} if source else {})))
        dispatch.decide(event, None, NOW, Views(own_tickets=lambda: (ticket,)))
    assert seen == [("ana", (ticket,), draws), ("", (), None), ("", (), None)]


LINK = NewLink(
    token="k" * 43, number=NUMBER, content="own_copy", until=datetime.fromtimestamp(NOW / 1_000, UTC)
)


@pytest.mark.parametrize("decision", [Decision(changes=(change(life_of("ana")),)), Decision(links=(LINK,))])
def test_who_is_not_named_can_change_no_ticket_and_gets_no_link(
    decision: Decision, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.dispatch.decide", lambda *_: decision)
    with pytest.raises(ValueError, match="nobody is named"):
        decide(message("e1", "hello", source={"type": "user"}))


def test_who_is_not_named_cannot_be_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.dispatch.decide", lambda *_: Decision(forgets=Forgetting("c" * 22)))
    with pytest.raises(ValueError, match="nobody is named"):
        decide(message("e1", "hello", source={"type": "user"}))


def test_an_answer_and_the_ticket_it_names_are_written_together_or_not_at_all(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = message("e1", "Do you use cookies?")
    with database.write() as connection:
        inbox.put(connection, [event])
    (waiting,) = heads(database, NOW)
    decided = decide(event)
    both = replace(
        decided, stored=waiting, decision=replace(decided.decision, changes=(change(life_of("ana")),))
    )
    with monkeypatch.context() as broken:
        broken.setattr("bot.store.tickets.append", _fails)
        with pytest.raises(ZeroDivisionError), database.write() as connection:
            DISPATCH.record(connection, [both], NOW)
    with database.write() as connection:
        assert (head_ids(database, NOW), list(stored_debts(database))) == (["e1"], [])
        assert conversations.load(connection, ["ana"], SEAL) == {}
        DISPATCH.record(connection, [both], NOW)
    with database.read() as connection:
        assert len(ticket_logs.log_of(connection, NUMBER)) == 3
    assert [row.dedupe for row in stored_debts(database)] == ["e1:0"]


def _fails(*_: object) -> None:
    raise ZeroDivisionError


def test_people_who_have_codes_sent_to_one_address_at_once_do_not_get_past_its_limit(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = NewCode(NUMBER, "jane@example.org", "d" * 64)
    monkeypatch.setattr("bot.dispatch.decide", lambda *_: Decision(codes=(code,)))
    events = [message(f"e{number}", "send me a code") for number in range(MOST_AN_HOUR + 1)]
    decided = [
        DISPATCH.decide(replace(stored(event), lane=f"person {number}"), ENGLISH, NOW)
        for number, event in enumerate(events)
    ]
    with database.write() as connection:
        DISPATCH.record(connection, decided[:-1], NOW)
    with pytest.raises(TooManyCodes), database.write() as connection:
        DISPATCH.record(connection, decided[-1:], NOW)
