"""After an answer, and never before, its requester is asked once whether it helped, and may add a word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.events import MediaReceived
from handlers.own_tickets.survey_buttons import SCORES, read_survey, survey_buttons
from handlers.own_tickets.surveying import LONGEST
from handlers.tickets.log import TicketEvent
from handlers.tickets.statuses import OPEN, Move, Status
from handlers.tickets.survey_log import SurveyAnswered, SurveyCommented
from handlers.tickets.texts import digest_of
from handlers.tickets.ticket import Ticket
from knowledge import library
from knowledge.language import LANGUAGES, Language
from knowledge.matching import Matcher
from tests.builders import message, pressed
from tests.desk import Desk
from tests.handlers.tickets.lives import NUMBER, PERSON, WEDNESDAY, at


def desk_with(ticket: Ticket, language: Language = "en") -> Desk:
    desk = Desk(language)
    desk.now, desk.tickets = WEDNESDAY, (ticket,)
    return desk


def answered() -> Desk:
    return desk_with(at(Status.ANSWERED).ticket)


def scored(score: int = 4) -> Desk:
    desk = answered()
    desk.says("status")
    desk.presses(str(score))
    return desk


def logged(desk: Desk) -> list[TicketEvent]:
    return [event for change in desk.changes for event in change.events]


def asks(desk: Desk) -> bool:
    return "survey" in {button.command for button in desk.buttons()}


def kept(desk: Desk) -> list[str]:
    return [one.text for one in desk.texts.values()]


@pytest.mark.parametrize("score", SCORES)
def test_one_tap_on_the_card_of_an_answered_ticket_is_on_record(score: int) -> None:
    desk = answered()
    assert "Did this answer help you?" in desk.says("status")
    desk.presses(str(score))

    assert logged(desk) == [SurveyAnswered(at=WEDNESDAY, by=PERSON, score=score)]
    assert desk.tickets[0].score == score


@pytest.mark.parametrize(
    ("typed", "score"),
    [
        *(
            ("5", 5),
            ("５", 5),
            ("「5」", 5),
            ("4です", 4),
            ("4 です。", 4),
            ("3点", 3),
            ("（2）", 2),
            ("①", 1),
        ),
        *(("5!", 5), ("4/5", 4), ("4 out of 5", 4), ("3 points", 3), ('"1"', 1)),
    ],
)
def test_a_number_that_is_written_right_after_the_question_is_a_tap(typed: str, score: int) -> None:
    desk = answered()
    desk.says("status")
    desk.says(typed)
    assert desk.tickets[0].score == score
    assert desk.conversation.awaited is not None
    assert desk.conversation.awaited.what == "comment", "as after a tap"


@pytest.mark.parametrize(
    "typed", ["6", "0", "55", "4 years", "5つあります", "I give it a 5 because it helped", ""]
)
def test_what_is_no_bare_number_from_one_to_five_is_no_score(typed: str) -> None:
    desk = answered()
    desk.says("status")
    desk.says(typed)
    assert desk.tickets[0].score is None
    desk.says("5")
    assert desk.tickets[0].score is None, "the question is not the last thing any more"


def test_a_number_rates_nothing_where_nothing_was_asked_or_something_else_since() -> None:
    desk = answered()
    desk.says("5")
    desk.says("status")
    desk.presses("reopen")
    desk.says("5")
    assert desk.tickets[0].score is None


def test_a_number_rates_nothing_after_a_sticker_that_we_answered() -> None:
    desk = answered()
    desk.says("status")
    desk.meets(MediaReceived(id="e1", at=desk.now, media="sticker"))
    desk.says("5")
    assert desk.tickets[0].score is None


def test_a_number_rates_nothing_after_a_day_or_while_a_request_is_written() -> None:
    desk = answered()
    desk.says("status")
    desk.waits(hours=24)
    desk.says("5")
    assert desk.tickets[0].score is None
    desk.says("delete my data")
    desk.says("status")
    desk.says("5")
    assert desk.tickets[0].score is None


@pytest.mark.parametrize("status", sorted(OPEN | {Status.WITHDRAWN, Status.UNVERIFIED}))
def test_before_the_answer_nobody_is_asked_and_a_forged_button_rates_nothing(status: Status) -> None:
    desk = desk_with(at(status).ticket)
    desk.says(NUMBER)
    assert not asks(desk)

    assert "cannot be rated now" in desk.meets(pressed("survey", f"{NUMBER}:5"))
    assert desk.changes == []


def test_nobody_is_asked_twice_and_a_second_tap_changes_nothing_and_says_thanks() -> None:
    desk = scored(5)
    desk.says(NUMBER)
    assert not asks(desk)

    assert desk.meets(pressed("survey", f"{NUMBER}:1")) == (
        "You have already told us how much it helped. Thank you."
    )
    assert [event.score for event in logged(desk) if isinstance(event, SurveyAnswered)] == [5]
    desk.says("it was slow")
    assert kept(desk) == []


def test_somebody_elses_ticket_is_answered_like_one_that_nobody_has() -> None:
    desk = answered()
    theirs = desk.meets(pressed("survey", "PR-2026-000123:1"))
    assert desk.changes == []

    assert theirs == Desk().meets(pressed("survey", f"{NUMBER}:1"))


@pytest.mark.parametrize("argument", ["", NUMBER, f"{NUMBER}:0", f"{NUMBER}:6", f"{NUMBER}:-1", "x:5", ":5"])
def test_a_button_that_we_did_not_make_does_nothing(argument: str) -> None:
    desk = answered()
    desk.meets(pressed("survey", argument))

    assert (desk.changes, desk.conversation.awaited) == ([], None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_button_for_each_score_that_fits_and_is_read_back(language: Language) -> None:
    buttons = survey_buttons(NUMBER, language)

    assert [read_survey(button.argument) for button in buttons] == [(NUMBER, score) for score in SCORES]
    assert all(len(button.label) <= 20 for button in buttons)
    assert [button.label[0] for button in buttons] == ["1", "2", "3", "4", "5"]


@pytest.mark.parametrize("score", [1, 2])
def test_who_was_not_helped_is_offered_another_look_and_gets_it_with_one_tap(score: int) -> None:
    desk = scored(score)
    assert "We are sorry" in desk.text
    desk.presses("reopen")

    assert desk.tickets[0].status is Status.IN_REVIEW
    desk.says("it was slow")
    assert kept(desk) == []


@pytest.mark.parametrize("score", [3, 4, 5])
def test_who_was_helped_is_only_thanked(score: int) -> None:
    desk = scored(score)

    assert desk.text.startswith("Thank you for telling us.")
    assert "reopen" not in {button.command for button in desk.buttons()}


def test_after_the_time_to_object_no_other_look_is_offered() -> None:
    desk = answered()
    desk.says("status")
    desk.waits(days=31)
    desk.presses("1")

    assert "please ask here at any time" in desk.text
    assert "reopen" not in {button.command for button in desk.buttons()}
    assert desk.tickets[0].score == 1


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


def test_an_old_button_rates_the_answer_also_after_it_was_reopened_or_closed() -> None:
    for life in (at(Status.ANSWERED).move(Move.REOPEN, by=PERSON), at(Status.CLOSED)):
        desk = desk_with(life.ticket)
        desk.meets(pressed("survey", f"{NUMBER}:2"))

        assert desk.tickets[0].score == 2


def test_once_the_content_is_erased_nothing_is_added() -> None:
    desk = desk_with(at(Status.PURGED).ticket)
    desk.meets(pressed("survey", f"{NUMBER}:2"))

    assert desk.changes == []
