"""Who blocks us is told by mail, and otherwise when they come back."""

from __future__ import annotations

from bot.store import conversations
from handlers.conversation import Conversation
from tests.bot.jobs.ladder.telling import LEAD, PUSH, REPLY, about, calls, mails, no_quota, rungs, steps, tell
from tests.line_desk import LinePerson


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


def test_who_comes_back_is_told_with_the_greeting(jane: LinePerson) -> None:
    jane.desk.line.block(jane.id)
    jane.desk.work()
    assert tell(jane, about(jane, letter=None)) == ["pending"]
    jane._begin(jane.id)
    jane.desk.line.follow(jane.id)
    jane.desk.work()
    assert jane.text.startswith(LEAD)
    assert steps(jane) == ["waits", "line arrived"]


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


def test_a_push_that_line_took_after_the_person_blocked_us_is_taken_for_lost(jane: LinePerson) -> None:
    jane.desk.line.fail_next(path=PUSH, drop="after")
    tell(jane, about(jane))
    lane = jane.lane
    with jane.desk.database.write() as connection:
        conversations.save(connection, {lane: Conversation(blocked=True)}, 0, jane.desk.seal)
    jane.desk.passes(seconds=2)
    assert steps(jane) == ["line failed: blocked", "mail sent"]
