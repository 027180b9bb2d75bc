"""Worker: events become messages owed and sent, in order per person, and nobody waits for a stranger."""

from __future__ import annotations

from bot.channels import Receipt, SendError
from bot.jobs.worker import _BATCH
from bot.store import conversations
from bot.store.tables import EventState, OwedState
from handlers.conversation import Conversation
from handlers.events import MessageUnsent, Unfollowed
from tests.bot.jobs.desk import SEAL, START, Desk, happened, said
from tests.bot.store.rows import fail_for_good, stored_debt, stored_debts, stored_event


def test_a_message_is_decided_owed_and_answered(desk: Desk) -> None:
    desk.put(said("e1", "hello"))
    desk.work()
    assert desk.channel.sent == ["hello"]
    event, debt = stored_event(desk.database, "e1"), stored_debt(desk.database, "e1:0")
    assert (event.state, event.payload) == (EventState.DONE, None)
    assert (debt.state, debt.body, debt.sent_as) == (OwedState.SENT, None, "reply")


def test_who_quotes_an_answer_is_understood_and_nobody_else_is(desk: Desk) -> None:
    desk.channel.answers = {"9": [Receipt("reply", ("101",))], "2.2.cookies": [Receipt("push", ("102",))]}
    desk.put(said("e1", "9\n2.2.cookies"))
    desk.work()
    desk.put(said("e2", "more", quoted_message_id="102"), said("e3", "why", quoted_message_id="101"))
    desk.put(said("e4", "more of this", lane="ben", quoted_message_id="101"))
    desk.work()
    assert desk.channel.sent[2:] == ["you mean 2.2.cookies", "more of this", "you mean 9"]


def test_nothing_is_done_when_nothing_is_due(desk: Desk) -> None:
    assert desk.worker.turn() is False
    desk.put(said("e1", "hello", at=START + 1))
    assert desk.worker.turn() is False


def test_what_waits_in_the_store_is_sealed(desk: Desk) -> None:
    desk.put(said("e1", "a secret question"))
    assert b"secret" not in stored_event(desk.database, "e1").payload
    desk.channel.hold("a secret question")
    desk.worker.turn()
    assert b"secret" not in stored_debt(desk.database, "e1:0").body


def test_several_messages_of_one_answer_arrive_in_order_and_only_the_first_one_uses_the_token(
    desk: Desk,
) -> None:
    desk.put(said("e1", "one\ntwo\nthree"))
    desk.work()
    assert desk.channel.sent == ["one", "two", "three"]
    assert [row.sent_as for row in stored_debts(desk.database)] == ["reply", "push", "push"]


def test_more_people_than_fit_into_a_turn_are_all_answered(desk: Desk) -> None:
    people = 2 * _BATCH + 1
    desk.put(*(said(f"e{number}", f"hello {number}", lane=f"lane{number}") for number in range(people)))
    desk.work()
    assert sorted(desk.channel.sent) == sorted(f"hello {number}" for number in range(people))


def test_a_person_is_answered_in_the_order_they_wrote_even_when_the_first_answer_is_slow(desk: Desk) -> None:
    desk.put(said("a1", "first"), said("a2", "second"), said("b1", "other", lane="ben"))
    hold = desk.channel.hold("first")
    desk.worker.turn()
    desk.wait_for_a_send()
    while desk.worker.turn():
        pass
    assert desk.channel.sent == ["other"]
    assert stored_event(desk.database, "a2").state == EventState.DONE
    hold.set()
    desk.work()
    assert desk.channel.sent == ["other", "first", "second"]


def test_a_person_is_answered_in_order_even_when_the_first_try_fails(desk: Desk) -> None:
    desk.channel.answers["first"] = [SendError("status 500")]
    desk.put(said("a1", "first"), said("a2", "second"))
    desk.work()
    assert desk.channel.sent == []
    desk.work_at(START + 500)
    assert desk.channel.sent == ["first", "second"]


def test_a_message_that_was_refused_for_good_frees_the_next_one(desk: Desk) -> None:
    desk.channel.answers["first"] = [SendError("status 400", permanent=True)]
    desk.put(said("a1", "first"), said("a2", "second"))
    desk.work()
    assert desk.channel.sent == ["second"]
    assert stored_debt(desk.database, "a1:0").state == OwedState.FAILED


def test_without_its_reply_token_a_message_is_pushed_at_once_with_the_same_retry_key(desk: Desk) -> None:
    desk.channel.answers["hello"] = [SendError("status 400", token_spent=True)]
    desk.put(said("e1", "hello"))
    desk.work()
    first, second = desk.channel.tries("hello")
    assert (second.token_until, second.attempts, second.retry_key) == (None, 2, first.retry_key)
    assert stored_debt(desk.database, "e1:0").sent_as == "push"


def test_what_was_learnt_about_a_person_is_remembered_with_the_event(desk: Desk) -> None:
    desk.put(said("e1", "hello"), said("b1", "break", lane="ben"))
    desk.work()
    with desk.database.read() as connection:
        remembered = conversations.load(connection, ["ana", "ben"], SEAL)
    assert remembered == {"ana": Conversation(language="en")}


def test_every_message_starts_the_period_of_silence_anew(desk: Desk) -> None:
    desk.put(said("e1", "hello"))
    desk.work()
    desk.put(said("e2", "hello", at=START + 5_000))
    desk.work_at(START + 5_000)
    with desk.database.write() as connection:
        assert conversations.forget_before(connection, START + 5_000, 10) == 0


def test_nothing_is_remembered_of_a_group(desk: Desk) -> None:
    desk.put(said("e1", "hello", lane="group", place="group"))
    desk.work()
    assert desk.channel.sent == ["hello"]
    with desk.database.read() as connection:
        assert conversations.load(connection, ["group"], SEAL) == {}


def test_nothing_is_sent_any_more_to_who_blocked_us(desk: Desk) -> None:
    desk.channel.answers["hello"] = [SendError("status 500")]
    desk.put(said("e1", "hello\nagain"), said("b1", "other", lane="ben"))
    desk.work()
    desk.put(happened("e2", Unfollowed))
    desk.work_at(START + 10_000)
    assert desk.channel.sent == ["other"]
    states = [stored_debt(desk.database, name) for name in ("e1:0", "e1:1")]
    assert [(row.state, row.body) for row in states] == [(OwedState.CANCELLED, None)] * 2


def test_a_message_that_was_taken_back_while_it_waits_is_erased_and_not_answered(desk: Desk) -> None:
    desk.put(happened("e1", MessageUnsent, message_id="m2"))
    desk.put(said("e2", "a secret", message_id="m2"), said("e3", "no secret", message_id="m3"))
    desk.work()
    assert desk.channel.sent == ["no secret"]
    rows = [stored_event(desk.database, name) for name in ("e1", "e2", "e3")]
    assert [(row.state, row.payload) for row in rows] == [(EventState.DONE, None)] * 3


def test_a_message_that_was_taken_back_after_it_was_set_aside_is_erased(desk: Desk) -> None:
    desk.put(said("e1", "a secret", message_id="m1"), said("e2", "another", message_id="m2"))
    for name in ("e1", "e2"):
        fail_for_good(desk.database, name, now=START)
    desk.put(happened("e3", MessageUnsent, message_id="m1"))
    desk.work()
    assert stored_event(desk.database, "e1").payload is None
    assert stored_event(desk.database, "e2").payload is not None


def test_a_person_can_take_back_only_messages_of_their_own(desk: Desk) -> None:
    desk.put(said("e1", "a secret", lane="ben", message_id="m1"))
    fail_for_good(desk.database, "e1", now=START)
    desk.put(happened("e2", MessageUnsent, lane="ana", message_id="m1"))
    desk.work()
    assert stored_event(desk.database, "e1").payload is not None
