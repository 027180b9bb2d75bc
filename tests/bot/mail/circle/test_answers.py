"""The whole circle over the real parts: a question in the chat, a mail, an answer by mail, the chat again."""

from __future__ import annotations

from bot.store import mail_ledger
from handlers.tickets.log import MessageIn, NoteAdded
from tests.bot.mail.answers import answer
from tests.bot.mail.circle.asking import MAIL, became, log, mails, question, turned_away, untouched
from tests.line_desk import LineDesk


def test_what_staff_send_by_mail_arrives_in_the_chat_and_answers_the_ticket(desk: LineDesk) -> None:
    jane = question(desk)
    (told,) = mails(desk)
    row = desk.mailed(answer(told, "#send\nThree years, then they are erased."))
    assert "Three years, then they are erased." in jane.text
    assert jane.tickets[0].status == "answered"
    assert became(desk, row) == ("reply_sent", "")
    assert "wrote:" not in jane.text
    assert desk.broken() == []


def test_the_circle_is_closed_in_japanese_too(desk: LineDesk) -> None:
    hanako = question(desk, language="ja")
    (told,) = mails(desk)
    desk.mailed(answer(told, "＃send\n3年間保存し、その後消去します。"))
    assert "プライバシーセンターの担当者よりお答えします。" in hanako.text
    assert "3年間保存し、その後消去します。" in hanako.text
    assert hanako.tickets[0].status == "answered"


def test_without_the_command_what_staff_write_is_a_note_that_nobody_else_sees(desk: LineDesk) -> None:
    jane = question(desk)
    before = jane.text
    row = desk.mailed(answer(mails(desk)[0], "I ask the video team."))
    assert jane.text == before
    assert became(desk, row) == ("note", "")
    assert isinstance(log(desk, jane)[-1], NoteAdded)
    assert "I ask the video team." in desk.texts_of(jane.tickets[0].number)


def test_who_asked_for_a_mail_gets_one_and_the_answer_to_it_reaches_the_ticket(desk: LineDesk) -> None:
    jane = question(desk, MAIL)
    desk.mailed(answer(mails(desk)[0], "#send\nThree years."))
    (sent,) = mails(desk, MAIL)
    assert "Three years." in sent.text
    row = desk.mailed(answer(sent, "And the recordings?"))
    assert became(desk, row) == ("to_ticket", "")
    assert "And the recordings?" in desk.texts_of(jane.tickets[0].number)
    assert isinstance(log(desk, jane)[-1], MessageIn)
    assert "申出人からの返信" in mails(desk)[-1].subject
    assert desk.broken() == []


def test_the_same_mail_taken_twice_says_nothing_twice(desk: LineDesk) -> None:
    jane = question(desk)
    raw = answer(mails(desk)[0], "#send\nThree years.")
    desk.mailed(raw)
    again = b"Received: from elsewhere by mx\r\n" + raw
    assert turned_away(desk, jane, again) == ("duplicate", "")
    assert jane.text.count("Three years.") == 1


def test_a_message_id_used_again_for_other_words_is_a_mail_of_its_own(desk: LineDesk) -> None:
    jane = question(desk)
    fields: dict[str, str | None] = {"Message-ID": "<same@worksmobile.com>"}
    rows = [desk.mailed(answer(mails(desk)[0], words, fields=fields)) for words in ("One.", "Two.")]
    assert [became(desk, row)[0] for row in rows] == ["note", "note"]
    assert {"One.", "Two."} <= set(desk.texts_of(jane.tickets[0].number))


def test_a_program_that_answers_is_noted_and_nothing_else(desk: LineDesk) -> None:
    jane = question(desk)
    raw = answer(mails(desk)[0], "I am away.", fields={"Auto-Submitted": "auto-replied"})
    assert untouched(desk, jane, raw) == ("auto_reply", "")


def test_what_cannot_be_read_is_kept_and_reaches_nothing(desk: LineDesk) -> None:
    jane = question(desk)
    assert untouched(desk, jane, b"") == ("unreadable", "empty")
    raw = answer(mails(desk)[0], "x")
    row = desk.mailed(raw)
    with desk.database.read() as connection:
        assert mail_ledger.raw(connection, row, desk.seal) == raw
