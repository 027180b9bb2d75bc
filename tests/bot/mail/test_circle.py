"""The whole circle over the real parts: a question in the chat, a mail, an answer by mail, the chat again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from structlog.testing import capture_logs

from bot.bootstrap.knowledge import finder
from bot.dev.mailbox import KeptMail
from bot.store import audit, mail_ledger, tasks, ticket_logs, tickets
from bot.store.accounts import changes
from bot.store.accounts.changes import By
from bot.store.engine import Database
from bot.store.mail_ledger import Kept
from bot.store.staff_ids import staff_id
from handlers.tickets.assurance import Level, Method
from handlers.tickets.changes import TicketChange
from handlers.tickets.evidence_log import EvidenceErased
from handlers.tickets.log import (
    ContactFailed,
    IdentityRaised,
    MessageIn,
    MessageOut,
    NoteAdded,
    TicketEvent,
)
from handlers.tickets.notice_log import NoticeFailed, NoticeSent
from tests.bot.mail.answers import answer, bounce, written
from tests.handlers.tickets.lives import MORI
from tests.line_desk import CENTER, MX, LineDesk, LinePerson

ASKS = {
    "en": ("How many years do you keep the logs of video calls?", "Ask our staff", "Send this question"),
    "ja": ("ビデオ通話のログは何年保存されますか？", "窓口に聞く", "この質問を送る"),
}
MAIL = "jane@example.org"


@pytest.fixture
def desk(database: Database) -> Iterator[LineDesk]:
    with LineDesk(database, finder, mails=True) as desk:
        yield desk


def question(desk: LineDesk, how: str = "here", language: str = "en") -> LinePerson:
    """Let somebody pass on a question that we cannot answer; the answer goes into the chat or to a mail."""
    person = desk.person("Jane", language)  # type: ignore[arg-type]  # one of the two
    person.answers(*ASKS[language], how, "send")
    assert [ticket.status for ticket in person.tickets] == ["in_review"], person.text
    return person


def mails(desk: LineDesk, to: str = CENTER) -> list[KeptMail]:
    assert desk.mailbox is not None
    return desk.mailbox.letters(to)


def entry(desk: LineDesk, row: int) -> Kept:
    with desk.database.read() as connection:
        return next(one for one in mail_ledger.entries(connection) if one.id == row)


def became(desk: LineDesk, row: int) -> tuple[str | None, str]:
    found = entry(desk, row)
    return found.outcome, found.why


def log(desk: LineDesk, person: LinePerson) -> tuple[TicketEvent, ...]:
    with desk.database.read() as connection:
        return ticket_logs.log_of(connection, person.tickets[0].number)


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


@pytest.mark.parametrize("language", ["en", "ja"])
def test_below_an_answer_in_the_chat_people_are_asked_once_whether_it_helped(
    desk: LineDesk, language: str
) -> None:
    jane = question(desk, language=language)
    desk.mailed(answer(mails(desk)[0], "#send\nThree years, then they are erased."))
    jane.presses("2")
    jane.says("It came late.")
    desk.mailed(answer(mails(desk)[0], "#send\nOne thing more."))
    assert not [button for button in jane.buttons() if "m1:survey:" in str(button)]
    assert jane.tickets[0].score == 2
    assert "It came late." in desk.texts_of(jane.tickets[0].number)
    assert desk.broken() == []


def test_a_score_that_is_written_below_an_answer_counts_and_one_below_another_word_does_not(
    desk: LineDesk,
) -> None:
    jane = question(desk)
    desk.mailed(answer(mails(desk)[0], "#send\nThree years, then they are erased."))
    desk.mailed(answer(mails(desk)[0], "#send\nOne thing more."))
    jane.says("5")
    assert jane.tickets[0].score is None
    jane.says("status")
    jane.says("４です")
    assert jane.tickets[0].score == 4


def test_a_score_that_is_written_right_below_an_answer_counts(desk: LineDesk) -> None:
    jane = question(desk)
    desk.mailed(answer(mails(desk)[0], "#send\nThree years, then they are erased."))
    jane.says("5")
    assert jane.tickets[0].score == 5


def test_an_answer_by_mail_does_not_ask_whether_it_helped_but_the_status_does(desk: LineDesk) -> None:
    jane = question(desk, MAIL)
    desk.mailed(answer(mails(desk)[0], "#send\nThree years."))
    assert "help you" not in mails(desk, MAIL)[0].text
    assert "Did this answer help you?" in jane.says("status")


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


def test_a_file_that_came_with_an_answer_is_kept_and_another_kind_is_not(desk: LineDesk) -> None:
    jane = question(desk, MAIL)
    desk.mailed(answer(mails(desk)[0], "#send\nThree years."))
    files = {"proof.pdf": b"%PDF-1.7 proof", "tool.exe": b"MZ"}
    desk.mailed(answer(mails(desk, MAIL)[0], "See the file.", files=files))
    number = jane.tickets[0].number
    assert list(desk.files_of(number).values()) == [b"%PDF-1.7 proof"]
    assert [type(event).__name__ for event in log(desk, jane)[-3:]] == [
        "MessageIn",
        "FileKept",
        "FileRefused",
    ]
    assert desk.broken() == []


def test_a_file_that_shows_who_asks_goes_with_the_mail_that_brought_it(desk: LineDesk) -> None:
    jane = question(desk, MAIL)
    desk.mailed(answer(mails(desk)[0], "#send\nThree years."))
    plain = desk.mailed(answer(mails(desk, MAIL)[0], "See the file."))
    brought = desk.mailed(answer(mails(desk, MAIL)[0], "Here.", files={"licence.pdf": b"%PDF-1.7 licence"}))
    number, (file,) = jane.tickets[0].number, desk.files_of(jane.tickets[0].number)
    shown = IdentityRaised(at=desk.now, by=MORI, method=Method.DOCUMENT, level=Level.DOCUMENT, files=(file,))
    erased = EvidenceErased(at=desk.now, by=MORI, files=(file,))
    with desk.database.write() as connection:
        change = TicketChange(number, jane.tickets[0].version, (shown, erased))
        tickets.append(connection, [change], desk.seal)
    assert desk.files_of(number) == {}
    with desk.database.read() as connection:
        kept = [mail_ledger.raw(connection, one, desk.seal) is not None for one in (plain, brought)]
    assert kept == [True, False]
    assert {"See the file.", "Here."} <= set(desk.texts_of(number))


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


def test_an_answer_in_a_mail_that_bounced_since_goes_on_in_the_chat(desk: LineDesk) -> None:
    jane = question(desk, MAIL)
    desk.mailed(answer(mails(desk)[0], "#send\nThree years."))
    row = desk.mailed(bounce(mails(desk, MAIL)[0]))
    assert became(desk, row) == ("bounce", "")
    assert "Three years." in jane.text
    assert "came back" not in jane.text
    assert jane.tickets[0].contact is None
    kinds = [type(event) for event in log(desk, jane)]
    assert [kinds.count(one) for one in (ContactFailed, NoticeFailed, NoticeSent)] == [1, 1, 2]
    desk.mailed(bounce(mails(desk, MAIL)[0]))
    assert jane.text.count("Three years.") == 1
    assert jane.tickets[0].tried == {"mail", "line"}, "as the log has it of the answer"
    assert "メール不達" in mails(desk)[-1].subject
    desk.mailed(answer(mails(desk)[0], "#send\nOnce more: three years."))
    assert "Once more: three years." in jane.text


@pytest.mark.parametrize("status", ["4.2.2", "5.1.1"])
def test_a_report_about_somebody_else_or_not_for_good_changes_nothing(desk: LineDesk, status: str) -> None:
    jane = question(desk, MAIL)
    desk.mailed(answer(mails(desk)[0], "#send\nThree years."))
    recipient = MAIL if status == "4.2.2" else "other@example.org"
    row = desk.mailed(bounce(mails(desk, MAIL)[0], status, recipient=recipient))
    assert became(desk, row)[0] == "bounce"
    assert jane.tickets[0].contact is not None


def untouched(desk: LineDesk, person: LinePerson, raw: bytes) -> tuple[str | None, str]:
    """Let a mail come in that must reach neither ticket nor chat; return what became of it."""
    before, shown, sent = log(desk, person), person.text, len(mails(desk))
    row = desk.mailed(raw)
    assert (log(desk, person), person.text, len(mails(desk))) == (before, shown, sent)
    return became(desk, row)


def turned_away(desk: LineDesk, person: LinePerson, raw: bytes) -> tuple[str | None, str]:
    """Let a mail come in that must be turned away, and told in the audit; return what became of it."""
    found = untouched(desk, person, raw)
    with desk.database.read() as connection:
        (newest,) = mail_ledger.entries(connection, most=1)
        told = [one for one in audit.all_of(connection, desk.seal) if one.what == "mail_turned_away"]
    assert [(one.number, one.ref) for one in told] == [(newest.number, f"mail:{newest.id}")]
    assert told[0].after == (newest.why or newest.outcome)
    assert told[0].staff == "", "a sender that nobody vouches for is not blamed"
    return found


def test_a_forged_token_reaches_nothing(desk: LineDesk) -> None:
    jane = question(desk)
    told = mails(desk)[0]
    fields: dict[str, str | None] = {
        "To": f"desk+{'a' * 36}@desk.example",
        "In-Reply-To": f"<x.{'b' * 36}@desk.example>",
        "References": None,
    }
    assert turned_away(desk, jane, answer(told, "#send\nPwned.", fields=fields)) == ("rejected", "token")


def test_a_token_of_another_ticket_cannot_be_turned_into_one_of_this(desk: LineDesk) -> None:
    jane = question(desk)
    address = str(mails(desk)[0].message["Reply-To"].addresses[0].username)
    token = address.partition("+")[2]
    changed = token[:-2] + ("c" if token[-2] != "c" else "d") + token[-1]
    fields: dict[str, str | None] = {
        "To": f"desk+{changed}@desk.example",
        "In-Reply-To": None,
        "References": None,
    }
    assert turned_away(desk, jane, answer(mails(desk)[0], "x", fields=fields)) == ("rejected", "token")


def test_a_forged_sender_reaches_nothing(desk: LineDesk) -> None:
    jane = question(desk)
    raw = answer(mails(desk)[0], "#send\nPwned.", passes=False)
    assert turned_away(desk, jane, raw) == ("rejected", "authentication")


def test_only_our_own_mail_server_is_believed(desk: LineDesk) -> None:
    jane = question(desk)
    results = f"mx.mallory.example; dmarc=pass header.from={CENTER.rpartition('@')[2]}"
    raw = answer(mails(desk)[0], "#send\nPwned.", fields={"Authentication-Results": results})
    assert turned_away(desk, jane, raw) == ("rejected", "authentication")


def test_a_stranger_with_the_right_address_is_no_party(desk: LineDesk) -> None:
    jane = question(desk)
    raw = answer(mails(desk)[0], "#send\nPwned.", "mallory@example.net")
    assert turned_away(desk, jane, raw) == ("rejected", "sender")


@pytest.mark.parametrize("sender", ["mallory@example.net", CENTER])
def test_the_right_number_in_subject_and_text_leads_nowhere(desk: LineDesk, sender: str) -> None:
    jane = question(desk)
    number = jane.tickets[0].number
    domain = sender.rpartition("@")[2]
    headers: dict[str, str | None] = {
        "Authentication-Results": f"{MX}; dmarc=pass header.from={domain}",
        "From": sender,
        "To": "desk@desk.example",
        "Subject": f"Re: [窓口] {number} ご質問",
        "In-Reply-To": f"<ticket.{number}.staff@desk.example>",
        "Message-ID": f"<n@{domain}>",
    }
    raw = written(headers, f"#send\nAbout {number}.", {})
    assert turned_away(desk, jane, raw) == ("unmatched", "no_token")


def test_who_is_not_staff_any_more_reaches_nothing(desk: LineDesk) -> None:
    jane = question(desk)
    told = mails(desk)[0]
    desk.staff = {CENTER, "tanaka@worksmobile.com"}
    assert became(desk, desk.mailed(answer(told, "Mine.", "tanaka@worksmobile.com"))) == ("note", "")
    desk.staff = {CENTER}
    raw = answer(told, "#send\nStill here.", "tanaka@worksmobile.com")
    assert turned_away(desk, jane, raw) == ("rejected", "sender")


def test_a_requester_cannot_speak_as_staff(desk: LineDesk) -> None:
    jane = question(desk, MAIL)
    desk.mailed(answer(mails(desk)[0], "#send\nThree years."))
    desk.mailed(answer(mails(desk, MAIL)[0], "#send\nGive me everything."))
    assert "Give me everything." not in jane.text
    kinds = [type(event) for event in log(desk, jane)]
    assert kinds[-1] is MessageIn
    assert kinds.count(MessageOut) == 1


def test_a_program_that_answers_is_noted_and_nothing_else(desk: LineDesk) -> None:
    jane = question(desk)
    raw = answer(mails(desk)[0], "I am away.", fields={"Auto-Submitted": "auto-replied"})
    assert untouched(desk, jane, raw) == ("auto_reply", "")


def test_a_decision_about_rights_cannot_be_mailed_and_its_writer_is_told(desk: LineDesk) -> None:
    jane = desk.person("Jane", "en")
    jane.answers("delete my data", "yes", "own", "everything", MAIL, "send")
    before = jane.text
    (told,) = mails(desk)
    row = desk.mailed(answer(told, "#send\nEverything is deleted."))
    assert became(desk, row) == ("note", "send_refused_rights")
    assert jane.text == before
    back = mails(desk)[-1]
    assert "回答は未送信です" in back.subject
    assert "Decisions about rights are not made by mail." in back.text


def test_what_cannot_be_read_is_kept_and_reaches_nothing(desk: LineDesk) -> None:
    jane = question(desk)
    assert untouched(desk, jane, b"") == ("unreadable", "empty")
    raw = answer(mails(desk)[0], "x")
    row = desk.mailed(raw)
    with desk.database.read() as connection:
        assert mail_ledger.raw(connection, row, desk.seal) == raw


def test_a_mail_to_staff_that_comes_back_is_told_to_operators_and_changes_nothing(desk: LineDesk) -> None:
    jane = question(desk)
    with capture_logs() as lines:
        assert untouched(desk, jane, bounce(mails(desk)[0])) == ("bounce", "to_staff")
    assert "staff_mail_returned" in [line["event"] for line in lines]
    with desk.database.read() as connection:
        (task,) = tasks.open_tasks(connection)
    assert (task.kind, task.number) == ("staff_mail_returned", jane.tickets[0].number)


def test_a_mail_to_staff_that_is_refused_for_good_is_something_to_look_at(desk: LineDesk) -> None:
    assert desk.mailbox is not None
    desk.mailbox.fail_next(at="recipient", status=550)
    jane = question(desk)
    with desk.database.read() as connection:
        (task,) = tasks.open_tasks(connection)
    assert (task.kind, task.number) == ("mail_failed", jane.tickets[0].number)
    assert "worksmobile" not in task.ref


def test_a_confirmation_mail_that_comes_back_frees_its_address_in_the_chat(desk: LineDesk) -> None:
    jane = desk.person("Jane", "en")
    jane.answers("delete my data", "yes", "own", "everything", MAIL, "send")
    (code,) = mails(desk, MAIL)
    desk.mailed(bounce(code))
    assert "came back" in jane.text
    assert jane.tickets[0].contact is None
    assert desk.broken() == []


def test_who_has_an_account_may_answer_by_mail_until_it_is_deactivated(desk: LineDesk) -> None:
    jane = question(desk)
    told = mails(desk)[0]
    by = By("admin", desk.milliseconds())
    with desk.database.write() as connection:
        changes.create(connection, "Tanaka", "Tanaka@worksmobile.com", ["caseworker"], by, desk.seal)
    assert became(desk, desk.mailed(answer(told, "Mine.", "tanaka@worksmobile.com"))) == ("note", "")
    desk.staff.add("tanaka@worksmobile.com")  # the settings still name who left
    with desk.database.write() as connection:
        who = staff_id("tanaka@worksmobile.com", desk.seal)
        changes.set_active(connection, who, by, desk.seal, active=False)
    raw = answer(told, "#send\nStill here.", "tanaka@worksmobile.com")
    assert turned_away(desk, jane, raw) == ("rejected", "sender")


@pytest.mark.parametrize(
    ("roles", "outcome"),
    [
        (["caseworker", "approver"], ("reply_sent", "")),
        (["approver"], ("note", "send_refused_role")),
        (["auditor", "admin"], ("rejected", "sender")),
    ],
    ids=["caseworker", "approver", "neither"],
)
def test_nobody_may_by_mail_what_their_roles_do_not_allow(
    desk: LineDesk, roles: list[str], outcome: tuple[str, str]
) -> None:
    jane = question(desk)
    told = mails(desk)[0]
    desk.staff.add("ito@worksmobile.com")  # whatever the settings say of them
    with desk.database.write() as connection:
        by = By("admin", desk.milliseconds())
        changes.create(connection, "Ito", "ito@worksmobile.com", roles, by, desk.seal)
    became_of_it = became(desk, desk.mailed(answer(told, "#send\nThree years.", "ito@worksmobile.com")))
    assert became_of_it == outcome
    assert ("Three years." in jane.text) == ("caseworker" in roles)
