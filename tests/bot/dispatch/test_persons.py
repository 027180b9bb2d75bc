"""Tickets, links, codes and being forgotten are for whom an event names, and for nobody else."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.dispatch import Dispatch
from bot.dispatch.views import Views
from bot.line.channel import LineChannel
from bot.store.engine import Database
from bot.store.errors import TooManyCodes
from handlers.context import Context
from handlers.decisions import Decision
from handlers.downloading.links import NewLink
from handlers.events import Event
from handlers.identity.codes import NewCode
from handlers.identity.limits import MOST_AN_HOUR
from handlers.own_data.forgetting import Forgetting
from tests.bot.dispatch.line_events import (
    ANA,
    DISPATCH,
    ENGLISH,
    GROUP,
    NOW,
    SEAL,
    decide,
    line_event,
    message,
    stored,
)
from tests.bot.store.lodged import change, life_of
from tests.handlers.tickets.lives import NUMBER


def test_nothing_is_remembered_of_a_group_and_nothing_known_of_a_person_is_used_there() -> None:
    in_group = {"type": "group", "groupId": GROUP, "userId": ANA}
    decided = decide(line_event("e1", "join", in_group, replyToken="reply token"), ENGLISH)
    assert decided.conversation is None
    (draft,) = decided.drafts
    assert json.loads(draft.body)["to"] == GROUP


def test_nothing_is_remembered_where_nobody_is_named() -> None:
    assert decide(line_event("e1", "surprise", source={"type": "user"})).conversation is None


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
