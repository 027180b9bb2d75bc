"""Tickets move by themselves through the worker: each word once, at the right time, by the right way."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from bot.channels import Draft
from bot.dispatch.notices import Notices
from bot.jobs import ticket_timers as job
from bot.jobs.ticket_timers import TicketTimers
from bot.store import addresses, conversations, ticket_check, ticket_logs, ticket_texts, tickets
from bot.store.engine import Database
from bot.store.outbox import place_of, thread_lane
from bot.store.tables import ticket_events
from bot.store.tables import tickets as table
from handlers.conversation import Conversation
from handlers.escalating.staff import Staff
from handlers.letters import Letter
from handlers.tickets import machine
from handlers.tickets.actors import SYSTEM
from handlers.tickets.assurance import Level, Method
from handlers.tickets.changes import SaltedText
from handlers.tickets.handover_log import HandoverBegan
from handlers.tickets.hours import read_hours
from handlers.tickets.log import Channel, CodeSent, ContactNamed, IdentityRaised, MessageIn, Moved
from handlers.tickets.statuses import Move
from handlers.tickets.texts import KeptText, digest_of
from handlers.tickets.ticket import Ticket
from tests.bot.jobs.desk import SEAL, START, Clock, Desk, FakeChannel
from tests.bot.store.lodged import SALT, change, life_of
from tests.bot.store.rows import stored_debts
from tests.builders import EMAIL, corpus, finding
from tests.desk import CountedDraws
from tests.fakes import ScriptedFinder
from tests.handlers.tickets.lives import MORI, NUMBER, PERSON

OTHER = "PR-2026-000123"
ADDRESS = "ana@example.org"
MINUTE, HOUR, DAY = 60_000, 3_600_000, 24 * 3_600_000
BEGUN = datetime.fromtimestamp(START / 1_000, UTC)  # 17:00 in Japan: whole days later it is day there, too
OpenDesk = Callable[..., Desk]


class PlainPost:
    """Implements `bot.channels.Post`."""

    def compose(self, letter: Letter) -> Draft:
        return Draft(json.dumps([letter.to, letter.subject, letter.text]).encode())

    def read(self, body: bytes) -> Letter:
        to, subject, text = json.loads(body)
        return Letter(to=to, subject=subject, text=text, language="en", number="")


def timers(*, mails: bool = False) -> TicketTimers:
    finder = ScriptedFinder(corpus(), finding("fallback", confidence=0.0))
    notices = Notices({"fake": FakeChannel(Clock())}, SEAL, PlainPost() if mails else None)
    return TicketTimers(lambda: finder, notices, SEAL, CountedDraws())


class Kept:
    """A ticket in the store of somebody whose address at the platform is known."""

    def __init__(self, database: Database, lane: str = "ana", number: str = NUMBER) -> None:
        self.database, self.lane, self.number = database, lane, number
        self.life = life_of(lane, number=number, start=BEGUN)
        self.texts: dict[str, SaltedText] = {}
        self._stored = 0

    def said(self, text_id: str, words: str) -> KeptText:
        self.texts[text_id] = SaltedText(words, SALT)
        return KeptText(text_id, digest_of(words, SALT))

    def verifying(self) -> Kept:
        self.life.move(Move.VERIFY, by=SYSTEM)
        return self

    def named(self, *, confirmed: bool = False) -> Kept:
        """Name a mail address, to which a code goes."""
        now, contact = self.life.now, self.said(f"address of {self.number}"[:22], ADDRESS)
        self.life.add(ContactNamed(at=now, by=PERSON, channel=Channel.MAIL, address=contact))
        self.life.add(CodeSent(at=now, by=SYSTEM, channel=Channel.MAIL))
        if confirmed:
            method = Method.CODE_TO_NAMED_MAIL
            self.life.add(IdentityRaised(at=now, by=SYSTEM, method=method, level=Level.CONTACT))
        return self

    def asked(self) -> Kept:
        """Let staff ask the requester something."""
        self.life.identified(Level.KNOWN_FACTS).move(Move.TAKE_UP)
        question = self.said("question", "Which account is it?")
        self.life.add(machine.move(self.life.ticket, self.life.act(Move.ASK_REQUESTER, MORI, question)))
        return self

    def store(self, *, reached: bool = True) -> Kept:
        with self.database.write() as connection:
            tickets.append(connection, [change(self.life, self.texts, done=self._stored)], SEAL)
            if reached:
                addresses.keep(connection, self.lane, "fake", f"U-{self.lane}", START, SEAL)
        self.texts, self._stored = {}, len(self.life.events)
        return self


def log_of(database: Database, number: str = NUMBER) -> list[str]:
    """Return what happened by itself, in order."""
    with database.read() as connection:
        log = ticket_logs.log_of(connection, number)
    own = [event for event in log if event.by == SYSTEM and event.at > BEGUN]
    return [event.move.value if isinstance(event, Moved) else type(event).__name__ for event in own]


def next_at(database: Database, number: str = NUMBER) -> int | None:
    with database.read() as connection:
        when = select(table.c.next_at).where(table.c.number == number)
        found: int | None = connection.execute(when).scalar_one()
        return found


def owed(database: Database) -> list[tuple[str, str, str]]:
    """Return the key, the channel and the body of everything that was owed."""
    return [
        (row.dedupe, row.channel, SEAL.open(row.body, place_of(row.dedupe)).decode())
        for row in stored_debts(database)
    ]


def channels(database: Database) -> list[str]:
    return [channel for _, channel, _ in owed(database)]


def looks(database: Database, *moments: int, mails: bool = False) -> None:
    """Let the job run at these times, in milliseconds after the ticket was handed in."""
    for moment in moments:
        assert timers(mails=mails).step(database, START + moment)


def remember(database: Database, conversation: Conversation) -> None:
    with database.write() as connection:
        conversations.save(connection, {"ana": conversation}, START, SEAL)


def test_a_silent_requester_hears_three_words_until_the_content_is_erased(
    database: Database, open_desk: OpenDesk
) -> None:
    kept = Kept(database).verifying()
    kept.said("words", "my whole life")
    kept.life.add(MessageIn(at=BEGUN, by=PERSON, channel=Channel.LINE, text=KeptText("words")))
    kept.store()
    desk = open_desk(database, jobs=[timers().job])
    for hour in (*range(0, 16 * 24, 8), *range(16 * 24, 390 * 24, 5 * 24)):
        desk.work_at(START + hour * HOUR)
    happened = ["ReminderSent", "ReminderSent", "end_unidentified"]
    assert log_of(database) == [step for one in happened for step in (one, "NoticeSent")] + ["purge"]
    assert len(desk.channel.sent) == 3
    assert [NUMBER in text for text in desk.channel.sent] == [True] * 3
    assert next_at(database) is None
    with database.read() as connection:
        assert ticket_texts.load(connection, NUMBER, SEAL) == {"words": None}
        assert addresses.find(connection, "ana", SEAL) is None
        assert ticket_check.check(connection, NUMBER, SEAL) is None


def test_who_does_not_answer_our_question_hears_of_it_and_can_reopen(database: Database) -> None:
    Kept(database).asked().store()
    looks(database, DAY, 3 * DAY, 14 * DAY)
    assert log_of(database) == ["ReminderSent", "ReminderSent", "end_unanswered"]
    said = [text for _, _, text in owed(database)]
    assert "お返事をお待ちしています" in said[0]
    assert "1月28日まで" in said[0]  # it ends on the 29th, at 17:00
    assert "2月27日までは再開できます" in said[2]


def test_closing_and_erasing_say_nothing(database: Database) -> None:
    life = Kept(database)
    life.life.move(Move.WITHDRAW, by=replace(PERSON, id="ana"))
    life.store()
    looks(database, 364 * DAY, 365 * DAY)
    assert log_of(database) == ["purge"]
    assert owed(database) == []


def test_nothing_is_said_at_night_and_what_was_due_then_comes_in_the_morning(database: Database) -> None:
    Kept(database).verifying().store()
    evening = DAY + 5 * HOUR  # 22:00 in Japan, where the job looks late
    looks(database, evening)
    assert (log_of(database), next_at(database)) == ([], START + DAY + 15 * HOUR)
    looks(database, DAY + 15 * HOUR - 1)
    assert owed(database) == []
    looks(database, DAY + 15 * HOUR)
    assert log_of(database) == ["ReminderSent"]


def test_a_word_goes_out_once_however_often_the_job_runs(database: Database) -> None:
    Kept(database).verifying().store()
    looks(database, DAY, DAY, DAY + MINUTE)
    assert [key for key, _, _ in owed(database)] == [f"ticket:{NUMBER}:5"]
    assert log_of(database) == ["ReminderSent"]


def test_of_many_workers_at_once_one_says_it(database: Database) -> None:
    numbers = [f"PR-2026-00010{place}" for place in range(6)]
    for number in numbers:
        Kept(database, number=number).verifying().store()
    start = threading.Barrier(3)

    def look(_: int) -> None:
        start.wait(10)
        timers().step(database, START + DAY)

    with ThreadPoolExecutor(3) as threads:
        list(threads.map(look, range(3)))
    looks(database, DAY)
    assert sorted(key for key, _, _ in owed(database)) == [f"ticket:{number}:5" for number in numbers]
    assert [log_of(database, number) for number in numbers] == [["ReminderSent"]] * 6


def test_more_tickets_than_one_step_takes_are_all_dealt_with(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "_CHUNK", 2)
    for place in range(5):
        Kept(database, number=f"PR-2026-00010{place}").verifying().store()
    assert [timers().step(database, START + DAY) for _ in range(3)] == [False, False, True]
    assert len(owed(database)) == 5


def test_a_row_from_before_there_were_timers_is_looked_at_once(database: Database) -> None:
    Kept(database).verifying().store()
    Kept(database, number=OTHER).store()
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE tickets SET next_at = 0")
    looks(database, HOUR)
    assert (next_at(database), next_at(database, OTHER)) == (START + DAY, None)
    assert owed(database) == []


def test_a_ticket_that_cannot_be_read_costs_only_itself_and_waits_a_day(database: Database) -> None:
    Kept(database).verifying().store()
    Kept(database, "ben", OTHER).verifying().store()
    with database.write() as connection:
        strange = update(ticket_events).where(ticket_events.c.number == NUMBER)
        connection.execute(strange.values(record='{"what":"sung"}'))
    looks(database, DAY)
    assert [key for key, _, _ in owed(database)] == [f"ticket:{OTHER}:5"]
    assert next_at(database) == START + 2 * DAY


def test_nobody_was_reminded_who_cannot_be_reached(database: Database) -> None:
    Kept(database).verifying().store(reached=False)
    looks(database, DAY, 15 * DAY)
    assert (log_of(database), owed(database)) == ([], [])
    assert next_at(database) == START + 16 * DAY


def test_who_blocks_us_is_written_a_mail_and_nothing_in_the_chat(database: Database) -> None:
    Kept(database).verifying().named().store()
    remember(database, Conversation(blocked=True))
    looks(database, DAY, mails=True)
    ((_, channel, body),) = owed(database)
    assert channel == "mail"
    to, subject, text = json.loads(body)
    assert (to, NUMBER in subject) == (ADDRESS, True)
    assert "お心当たりのない" in text


def test_an_address_that_nobody_confirmed_is_not_written_to_where_there_is_the_chat(
    database: Database,
) -> None:
    Kept(database).verifying().named().store()
    looks(database, DAY, mails=True)
    assert channels(database) == ["fake"]


def test_who_confirmed_an_address_is_written_a_mail(database: Database) -> None:
    Kept(database).named(confirmed=True).asked().store()
    looks(database, DAY, mails=True)
    ((_, channel, body),) = owed(database)
    assert channel == "mail"
    assert "お心当たりのない" not in body


def test_without_mails_the_chat_tells_whom_to_write_to(database: Database) -> None:
    Kept(database).verifying().store()
    looks(database, DAY)
    ((_, _, text),) = owed(database)
    assert EMAIL in text


def test_words_are_in_the_language_of_the_chat_and_in_the_tickets_where_it_is_forgotten(
    database: Database,
) -> None:
    Kept(database).verifying().store()
    looks(database, DAY)
    remember(database, Conversation(language="en"))
    looks(database, 3 * DAY)
    first, second = [text for _, _, text in owed(database)]
    assert "ご本人確認" in first
    assert "confirm who you are" in second


def test_no_word_tells_what_was_asked_for_or_written(database: Database) -> None:
    Kept(database).asked().store()
    looks(database, DAY, 3 * DAY, 14 * DAY)
    told = "".join(text for _, _, text in owed(database))
    assert [word for word in ("開示", "account", "disclosure") if word in told] == []


def test_what_the_requester_did_meanwhile_is_seen(database: Database) -> None:
    kept = Kept(database).verifying().store()
    kept.life.wait(hours=23)
    kept.named().store()
    looks(database, DAY)
    assert owed(database) == []
    with database.read() as connection:
        assert Ticket.of(ticket_logs.log_of(connection, NUMBER)).reminders == 0
    looks(database, DAY + 23 * HOUR + HOUR)
    assert len(owed(database)) == 1


def test_when_a_word_cannot_be_owed_nothing_of_it_is_written(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Sequence[Draft]:
        raise ZeroDivisionError

    monkeypatch.setattr(FakeChannel, "compose", fail)
    Kept(database).verifying().store()
    looks(database, DAY)
    assert (log_of(database), owed(database)) == ([], [])
    assert next_at(database) == START + 2 * DAY


def warned(database: Database) -> list[tuple[str, str]]:
    """Return address and subject of every mail to staff, in order."""
    mails = [json.loads(body) for key, _, body in owed(database) if key.endswith(":staff")]
    return [(to, subject) for to, subject, _ in mails]


def test_staff_are_mailed_each_warning_once_and_it_stands_in_the_log(database: Database) -> None:
    kept = Kept(database)
    kept.life.identified(Level.KNOWN_FACTS).move(Move.TAKE_UP, by=SYSTEM)
    kept.store()
    looks(database, *(day * DAY for day in range(1, 8)), 7 * DAY, mails=True)
    assert warned(database) == [
        (EMAIL, f"[窓口] {NUMBER} 社内目標の50%経過"),
        (EMAIL, f"[窓口] {NUMBER} 法定期限の50%経過"),
    ]
    assert log_of(database) == ["DeadlineWarned", "DeadlineWarned"]
    lanes = {row.lane for row in stored_debts(database)}
    assert lanes == {thread_lane(f"ticket.{NUMBER}.staff", EMAIL, SEAL)}


def test_a_warning_waits_until_people_are_at_work(database: Database) -> None:
    kept = Kept(database)
    kept.life.identified(Level.KNOWN_FACTS).move(Move.TAKE_UP, by=SYSTEM)
    kept.store()
    looks(database, 5 * DAY, 7 * DAY, mails=True)
    monday = 9 * DAY + 16 * HOUR  # 09:00 in Japan; three quarters of our target are over on Saturday
    assert next_at(database) == START + monday
    looks(database, monday - 1, mails=True)
    assert len(warned(database)) == 2
    looks(database, monday, mails=True)
    assert warned(database)[2:] == [(EMAIL, f"[窓口] {NUMBER} 社内目標の90%経過")]


def test_a_conversation_that_staff_leave_goes_back_and_both_sides_are_told_once(database: Database) -> None:
    kept = Kept(database)
    kept.life.add(HandoverBegan(at=BEGUN, by=MORI))
    kept.store()
    looks(database, 2 * HOUR - 1, mails=True)
    assert (log_of(database), owed(database)) == ([], [])
    looks(database, 2 * HOUR, 2 * HOUR + MINUTE, mails=True)
    assert log_of(database) == ["HandoverEnded"]
    assert warned(database) == [(EMAIL, f"[窓口] {NUMBER} 時間切れでボットに戻りました")]
    (chat,) = [body for _, channel, body in owed(database) if channel == "fake"]
    assert "ここからはボットがお答えします" in chat


def test_the_hours_of_the_desk_decide_when_staff_are_warned(database: Database) -> None:
    kept = Kept(database)
    kept.life.identified(Level.KNOWN_FACTS).move(Move.TAKE_UP, by=SYSTEM)
    kept.store()
    early = replace(timers(mails=True), staff=Staff(hours=read_hours("07:00-16:30")))
    half = 5 * DAY  # 17:00 in Japan, when they have gone
    assert early.step(database, START + half)
    assert (warned(database), next_at(database)) == ([], START + half + 14 * HOUR)
    assert early.step(database, START + half + 14 * HOUR)
    assert len(warned(database)) == 1


def test_without_mails_no_warning_is_noted_that_nobody_got(database: Database) -> None:
    kept = Kept(database)
    kept.life.identified(Level.KNOWN_FACTS).move(Move.TAKE_UP, by=SYSTEM)
    kept.store()
    looks(database, *(day * DAY for day in range(1, 20)))
    assert (log_of(database), owed(database), next_at(database)) == ([], [], None)
