"""Answers around a publication: each is of one version, and what is gone is not pretended to be there."""

from __future__ import annotations

import json
from itertools import cycle
from typing import Any

import pytest
from cryptography.fernet import Fernet

from bot.dispatch import Dispatch
from bot.dispatch.views import Views
from bot.line.channel import LineChannel
from bot.line.envelope import SOURCE as LINE
from bot.line.postback import encode
from bot.store.inbox import StoredEvent, place_of
from bot.store.sealing import Seal
from handlers.conversation import Conversation
from handlers.replies import Press
from knowledge.library import read
from knowledge.matching import Matcher
from tests.small_policy import COOKIES, MARK, RIGHTS, small_policy

SEAL = Seal([Fernet.generate_key().decode()], "sixteen letters or more")
NOW = 1_800_000_000_000
REMEMBERED = Conversation(language="en", language_fixed=True, last_passages=(COOKIES, RIGHTS))


def happened(kind: str, **more: Any) -> StoredEvent:
    """Return an event in LINE's form, as the inbox gives it back."""
    said = {
        "type": kind,
        "webhookEventId": "e1",
        "timestamp": NOW,
        "mode": "active",
        "source": {"type": "user", "userId": "U" + "a" * 32},
        "deliveryContext": {"isRedelivery": False},
        "replyToken": "reply token",
        **more,
    }
    return StoredEvent(1, "e1", LINE, "ana", SEAL.close(json.dumps(said).encode(), place_of("e1")), 0, NOW)


def says(text: str, **more: Any) -> StoredEvent:
    return happened("message", message={"type": "text", "id": "m1", "text": text, **more})


def presses(command: str, argument: str) -> StoredEvent:
    return happened("postback", postback={"data": encode(Press("", command, argument))})


@pytest.fixture(scope="module")
def finders(tmp_path_factory: pytest.TempPathFactory) -> list[Matcher]:
    """Give two whole versions, and a third one in which nothing is said of cookies."""
    home = tmp_path_factory.mktemp("policies")
    folders = [small_policy(home / mark, mark) for mark in ("one", "two")]
    folders.append(small_policy(home / "three", "three", leave_out=COOKIES))
    return [Matcher(read(folder)) for folder in folders]


def answer(dispatch: Dispatch, event: StoredEvent, remembered: Conversation | None = None) -> str:
    """Return the bodies of all messages that the event is answered with."""
    drafts = dispatch.decide(event, remembered, NOW, Views(lambda _: (COOKIES,))).drafts
    return " ".join(json.dumps(json.loads(draft.body), ensure_ascii=False) for draft in drafts)


FOLLOW_UPS = [
    says("full text please"),
    says("related topics"),
    says("that is not what I meant"),
    says("which section?"),
    says("in Japanese please"),
    says("and what about cookies?"),
    says("tell me more", quotedMessageId="m0"),
]
EVENTS = [
    says("do you use cookies"),
    says("what do you collect? and how do I have my data deleted?"),
    says("please delete my data, and do you use cookies?"),
    says("topics"),
    presses("full", COOKIES),
    presses("related", RIGHTS),
    presses("passage", RIGHTS),
    presses("topics", "1"),
    *FOLLOW_UPS,
]


@pytest.mark.parametrize("event", EVENTS)
def test_an_answer_is_of_one_version_even_if_another_goes_live_while_it_is_made(
    finders: list[Matcher], event: StoredEvent
) -> None:
    live = cycle(finders[:2])
    dispatch = Dispatch({LINE: LineChannel()}, lambda: next(live), SEAL)
    marks = [set(MARK.findall(answer(dispatch, event, REMEMBERED))) for _ in range(4)]
    assert [len(each) for each in marks if len(each) > 1] == []
    assert sorted(set().union(*marks)) in ([], ["one", "two"])


@pytest.mark.parametrize("command", ["full", "related", "passage"])
def test_a_button_whose_passage_is_gone_says_that_it_is_old(finders: list[Matcher], command: str) -> None:
    dispatch = Dispatch({LINE: LineChannel()}, lambda: finders[2], SEAL)
    assert "This button is old" in answer(dispatch, presses(command, COOKIES), REMEMBERED)


@pytest.mark.parametrize("event", FOLLOW_UPS)
def test_what_was_said_of_a_passage_that_is_gone_is_followed_up_without_it(
    finders: list[Matcher], event: StoredEvent
) -> None:
    dispatch = Dispatch({LINE: LineChannel()}, lambda: finders[2], SEAL)
    said = answer(dispatch, event, REMEMBERED)
    assert said
    assert "Cookies [mark" not in said
