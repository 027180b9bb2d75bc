"""People add information to an open ticket in their own words, and nothing of it gets lost or goes astray."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from handlers.own_tickets.informing import LONGEST
from handlers.tickets.log import Channel, MessageIn, Moved
from handlers.tickets.statuses import ENDED, OPEN, Move, Status
from handlers.tickets.texts import digest_of
from handlers.tickets.ticket import Ticket
from tests.builders import message, pressed
from tests.desk import Desk
from tests.handlers.tickets.lives import NUMBER, WEDNESDAY, at


def desk_with(*tickets: Ticket) -> Desk:
    desk = Desk()
    desk.now, desk.tickets = WEDNESDAY, tickets
    return desk


def asked(status: Status = Status.IN_REVIEW) -> Desk:
    desk = desk_with(at(status).ticket)
    desk.answers("status", "Add information")
    return desk


def kept(desk: Desk) -> list[str]:
    return [one.text for one in desk.texts.values()]


def story(length: int) -> str:
    words = (f"{first}{second}on" for first, second in product("bdfglmnprst", "aeiou") for _ in range(9))
    return " ".join(words)[: length - 1] + "."


def test_the_next_message_is_kept_with_the_ticket_word_for_word() -> None:
    desk = asked()

    assert desk.says("It was in May.\nAt the fair.").startswith(f"Added to {NUMBER}.")
    (change,) = desk.changes
    (event,) = change.events
    assert isinstance(event, MessageIn)
    assert (event.channel, event.by.id) == (Channel.LINE, "person")
    text = change.texts[event.text.id]
    assert text.text == "It was in May.\nAt the fair."
    assert event.text.digest == digest_of(text.text, text.salt)


def test_the_log_holds_nothing_of_what_was_said() -> None:
    desk = asked()
    desk.says("my maiden name is Yamamoto")

    assert "Yamamoto" not in repr(desk.changes[0].events)


def test_it_is_known_which_message_a_text_came_from() -> None:
    desk = asked()
    desk.meets(replace(message("in May"), message_id="m-1"))

    ((number, text_id),) = desk.shelf.texts_from("m-1")
    assert (number, desk.texts[text_id].text) == (NUMBER, "in May")


def test_a_ticket_that_waited_for_its_requester_goes_on() -> None:
    desk = asked(Status.WAITING_REQUESTER)
    desk.says("in May")

    moved = desk.changes[0].events[-1]
    assert isinstance(moved, Moved)
    assert moved.move is Move.HEAR_REQUESTER
    assert desk.tickets[0].status is Status.IN_REVIEW


@pytest.mark.parametrize("status", sorted(OPEN - {Status.DRAFT}))
def test_every_ticket_that_somebody_works_on_takes_information(status: Status) -> None:
    desk = asked(status)
    desk.says("in May")

    assert kept(desk) == ["in May"]


@pytest.mark.parametrize("status", sorted(ENDED | {Status.ANSWERED, Status.PURGED}))
def test_a_ticket_that_has_ended_takes_none_and_says_so(status: Status) -> None:
    desk = desk_with(at(status).ticket)

    assert (
        desk.meets(pressed("inform", NUMBER)) == f"{NUMBER} is no longer open, so nothing can be added to it."
    )
    assert desk.conversation.awaited is None
    desk.says("in May")
    assert desk.changes == []


def test_a_ticket_that_ended_in_between_takes_none_and_nothing_is_awaited_any_more() -> None:
    desk = asked()
    desk.tickets = (at(Status.WITHDRAWN).ticket,)

    assert "no longer open" in desk.says("in May")
    assert (desk.changes, desk.conversation.awaited) == ([], None)


def test_several_messages_one_after_the_other_are_all_kept() -> None:
    desk = asked()
    desk.answers("It was in May", "no, in June", "and my name was Yamamoto then")

    assert kept(desk) == ["It was in May", "no, in June", "and my name was Yamamoto then"]


def test_five_minutes_later_a_message_is_something_new() -> None:
    desk = asked()
    desk.says("in May")
    desk.waits(minutes=5)
    desk.says("in June")

    assert kept(desk) == ["in May"]


def test_after_done_a_message_is_something_new() -> None:
    desk = asked()
    desk.answers("in May", "Done", "in June")

    assert kept(desk) == ["in May"]


@pytest.mark.parametrize("asks", ["when will you answer?", "いつ回答をもらえますか", "thanks", "status"])
def test_who_asks_something_after_the_first_message_is_answered(asks: str) -> None:
    desk = asked()
    desk.answers("in May", asks)

    assert kept(desk) == ["in May"]


def test_a_question_as_the_first_message_is_for_whoever_works_on_the_ticket() -> None:
    desk = asked()
    desk.says("Is the old address still in your records?")

    assert kept(desk) == ["Is the old address still in your records?"]


@pytest.mark.parametrize("said", ["はい", "いいえ", "わかりません", "なし", "yes", "no", "I don't know"])
def test_a_word_may_be_all_there_is_to_say(said: str) -> None:
    desk = asked()
    desk.says(said)

    assert kept(desk) == [said]


def test_a_wish_in_the_information_begins_no_second_request() -> None:
    desk = asked()
    desk.says("please delete my old address as well")

    assert kept(desk) == ["please delete my old address as well"]
    assert desk.conversation.form is None


@pytest.mark.parametrize("said", ["cancel", "やめる", "やっぱりいい", "never mind"])
def test_a_word_that_stops_adds_nothing(said: str) -> None:
    desk = asked()

    assert "Nothing more will be added." in desk.says(said)
    assert (desk.changes, desk.conversation.awaited) == ([], None)


def test_not_now_adds_nothing() -> None:
    desk = asked()
    desk.answers("Not now", "in May")

    assert desk.changes == []


def test_after_a_day_a_message_is_something_new() -> None:
    desk = asked()
    desk.waits(hours=24)
    desk.says("in May")

    assert (desk.changes, desk.conversation.awaited) == ([], None)


@pytest.mark.parametrize("said", ["my card is 4111 1111 1111 1111", "password: hunter2secret"])
def test_a_secret_is_warned_about_and_not_kept_and_we_still_wait(said: str) -> None:
    desk = asked()

    assert "Please do not send" in desk.says(said)
    assert desk.changes == []
    desk.says("in May")
    assert kept(desk) == ["in May"]


def test_somebody_in_distress_is_heard_first() -> None:
    desk = asked()

    assert "119" in desk.says("I want to die")
    assert desk.changes == []


@pytest.mark.parametrize("said", ["status", "担当者", f"withdraw {NUMBER}"])
def test_what_is_surely_for_the_desk_is_answered_and_we_still_wait_or_ask(said: str) -> None:
    desk = asked()
    desk.says(said)

    assert desk.changes == []


def test_as_much_as_fits_is_taken_and_more_is_not_cut_but_asked_for_in_parts() -> None:
    desk = asked()

    assert f"at most {LONGEST} characters" in desk.says(story(LONGEST + 1))
    assert desk.changes == []
    desk.says(story(LONGEST))
    assert kept(desk) == [story(LONGEST)]


def test_while_a_form_is_open_the_information_comes_first_and_the_form_goes_on_afterwards() -> None:
    desk = desk_with(at(Status.IN_REVIEW).ticket)
    desk.answers("delete my data", "yes", "own")
    desk.meets(pressed("inform", NUMBER))
    assert "What should be deleted?" not in desk.text
    desk.says("in May")
    assert kept(desk) == ["in May"]
    desk.answers("Done", "my photos", "later")

    assert "To be deleted: my photos" in desk.text


@pytest.mark.parametrize(
    "said", [f"add information to {NUMBER}", f"{NUMBER}に情報を追加します", f"{NUMBER}に追加です"]
)
def test_who_writes_that_they_add_something_is_asked_for_it(said: str) -> None:
    desk = desk_with(at(Status.IN_REVIEW).ticket)
    desk.says(said)

    assert desk.conversation.awaited is not None
    desk.says("in May")
    assert kept(desk) == ["in May"]


@pytest.mark.parametrize("language_of_it", [f"add information to {NUMBER}", f"{NUMBER}に情報を追加します"])
def test_nobody_adds_anything_to_somebody_elses_ticket(language_of_it: str) -> None:
    desk = desk_with()
    desk.says(language_of_it)

    assert desk.conversation.awaited is None
    desk.meets(pressed("inform", NUMBER))
    desk.says("in May")
    assert desk.changes == []


def test_answers_to_a_request_begun_by_a_button_meanwhile_are_no_information_for_the_ticket() -> None:
    desk = asked()
    desk.waits(minutes=1)
    desk.meets(pressed("request", "disclosure"))
    desk.answers("yes", "1", "only my letters")

    assert desk.changes == []
    form = desk.conversation.form
    assert form is not None
    assert "only my letters" in form.answers.values()


def test_information_asked_for_in_the_middle_of_a_request_is_still_taken_first() -> None:
    desk = desk_with(at(Status.IN_REVIEW).ticket)
    desk.meets(pressed("request", "disclosure"))
    desk.waits(minutes=1)
    desk.answers("status", "Add information")
    desk.says("It was in May.")

    assert kept(desk) == ["It was in May."]
    assert desk.conversation.form is not None
