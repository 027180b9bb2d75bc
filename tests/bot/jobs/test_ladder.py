"""Telling somebody who did not ask: push, mail, and at the latest beside the answer to their next message."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from bot.bootstrap.knowledge import finder
from bot.jobs import retention
from bot.jobs.late_notices import LateNotices
from bot.line import client as client_module
from bot.store import addresses, conversations, notices, tasks, ticket_check, ticket_logs, tickets
from bot.store.engine import Database
from bot.store.tables import OwedState, ticket_events
from bot.store.tables import notices as table
from handlers.conversation import Conversation
from handlers.letters import Letter, of_requester
from handlers.notices import Notice
from handlers.replies import Press, Text
from handlers.tickets.log import DeliveryTried
from handlers.tickets.notice_log import NoticeFailed, NoticeSent, NoticeWaits
from tests.bot.store.lodged import change, life_of
from tests.bot.store.rows import stored_debts
from tests.handlers.tickets.lives import NUMBER
from tests.line_desk import LineDesk, LinePerson

PUSH, REPLY, QUOTA = "/v2/bot/message/push", "/v2/bot/message/reply", "/v2/bot/message/quota"
LETTER = Letter(to="jane@example.org", subject="About it", text="It by mail", language="en", number=NUMBER)
MONTHLY = b'{"message":"You have reached your monthly limit."}'
LEAD = "We could not send you this on"


@pytest.fixture
def desk(database: Database) -> Iterator[LineDesk]:
    """Give a desk at LINE with mails, on each engine."""
    with LineDesk(database, finder, mails=True) as desk:
        yield desk


@pytest.fixture
def jane(desk: LineDesk) -> LinePerson:
    """Give somebody with a ticket, whose address at LINE is known."""
    jane = desk.person("Jane", "en")
    jane.says("hello")
    with desk.database.write() as connection:
        tickets.append(connection, [change(life_of(jane.lane))], desk.seal)
        addresses.keep(connection, jane.lane, "line", jane.id, 0, desk.seal)
    return jane


def about(
    jane: LinePerson, words: str = "It is so.", version: int = 2, letter: Letter | None = LETTER
) -> Notice:
    text = Text(words, (Press("See it", "status", NUMBER),))
    return Notice(
        number=NUMBER, version=version, requester=jane.lane, text=text, letter=letter, language="en"
    )


def tell(jane: LinePerson, *said: Notice) -> list[notices.Rung]:
    """Owe notices, and let the worker do what is due."""
    desk = jane.desk
    with desk.database.write() as connection:
        rungs = [desk.notices.owe(connection, one, int(desk.now.timestamp() * 1_000)) for one in said]
    desk.work()
    return rungs


def steps(jane: LinePerson) -> list[str]:
    """Return what the ticket's log says of notices."""
    with jane.desk.database.read() as connection:
        log = ticket_logs.log_of(connection, NUMBER)
    return [_step(event) for event in log if isinstance(event, NoticeSent | NoticeFailed | NoticeWaits)]


def _step(event: NoticeSent | NoticeFailed | NoticeWaits) -> str:
    match event:
        case NoticeSent(channel=channel, proven=proven):
            return f"{channel} {'arrived' if proven else 'sent'}"
        case NoticeFailed(channel=channel, why=why):
            return f"{channel} failed: {why}"
    return "waits"


def rungs(jane: LinePerson) -> list[tuple[str, str | None, bool]]:
    """Return the rung and the outcome of each notice, and whether its words are still kept."""
    with jane.desk.database.read() as connection:
        rows = connection.execute(select(table).order_by(table.c.id)).all()
    return [(row.rung, row.outcome, row.sealed is not None) for row in rows]


def calls(jane: LinePerson, path: str) -> list[int | None]:
    return [call.status for call in jane.desk.line.calls if call.path == path]


def mails(jane: LinePerson) -> list[str]:
    assert jane.desk.mailbox is not None
    return [letter.text for letter in jane.desk.mailbox.letters()]


def no_quota(jane: LinePerson) -> None:
    jane.desk.line.quota.limit = jane.desk.line.quota.used(jane.desk.now.timestamp())


def test_a_push_that_line_takes_is_sent_and_proves_nothing(jane: LinePerson) -> None:
    assert tell(jane, about(jane)) == ["push"]
    assert "It is so." in jane.text
    assert steps(jane) == ["line sent"]
    assert rungs(jane) == [("push", "sent", False)]
    assert mails(jane) == []


def test_when_the_quota_is_used_up_a_mail_goes_out(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, about(jane))
    assert calls(jane, PUSH) == []
    assert len(mails(jane)) == 1
    assert steps(jane) == ["line failed: quota", "mail sent"]
    assert rungs(jane) == [("mail", "sent", True)], "it may come back"


def test_when_line_alone_knows_of_the_limit_its_refusal_leads_on(jane: LinePerson) -> None:
    jane.desk.line.fail_next(path=PUSH, status=429, body=MONTHLY)
    tell(jane, about(jane))
    assert calls(jane, PUSH) == [429]
    assert steps(jane) == ["line failed: monthly limit", "mail sent"]
    assert calls(jane, QUOTA) == [200]
    tell(jane, about(jane, version=9))
    assert calls(jane, QUOTA) == [200, 200]  # asked anew at once, for LINE has refused one
    assert calls(jane, PUSH) == [429, 200]


def test_the_quota_is_asked_for_every_five_minutes_at_most(jane: LinePerson) -> None:
    for version in range(5):
        tell(jane, about(jane, version=version))
    assert calls(jane, QUOTA) == [200]
    jane.desk.passes(minutes=5)
    tell(jane, about(jane, version=9))
    assert calls(jane, QUOTA) == [200, 200]


def test_while_line_does_not_tell_its_quota_pushes_go_on(jane: LinePerson) -> None:
    jane.desk.line.fail_next(path=QUOTA, status=500)
    tell(jane, about(jane))
    assert steps(jane) == ["line sent"]


def test_of_the_last_fifth_only_what_the_law_asks_for_is_pushed(jane: LinePerson) -> None:
    jane.desk.line.quota.limit = 10
    jane.desk.line.quota.count(8, jane.desk.now.timestamp())
    tell(jane, about(jane), replace(about(jane, "By law.", version=3), legal=True))
    first, *then = steps(jane)
    assert first == "line failed: quota"
    assert sorted(then) == ["line sent", "mail sent"], "two lanes, sent at once"
    assert "By law." in jane.text
    assert "It is so." not in jane.text


def test_a_rate_that_is_exceeded_is_waited_out(jane: LinePerson) -> None:
    jane.desk.line.fail_next(2, path=PUSH, status=429)
    tell(jane, about(jane))
    assert (calls(jane, PUSH), steps(jane)) == ([429], [])
    jane.desk.passes(seconds=2)
    jane.desk.passes(seconds=3)
    assert (calls(jane, PUSH), steps(jane)) == ([429, 429, 200], ["line sent"])


def test_an_error_of_lines_is_tried_again_with_the_same_key_and_said_once(jane: LinePerson) -> None:
    jane.desk.line.fail_next(path=PUSH, drop="after")
    tell(jane, about(jane))
    jane.desk.passes(seconds=2)
    assert calls(jane, PUSH)[-1] == 409
    assert steps(jane) == ["line sent"]
    assert jane.text.count("It is so.") == 1


def test_a_push_that_hangs_is_tried_again_and_said_once(
    jane: LinePerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client_module, "READ_SECONDS", 0.3)
    jane.desk.line.fail_next(path=PUSH, stall=30)
    tell(jane, about(jane))
    monkeypatch.undo()
    assert steps(jane) == []
    jane.desk.passes(seconds=2)
    assert steps(jane) == ["line sent"]
    assert jane.text.count("It is so.") == 1


def test_a_500_is_tried_again(jane: LinePerson) -> None:
    jane.desk.line.fail_next(path=PUSH, status=500)
    tell(jane, about(jane))
    jane.desk.passes(seconds=2)
    assert (calls(jane, PUSH), steps(jane)) == ([500, 200], ["line sent"])


def test_a_push_that_line_refuses_for_good_goes_by_mail(jane: LinePerson) -> None:
    jane.desk.line.fail_next(path=PUSH, status=400)
    tell(jane, about(jane))
    assert steps(jane) == ["line failed: status 400", "mail sent"]
    states = {row.dedupe: row.state for row in stored_debts(jane.desk.database)}
    assert states[f"ticket:{NUMBER}:2"] == OwedState.CANCELLED


def test_who_blocks_us_is_written_a_mail(jane: LinePerson) -> None:
    jane.desk.line.block(jane.id)
    jane.desk.work()
    assert tell(jane, about(jane)) == ["mail"]
    assert (calls(jane, PUSH), steps(jane)) == ([], ["mail sent"])


def test_what_waits_to_be_pushed_goes_by_mail_when_the_person_blocks_us(jane: LinePerson) -> None:
    jane.desk.line.fail_next(path=PUSH, status=503)
    tell(jane, about(jane))
    jane.desk.line.block(jane.id)
    jane.desk.work()
    assert steps(jane) == ["line failed: blocked", "mail sent"]
    jane.desk.passes(hours=1)
    assert (calls(jane, PUSH), len(mails(jane))) == ([503], 1)


def test_without_an_address_it_waits_for_the_next_message_and_comes_before_the_answer(
    jane: LinePerson,
) -> None:
    no_quota(jane)
    tell(jane, about(jane, letter=None))
    assert (steps(jane), rungs(jane)) == (["line failed: quota", "waits"], [("pending", None, True)])
    said = jane.says("hello")
    assert said.startswith(LEAD)
    assert "It is so." in said
    assert "See it" in [button["label"] for button in jane.buttons()]
    assert calls(jane, REPLY)[-1] == 200
    assert calls(jane, PUSH) == []
    assert steps(jane)[-1] == "line arrived"
    assert rungs(jane) == [("reply", "arrived", False)]
    assert "It is so." not in jane.says("hello")


def test_it_is_handed_over_once_though_two_messages_come_at_once(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, about(jane, letter=None))
    jane._begin(jane.id)
    jane.desk.line.say(jane.id, "hello")
    jane.desk.line.say(jane.id, "hello")
    jane.desk.work()
    assert jane.text.count("It is so.") == 1


def test_what_waits_is_told_oldest_first_and_as_much_as_fits_beside_the_answer(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, *(about(jane, f"Word {place}.", version=place, letter=None) for place in range(6)))
    first = [line for line in jane.says("hello").splitlines() if line.startswith("Word")]
    rest = [line for line in jane.says("hello").splitlines() if line.startswith("Word")]
    assert [*first, *rest] == [f"Word {place}." for place in range(6)]
    assert 0 < len(first) <= 4
    assert set(calls(jane, REPLY)) == {200}


def test_who_comes_back_is_told_with_the_greeting(jane: LinePerson) -> None:
    jane.desk.line.block(jane.id)
    jane.desk.work()
    assert tell(jane, about(jane, letter=None)) == ["pending"]
    jane._begin(jane.id)
    jane.desk.line.follow(jane.id)
    jane.desk.work()
    assert jane.text.startswith(LEAD)
    assert steps(jane) == ["waits", "line arrived"]


def test_nothing_of_it_is_told_in_a_group(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, about(jane, letter=None))
    group = jane.desk.line.add_group("Group", [jane.id])
    assert "It is so." not in jane.says_in(group.id, "hello")
    assert "It is so." in jane.says("hello")


def test_help_for_somebody_in_distress_stands_alone(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, about(jane, letter=None))
    assert "It is so." not in jane.says("I want to die")
    assert "It is so." in jane.says("hello")


def test_an_answer_whose_token_died_waits_where_there_is_no_quota(jane: LinePerson) -> None:
    no_quota(jane)
    jane.desk.line.fail_next(path=REPLY, status=400)
    jane.says("thank you")
    assert [rung for rung, _, _ in rungs(jane)] == ["pending"]
    assert jane.says("hello").startswith(LEAD)
    assert rungs(jane) == [("reply", "arrived", False)]
    assert steps(jane) == []


def test_a_notice_beside_an_answer_that_could_not_be_sent_comes_once_all_the_same(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, about(jane, letter=None))
    jane.desk.line.fail_next(path=REPLY, status=400)
    jane.says("thank you")
    assert [rung for rung, _, _ in rungs(jane)] == ["pending", "pending"]
    said = jane.says("hello")
    assert said.count("It is so.") == 1
    assert said.count(LEAD) == 2
    assert "It is so." not in jane.says("hello")


def test_a_notice_that_line_refuses_beside_an_answer_does_not_stand_in_the_way_of_the_next(
    jane: LinePerson,
) -> None:
    no_quota(jane)
    tell(jane, about(jane, letter=None))
    jane.desk.line.quota.limit = None
    jane.desk.passes(minutes=6)
    jane.desk.line.fail_next(path=REPLY, status=413)
    jane.says("hello")
    assert rungs(jane) == [("reply", "failed", False)]
    assert steps(jane)[-1] == "line failed: status 413"
    assert "It is so." not in jane.says("hello")


def test_a_mail_that_is_refused_for_good_waits_for_the_next_message(jane: LinePerson) -> None:
    assert jane.desk.mailbox is not None
    jane.desk.mailbox.fail_next(at="recipient", status=550)
    no_quota(jane)
    tell(jane, about(jane))
    assert steps(jane)[1].startswith("mail failed: ")
    assert steps(jane)[2] == "waits"
    assert "It is so." in jane.says("hello")


def mail_id(jane: LinePerson) -> str:
    """Return what the newest mail is known by."""
    assert jane.desk.mailbox is not None
    return str(jane.desk.mailbox.letters()[-1].message["Message-ID"]).strip("<>").partition(".")[0]


def comes_back(jane: LinePerson, mail: str) -> bool:
    desk = jane.desk
    now = int(desk.now.timestamp() * 1_000)
    with desk.database.write() as connection:
        said = desk.notices.ladder.came_back(connection, NUMBER, mail, now)
    desk.work()
    return said


def test_a_mail_that_comes_back_is_said_the_next_way_in_the_same_words_and_once(jane: LinePerson) -> None:
    tell(jane, replace(about(jane), mail_first=True))
    sent = mail_id(jane)
    assert comes_back(jane, sent)
    assert comes_back(jane, sent), "the second report says the same"
    assert jane.text.count("It is so.") == 1
    assert steps(jane) == ["mail sent", "mail failed: returned", "line sent"]
    assert rungs(jane) == [("push", "sent", False)]
    assert jane.desk.broken() == []


def test_a_mail_that_was_the_last_way_waits_for_the_next_message_when_it_comes_back(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, about(jane))
    assert comes_back(jane, mail_id(jane))
    assert steps(jane)[2:] == ["mail failed: returned", "waits"]
    assert "It is so." in jane.says("hello")


def test_a_report_that_comes_before_the_relay_has_said_yes_ends_nothing_twice(jane: LinePerson) -> None:
    desk = jane.desk
    with desk.database.write() as connection:
        desk.notices.owe(connection, replace(about(jane), mail_first=True), 0)
    while not desk._deliverer.busy:
        desk._worker.turn()
    while not desk._deliverer.ended:
        desk._seat.wait(0.1)
    desk.line.fail_next(path=PUSH, status=400)
    assert comes_back(jane, mail_id(jane))
    assert steps(jane) == ["mail failed: returned", "line failed: status 400", "waits"]
    assert len(mails(jane)) == 1


@pytest.mark.parametrize("mail", ["", "0b9f6d1e-5c6e-4b0e-9b66-3f6a2b1c9d10"])
def test_a_report_about_a_mail_of_which_nothing_is_known_says_nothing(jane: LinePerson, mail: str) -> None:
    tell(jane, replace(about(jane), mail_first=True))
    assert not comes_back(jane, mail)
    assert steps(jane) == ["mail sent"]


def test_the_words_of_a_mail_are_kept_for_a_week_and_no_longer(jane: LinePerson) -> None:
    tell(jane, replace(about(jane), mail_first=True))
    week, now = 7 * 24 * 3_600_000, int(jane.desk.now.timestamp() * 1_000)
    retention.step(jane.desk.database, now + week)
    assert rungs(jane) == [("mail", "sent", True)]
    retention.step(jane.desk.database, now + week + 1)
    assert rungs(jane) == [("mail", "sent", False)]
    assert not comes_back(jane, mail_id(jane))


def answered(jane: LinePerson) -> list[tuple[str, bool]]:
    """Return how the answer of the ticket travelled, as its log has it."""
    with jane.desk.database.read() as connection:
        log = ticket_logs.log_of(connection, NUMBER)
    return [(event.channel, event.proven) for event in log if isinstance(event, DeliveryTried)]


def test_what_carries_the_answer_notes_how_it_travelled_and_other_words_do_not(jane: LinePerson) -> None:
    tell(jane, replace(about(jane), mail_first=True, answers=True), about(jane, version=3))
    assert answered(jane) == [("mail", False)]
    assert comes_back(jane, mail_id(jane))
    assert answered(jane) == [("mail", False), ("line", False)]
    assert jane.desk.broken() == []


def test_an_answer_that_was_handed_over_with_a_reply_has_arrived(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, replace(about(jane, letter=None), answers=True))
    assert answered(jane) == []
    jane.says("hello")
    assert answered(jane) == [("line", True)]


def open_tasks(jane: LinePerson) -> list[tuple[str, str | None]]:
    with jane.desk.database.read() as connection:
        return [(task.kind, task.number) for task in tasks.open_tasks(connection)]


def test_mails_to_one_person_about_one_ticket_go_out_in_order(jane: LinePerson) -> None:
    assert jane.desk.mailbox is not None
    jane.desk.mailbox.fail_next(at="recipient", status=450)
    letters = [replace(LETTER, text=text, thread=of_requester(NUMBER)) for text in ("One", "Two")]
    tell(
        jane,
        *(
            replace(about(jane, letter=letter, version=version), mail_first=True)
            for version, letter in enumerate(letters)
        ),
    )
    assert mails(jane) == []
    rows = [row for row in stored_debts(jane.desk.database) if row.channel == "mail"]
    assert [row.threaded for row in rows] == [True, True], "for longer than a minute, too"
    jane.desk.passes(minutes=2)
    assert [text.strip() for text in mails(jane)] == ["One", "Two"]


def test_after_a_month_staff_are_told_that_it_did_not_arrive(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, about(jane, letter=None))
    now = int(jane.desk.now.timestamp() * 1_000)
    job = LateNotices(jane.desk.notices.ladder)
    assert job.step(jane.desk.database, now + 30 * 24 * 3_600_000 - 1)
    assert rungs(jane) == [("pending", None, True)]
    assert job.step(jane.desk.database, now + 30 * 24 * 3_600_000)
    assert rungs(jane) == [("pending", "failed", False)]
    assert steps(jane)[-1] == "line failed: nothing_heard"
    assert open_tasks(jane) == [("notice_failed", NUMBER)]
    assert "It is so." not in jane.says("hello")


def test_a_push_that_fails_for_a_day_goes_by_mail(jane: LinePerson) -> None:
    jane.desk.line.fail_next(1_000, path=PUSH, status=503)
    tell(jane, about(jane))
    for _ in range(23 * 12):
        jane.desk.passes(minutes=5)
    assert steps(jane) == ["line failed: status 503", "mail sent"]


def test_a_notice_in_an_answer_that_waits_is_kept_when_the_person_blocks_us(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, about(jane, letter=None))
    jane.desk.line.fail_next(path=REPLY, status=503)
    jane.says("hello")
    assert rungs(jane) == [("reply", None, True)]
    jane.desk.line.block(jane.id)
    jane.desk.work()
    assert rungs(jane) == [("pending", None, True)]
    jane._begin(jane.id)
    jane.desk.line.follow(jane.id)
    jane.desk.work()
    assert jane.text.count("It is so.") == 1


def test_a_notice_of_several_calls_is_sent_when_its_last_one_is(jane: LinePerson) -> None:
    tell(jane, about(jane, "Word. " * 6_000))
    assert calls(jane, PUSH) == [200, 200]
    assert steps(jane) == ["line sent"]


def test_a_push_that_line_took_after_the_person_blocked_us_is_taken_for_lost(jane: LinePerson) -> None:
    jane.desk.line.fail_next(path=PUSH, drop="after")
    tell(jane, about(jane))
    lane = jane.lane
    with jane.desk.database.write() as connection:
        conversations.save(connection, {lane: Conversation(blocked=True)}, 0, jane.desk.seal)
    jane.desk.passes(seconds=2)
    assert steps(jane) == ["line failed: blocked", "mail sent"]


def test_a_log_that_cannot_be_read_hinders_no_notice(jane: LinePerson) -> None:
    with jane.desk.database.write() as connection:
        strange = update(ticket_events).where(ticket_events.c.number == NUMBER)
        connection.execute(strange.values(record='{"what":"sung"}'))
    tell(jane, about(jane))
    assert rungs(jane) == [("push", "sent", False)]
    assert "It is so." in jane.text


def dies_after_sending(desk: LineDesk) -> None:
    """Let the worker end after LINE took what was owed and before that is written down, and come back."""
    while not desk._deliverer.busy:
        desk._worker.turn()
    while not desk._deliverer.ended:
        desk._seat.wait(0.1)
    assert len(desk._deliverer.outcomes()) == 1
    desk._worker.recover()
    desk.work()


def test_a_worker_that_dies_after_a_push_says_nothing_twice(jane: LinePerson) -> None:
    desk = jane.desk
    with desk.database.write() as connection:
        desk.notices.owe(connection, about(jane), 0)
    dies_after_sending(desk)
    assert (calls(jane, PUSH), steps(jane)) == ([200, 409], ["line sent"])
    assert jane.text.count("It is so.") == 1


def test_a_worker_that_dies_after_handing_over_hands_over_nothing_twice(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, about(jane, letter=None))
    jane._begin(jane.id)
    jane.desk.line.say(jane.id, "hello")
    dies_after_sending(jane.desk)
    assert rungs(jane) == [("reply", "sent", False)]  # the token is spent, by us as far as we know
    jane.desk.line.say(jane.id, "hello")
    jane.desk.work()
    assert jane.text.count("It is so.") == 1


def test_each_step_keeps_the_log_of_the_ticket_whole(jane: LinePerson) -> None:
    no_quota(jane)
    tell(jane, about(jane), about(jane, version=3, letter=None))
    jane.says("hello")
    assert jane.desk.broken() == []
    with jane.desk.database.read() as connection:
        assert ticket_check.check(connection, NUMBER, jane.desk.seal) is None
