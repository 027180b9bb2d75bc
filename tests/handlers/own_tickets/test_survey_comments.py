"""After a score one message may be a word of their own; what asks for something is answered instead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.own_tickets.surveying import LONGEST
from handlers.tickets.statuses import Status
from handlers.tickets.survey_log import SurveyCommented
from handlers.tickets.texts import digest_of
from knowledge import library
from knowledge.language import Language
from knowledge.matching import Matcher
from tests.builders import message
from tests.desk import Desk
from tests.handlers.own_tickets.rated import kept, logged, scored
from tests.handlers.tickets.lives import NUMBER, WEDNESDAY, at


def test_a_word_of_their_own_is_kept_beside_the_log_word_for_word() -> None:
    desk = scored()
    assert desk.says("Clear, but slow.\nMy name is Yamamoto.").startswith("Thank you for your words.")

    (comment,) = logged(desk)[1:]
    assert isinstance(comment, SurveyCommented)
    text = desk.texts[comment.text.id]
    assert text.text == "Clear, but slow.\nMy name is Yamamoto."
    assert comment.text.digest == digest_of(text.text, text.salt)
    assert "Yamamoto" not in repr(logged(desk))
    assert desk.conversation.awaited is None


def test_only_one_message_is_taken() -> None:
    desk = scored()
    desk.answers("Clear, but slow.", "And friendly.")

    assert kept(desk) == ["Clear, but slow."]


def test_a_word_that_is_taken_back_can_be_found() -> None:
    desk = scored()
    desk.meets(replace(message("Clear, but slow."), message_id="m-1"))

    ((number, text_id),) = desk.shelf.texts_from("m-1")
    assert (number, desk.texts[text_id].text) == (NUMBER, "Clear, but slow.")


@pytest.mark.parametrize("length", [LONGEST, LONGEST + 1])
def test_a_longer_one_is_asked_for_again_and_not_cut(length: int) -> None:
    desk = scored()
    story = ("it was slow and then it went on " * 20)[: length - 1] + "."
    text = desk.says(story)

    assert ("up to 500 characters" in text) == (length > LONGEST)
    assert kept(desk) == ([story] if length <= LONGEST else [])
    desk.says("it was slow")
    assert "it was slow" in kept(desk) or length <= LONGEST


def test_a_secret_is_not_kept_and_the_word_can_be_sent_without_it() -> None:
    desk = scored()
    assert "4111" not in desk.says("slow. my card is 4111 1111 1111 1111")
    assert kept(desk) == []

    desk.says("it was slow")
    assert kept(desk) == ["it was slow"]


@pytest.mark.parametrize("words", ["no", "cancel", "いいえ"])
def test_who_wants_to_say_no_more_is_left_in_peace(words: str) -> None:
    desk = scored()
    assert "Thank you for your help." in desk.says(words)

    desk.says("it was slow")
    assert kept(desk) == []


@pytest.mark.parametrize("words", ["status", "how long do you keep my data?", "delete my data", "thanks"])
def test_what_asks_or_wishes_for_something_is_answered_and_nothing_is_awaited_any_more(words: str) -> None:
    desk = scored()
    desk.says(words)
    assert "Thank you for your words" not in desk.text

    desk.says("it was slow")
    assert kept(desk) == []


def test_after_an_hour_a_message_is_something_new() -> None:
    desk = scored()
    desk.waits(hours=1)
    desk.says("it was slow")

    assert kept(desk) == []


def test_whoever_is_in_distress_is_heard() -> None:
    desk = scored()
    desk.says("I want to die")

    assert desk.decision.behaviour == "support"
    assert kept(desk) == []


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(library.load())


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", "回答が早くて助かりました。"),
        ("ja", "説明が分かりにくかったです。"),
        ("ja", "返事が遅すぎる"),
        ("ja", "丁寧に対応していただきました"),
        ("en", "The answer was hard to understand."),
        ("en", "Too slow, but friendly."),
        ("en", "I got what I needed."),
        ("ja", "クッキーについての説明が足りませんでした。"),
        ("ja", "第三者提供の話ばかりで、こちらの質問に答えていない"),
        ("ja", "安全管理措置の説明が長すぎる"),
        ("en", "I asked about cookies and got text about cookies I already know."),
        ("en", "The answer about third party sharing was useless."),
    ],
)
def test_what_people_say_of_an_answer_is_taken_as_that(
    language: Language, words: str, matcher: Matcher
) -> None:
    desk = Desk(language, finder=matcher)
    desk.now, desk.tickets = WEDNESDAY, (at(Status.ANSWERED).ticket,)
    desk.answers(NUMBER, "4", words)

    assert kept(desk) == [words]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ja", "クッキーの使い方を教えてください"),
        ("ja", "個人情報を削除してください"),
        ("ja", "利用目的"),
        ("ja", "クッキー"),
        ("en", "security measures"),
        ("en", "Please tell me more about the cookies you use"),
        ("en", "What are cookies used for?"),
        ("en", "Please delete my personal data"),
    ],
)
def test_what_people_ask_of_the_desk_is_not(language: Language, words: str, matcher: Matcher) -> None:
    desk = Desk(language, finder=matcher)
    desk.now, desk.tickets = WEDNESDAY, (at(Status.ANSWERED).ticket,)
    desk.answers(NUMBER, "4", words)

    assert kept(desk) == []
