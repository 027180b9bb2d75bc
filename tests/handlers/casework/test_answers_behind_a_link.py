"""Results and files are behind a link alone; chat and mail say only that the answer is ready."""

from __future__ import annotations

from datetime import timedelta

import pytest

from handlers.casework.acts import Answer
from handlers.tickets.desk_log import AnswerSent
from handlers.tickets.statuses import Status
from handlers.wording import say
from knowledge.language import LANGUAGES, Language
from tests.handlers.casework.answers import WORDS, question
from tests.handlers.casework.desks import ANSWER, done, granted_desk, refused_desk, ticket, upload, written
from tests.handlers.tickets.lives import NUMBER


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_disclosure_chat_and_mail_say_only_that_the_answer_is_ready(language: Language) -> None:
    desk = done(granted_desk(language), ANSWER)
    (notice,) = desk.decision.notices
    assert notice.letter is not None
    for said in (desk.heard, notice.letter.text):
        assert WORDS not in said
        assert "/d/" not in said
        assert NUMBER in said
    assert "get_answer" in {one.command for one in desk.buttons()}
    sent = written(desk)[1]
    assert isinstance(sent, AnswerSent)
    assert (sent.files, sent.behind_link) == (("f1",), True)
    assert desk.texts[sent.text.id].text.startswith(WORDS)


def test_its_button_gives_a_link_for_seven_days_also_later_from_the_card() -> None:
    desk = done(granted_desk(), ANSWER)
    assert "7 days" in desk.presses("get_answer")
    (link,) = desk.decision.links
    assert (link.content, link.until) == ("answer", desk.now + timedelta(days=7))
    desk.waits(days=8)
    desk.says("status")
    assert "/d/" in desk.presses("get_answer")


def test_who_has_confirmed_no_address_is_asked_to_before() -> None:
    desk = done(granted_desk(confirmed=False), ANSWER)
    assert "Please confirm yours" in desk.presses("get_answer")
    assert desk.decision.links == ()


def test_who_has_no_such_answer_gets_no_link() -> None:
    desk = done(refused_desk(), Answer(text=WORDS))
    assert "get_answer" not in {one.command for one in desk.buttons()}
    desk.says("status")
    assert "get_answer" not in {one.command for one in desk.buttons()}


def test_a_question_with_a_file_is_answered_behind_a_link_too() -> None:
    desk = done(question(), upload(), Answer(text=WORDS, files=("f1",)))
    assert WORDS not in desk.heard
    assert ticket(desk).status is Status.ANSWERED


def test_where_no_link_can_be_given_a_result_stays_here() -> None:
    desk = granted_desk()
    desk.public_url = ""
    assert desk.staff_does(ANSWER).why == "no_link"
    assert desk.decision.notices == ()


@pytest.mark.parametrize("file", ["f2", "", "../f1"])
def test_only_files_that_staff_added_go_out(file: str) -> None:
    assert granted_desk().staff_does(Answer(text=WORDS, files=(file,))).why == "no_file"


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_it_stands_agrees_with_the_mail_that_the_answer_is_ready(language: Language) -> None:
    desk = granted_desk(language)
    done(desk, ANSWER)
    told = desk.says({"en": "status", "ja": "状況"}[language])
    assert say("status.next.ready", language) in told
    assert say("answer_link.button", language) in say("status.next.ready", language)
    assert say("answer_link.button", language) in {one.label for one in desk.buttons()}
    assert say("status.next.executing", language) not in told
    assert say("ticket.status.executing", language) not in told
