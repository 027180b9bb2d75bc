"""Reply while the token lives, push afterwards, and say nothing twice where LINE lets us know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import orjson
import pytest

from bot.channels import Owed, SendError
from bot.dev.double import LineDouble
from bot.dev.people import Person
from bot.line import client as client_module
from bot.line.channel import LineChannel
from bot.line.client import LineClient
from bot.line.quota import Quota
from bot.line.sender import LineSender
from bot.line.tokens import fixed
from handlers.events import MessageReceived
from handlers.replies import Text
from tests.bot.line.webhooks import USER
from tests.line_double import TOKEN, Clock

REPLY, PUSH = "/v2/bot/message/reply", "/v2/bot/message/push"


@pytest.fixture
def hanako(line_double: LineDouble) -> Person:
    """Give a friend of the account."""
    return line_double.add_person("花子")


@pytest.fixture
def sender(line_url: str) -> Iterator[LineSender]:
    """Give the sender, pointed at the double."""
    client = LineClient(line_url, fixed(TOKEN))
    yield LineSender(client)
    client.close()


def now(clock: Clock) -> int:
    return int(clock() * 1_000)


def answer_to(line_double: LineDouble, person: Person, clock: Clock) -> Owed:
    """Let a person write; return the answer that is owed to them."""
    line_double.say(person.id, "クッキーは？")
    sent = orjson.loads(line_double.deliveries()[-1].body)["events"][0]
    channel = LineChannel()
    received = channel.read(orjson.dumps(sent), "e1", now(clock))
    (draft,) = channel.compose([Text("止められます。")], received)
    key = "123e4567-e89b-12d3-a456-426614174000"
    return Owed(1, draft.body, key, 1, outcome_unknown=False, token_until=draft.token_until, created_at=0)


def calls(line_double: LineDouble) -> list[tuple[str, int | None]]:
    return [(call.path, call.status) for call in line_double.calls]


def said(line_double: LineDouble) -> list[Any]:
    return [message["text"] for call in line_double.calls for message in call.sent]


def failed(sender: LineSender, owed: Owed, at: int) -> SendError:
    with pytest.raises(SendError) as failure:
        sender.send(owed, at)
    return failure.value


def test_an_answer_is_a_reply_while_the_token_lives(
    sender: LineSender, line_double: LineDouble, line_clock: Clock, hanako: Person
) -> None:
    owed = answer_to(line_double, hanako, line_clock)
    line_clock.advance(49.9)
    assert sender.send(owed, now(line_clock)).how == "reply"
    assert calls(line_double) == [(REPLY, 200)]
    assert said(line_double) == ["止められます。"]


@pytest.mark.parametrize("late", [50, 61, 3_600])
def test_an_answer_is_pushed_when_the_token_is_too_old(
    sender: LineSender, line_double: LineDouble, line_clock: Clock, hanako: Person, late: float
) -> None:
    owed = answer_to(line_double, hanako, line_clock)
    line_clock.advance(late)
    assert sender.send(owed, now(line_clock)).how == "push"
    assert calls(line_double) == [(PUSH, 200)]


def test_an_answer_without_a_token_is_pushed(
    sender: LineSender, line_double: LineDouble, line_clock: Clock, hanako: Person
) -> None:
    owed = answer_to(line_double, hanako, line_clock)
    letter = {**orjson.loads(owed.body), "token": None}
    assert sender.send(replace(owed, body=orjson.dumps(letter)), now(line_clock)).how == "push"
    assert sender.send(replace(owed, token_until=None, retry_key=f"{1:032x}"), now(line_clock)).how == "push"


def test_a_reply_whose_answer_was_lost_is_not_said_again(
    sender: LineSender, line_double: LineDouble, line_clock: Clock, hanako: Person
) -> None:
    owed = answer_to(line_double, hanako, line_clock)
    line_double.fail_next(drop="after")
    error = failed(sender, owed, now(line_clock))
    assert (error.unknown, error.permanent) == (True, False)
    assert sender.send(replace(owed, outcome_unknown=True, attempts=2), now(line_clock)).how == "already"
    assert said(line_double) == ["止められます。"]


def test_a_reply_that_line_took_too_long_to_confirm_is_not_said_again(
    sender: LineSender,
    line_double: LineDouble,
    line_clock: Clock,
    hanako: Person,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    owed = answer_to(line_double, hanako, line_clock)
    monkeypatch.setattr(client_module, "READ_SECONDS", 0.3)
    line_double.fail_next(stall=30)
    assert failed(sender, owed, now(line_clock)).unknown
    monkeypatch.undo()
    assert sender.send(replace(owed, outcome_unknown=True, attempts=2), now(line_clock)).how == "already"
    assert said(line_double) == ["止められます。"]


def test_a_token_that_line_refuses_at_the_first_try_is_spent_and_the_push_says_it(
    sender: LineSender, line_double: LineDouble, line_clock: Clock, hanako: Person
) -> None:
    owed = answer_to(line_double, hanako, line_clock)
    assert sender.send(owed, now(line_clock)).how == "reply"
    error = failed(sender, owed, now(line_clock))
    assert (error.token_spent, error.permanent, error.unknown) == (True, False, False)
    assert sender.send(replace(owed, token_until=None, attempts=2), now(line_clock)).how == "push"


def refused_by_quota(line_double: LineDouble, line_url: str, owed: Owed, at: int, used: int) -> SendError:
    """Send while so many of ten pushes are used; return how that failed."""
    line_double.quota.limit = 10
    line_double.quota.count(used, line_double.clock())
    client = LineClient(line_url, fixed(TOKEN))
    error = failed(LineSender(client, Quota(client.plan, 20)), owed, at)
    client.close()
    return error


def test_a_push_that_would_break_the_reserve_is_not_tried(
    sender: LineSender, line_double: LineDouble, line_url: str, line_clock: Clock, hanako: Person
) -> None:
    owed = replace(answer_to(line_double, hanako, line_clock), token_until=None)
    error = refused_by_quota(line_double, line_url, owed, now(line_clock), used=8)
    assert (error.next_rung, error.permanent, error.unknown) == (True, False, False)
    assert PUSH not in [path for path, _ in calls(line_double)]


def test_a_group_is_told_nothing_later_so_that_its_push_is_tried_again(
    line_double: LineDouble, line_url: str, line_clock: Clock, hanako: Person
) -> None:
    owed = replace(answer_to(line_double, hanako, line_clock), token_until=None)
    group = line_double.add_group("家族", [hanako.id])
    letter = {**orjson.loads(owed.body), "to": group.id}
    owed = replace(owed, body=orjson.dumps(letter))
    error = refused_by_quota(line_double, line_url, owed, now(line_clock), used=10)
    assert (error.next_rung, error.permanent) == (False, False)


def test_what_line_may_have_taken_already_is_asked_of_line_whatever_the_quota(
    sender: LineSender, line_double: LineDouble, line_url: str, line_clock: Clock, hanako: Person
) -> None:
    owed = replace(answer_to(line_double, hanako, line_clock), token_until=None)
    assert sender.send(owed, now(line_clock)).how == "push"
    line_double.quota.limit = 1
    client = LineClient(line_url, fixed(TOKEN))
    again = replace(owed, outcome_unknown=True, attempts=2)
    assert LineSender(client, Quota(client.plan, 20)).send(again, now(line_clock)).how == "already"
    client.close()


def test_a_reply_that_never_left_is_a_reply_at_the_next_try(
    sender: LineSender, line_double: LineDouble, line_clock: Clock, hanako: Person
) -> None:
    owed = answer_to(line_double, hanako, line_clock)
    line_double.fail_next(drop="before")
    assert failed(sender, owed, now(line_clock)).unknown
    assert sender.send(replace(owed, outcome_unknown=True, attempts=2), now(line_clock)).how == "reply"
    assert said(line_double) == ["止められます。"]


def test_a_push_whose_answer_was_lost_is_there_already_under_its_retry_key(
    sender: LineSender, line_double: LineDouble, line_clock: Clock, hanako: Person
) -> None:
    owed = replace(answer_to(line_double, hanako, line_clock), token_until=None)
    line_double.fail_next(drop="after")
    assert failed(sender, owed, now(line_clock)).unknown
    assert sender.send(replace(owed, outcome_unknown=True, attempts=2), now(line_clock)).how == "already"
    assert said(line_double) == ["止められます。"]


def test_an_outage_is_not_mistaken_for_an_answer_that_arrived(
    sender: LineSender, line_double: LineDouble, line_clock: Clock, hanako: Person
) -> None:
    owed = replace(answer_to(line_double, hanako, line_clock), outcome_unknown=True, attempts=2)
    line_double.fail_next(status=503)
    assert not failed(sender, owed, now(line_clock)).permanent
    line_double.fail_next(status=429)
    assert not failed(sender, owed, now(line_clock)).token_spent
    assert sender.send(owed, now(line_clock)).how == "reply"


def test_without_an_address_and_without_a_token_there_is_no_way(
    sender: LineSender, line_double: LineDouble, line_clock: Clock, hanako: Person
) -> None:
    owed = answer_to(line_double, hanako, line_clock)
    nameless = replace(owed, body=orjson.dumps({**orjson.loads(owed.body), "to": None}))
    error = failed(sender, nameless, now(line_clock) + 50_000)
    assert error.permanent
    assert USER not in str(error)
    assert calls(line_double) == []
    assert sender.send(nameless, now(line_clock)).how == "reply"


def test_a_person_can_quote_what_the_receipt_names(
    sender: LineSender, line_double: LineDouble, line_clock: Clock, hanako: Person
) -> None:
    (message_id,) = sender.send(answer_to(line_double, hanako, line_clock), now(line_clock)).message_ids
    line_double.say(hanako.id, "もっと詳しく", quoted_message_id=message_id)
    raw = orjson.loads(line_double.deliveries()[-1].body)["events"][0]
    event = LineChannel().read(orjson.dumps(raw), "e2", now(line_clock)).event
    assert isinstance(event, MessageReceived)
    assert event.quoted_message_id == message_id
