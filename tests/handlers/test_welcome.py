"""Friends learn who we are and what we store; groups learn the rules."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from handlers import retention
from handlers.decisions import Decision
from handlers.events import Followed, JoinedGroup, Unfollowed
from handlers.plain import as_text
from handlers.routes import decide
from handlers.welcome import stored
from knowledge.language import LANGUAGES, Language
from tests.builders import NOW, context


def followed(*, again: bool = False) -> Followed:
    return Followed(id="1", at=NOW, again=again)


@pytest.mark.parametrize("again", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_or_returning_friend_learns_who_we_are_what_we_store_and_what_to_ask(
    language: Language, again: bool
) -> None:
    (reply,) = (decision := decide(followed(again=again), context(language=language))).replies
    text = as_text(decision.replies)

    assert "Example Inc." in text
    assert stored(language) in text
    assert {"ja": "クッキーは止められますか", "en": "Can I turn off cookies?"}[language] in text
    assert {"ja": "You can also write to me in English.", "en": "日本語でもお尋ねいただけます。"}[
        language
    ] in text
    assert [choice.command for choice in reply.choices] == ["topics", "help", "language"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_periods_people_are_told_are_the_ones_we_keep(
    language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = (retention.FAILED_MESSAGE, retention.CONVERSATION, retention.DRAFT)
    monkeypatch.setattr(retention, "EVENT_IDS", timedelta(days=31))
    told = [int(days) for days in re.findall(r"\d+", stored(language))]

    assert sorted(told) == sorted([24, 31, *(period.days for period in kept)])


def test_a_person_who_blocks_us_hears_nothing_until_they_come_back() -> None:
    ctx = context()

    assert decide(Unfollowed(id="1", at=NOW), ctx) == Decision()
    assert ctx.conversation.blocked

    decide(followed(again=True), ctx)
    assert not ctx.conversation.blocked


def test_a_group_is_told_the_rules_in_both_languages() -> None:
    text = as_text(decide(JoinedGroup(id="1", at=NOW, place="group"), context()).replies)

    assert "グループでは、私宛てのメンションにだけ" in text
    assert "In groups I answer only when mentioned" in text
