"""Something is handed over from the chat: offered where we have no answer, asked for shortly, sent once."""

from __future__ import annotations

from itertools import count

import pytest

from handlers.escalating.buttons import COMMAND, LABELS, Label, label_of
from handlers.events import MessageReceived, MessageUnsent
from handlers.intake.records import form_of, record_of
from handlers.plain import as_text
from handlers.routes import decide
from handlers.tickets.actors import SYSTEM
from handlers.tickets.kinds import Kind
from handlers.tickets.log import Channel, ContactNamed, Moved
from handlers.tickets.statuses import Move, Status
from knowledge.language import LANGUAGES, Language
from tests.builders import context, finding, message, pressed
from tests.desk import Desk

QUESTION = "Do you keep the logs of lamps?"
HERE = ("here", "send")
_ids = count(1)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def asked(desk: Desk, text: str = QUESTION) -> str:
    """Write a question in a message that can be taken back."""
    return desk.meets(
        MessageReceived(id=f"asked-{next(_ids)}", at=desk.now, text=text, message_id=f"id of {text}")
    )


def begun(desk: Desk, kind: Kind) -> str:
    return desk.meets(pressed(COMMAND, kind.value))


def commands(desk: Desk) -> list[str]:
    return [button.command for button in desk.buttons()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("label", [label for label, _ in LABELS])
def test_the_labels_fit_a_button(label: Label, language: Language) -> None:
    assert len(label_of(label, language)) <= 20


def test_a_question_without_an_answer_can_be_passed_on_in_two_taps_and_a_last_look(desk: Desk) -> None:
    asked(desk)
    assert QUESTION in desk.presses("Ask our staff")
    desk.answers("Send this question", *HERE)
    (ticket,) = desk.tickets
    assert (ticket.kind, ticket.status, ticket.items) == (Kind.QUESTION, Status.IN_REVIEW, ())
    assert ticket.request is not None
    assert desk.texts[ticket.request.id].text == f"Question: {QUESTION}\nAnswer: Here in the chat"


def test_it_goes_to_work_without_identification(desk: Desk) -> None:
    begun(desk, Kind.COMPLAINT)
    desk.answers("It was loud.", "Skip", *HERE)
    moves = [(one.move, one.by) for one in desk.changes[0].events if isinstance(one, Moved)]
    assert [move for move, _ in moves] == [Move.SUBMIT, Move.TAKE_UP]
    assert moves[1][1] == SYSTEM


def test_an_address_is_kept_beside_what_they_tell_and_gets_no_code() -> None:
    desk = Desk(mails=True)
    begun(desk, Kind.QUESTION)
    desk.answers("May I?", "jane@example.org", "send")
    (named,) = [one for one in desk.changes[0].events if isinstance(one, ContactNamed)]
    assert (named.channel, desk.texts[named.address.id].text) == (Channel.MAIL, "jane@example.org")
    assert (desk.letters, desk.decision.codes) == ([], ())


def test_what_stands_on_a_button_can_be_written_as_well(desk: Desk) -> None:
    asked(desk)
    assert QUESTION in desk.says("ask our staff")
    assert desk.conversation.form is not None


@pytest.mark.parametrize("kind", [Kind.QUESTION, Kind.COMPLAINT, Kind.INCIDENT])
def test_sending_twice_opens_one_ticket(kind: Kind, desk: Desk) -> None:
    begun(desk, kind)
    while desk.conversation.form is not None and "Send" not in [button.label for button in desk.buttons()]:
        desk.answers("here" if any("here" in one.argument for one in desk.buttons()) else "It is so.")
    send = next(button for button in desk.buttons() if button.label == "Send")
    desk.meets(pressed(send.command, send.argument))
    assert "We have this request already." in desk.meets(pressed(send.command, send.argument))
    assert len(desk.tickets) == 1


def test_another_question_replaces_the_one_that_was_kept(desk: Desk) -> None:
    asked(desk)
    desk.presses("Ask our staff")
    desk.presses("Write another one")
    assert QUESTION not in desk.answers("What about chairs?", "here")
    assert "1. Question: What about chairs?" in desk.text


def test_any_words_are_the_answer_even_a_wish_or_a_question(desk: Desk) -> None:
    begun(desk, Kind.COMPLAINT)
    for words in ("Delete all my data! How do I withdraw my consent?", "I want to talk to a person about it"):
        desk.says(words)
    desk.says("here")
    assert "1. What happened: Delete all my data!" in desk.text
    assert "2. What we should do: I want to talk to a person" in desk.text


def test_somebody_in_distress_is_heard_all_the_same(desk: Desk) -> None:
    begun(desk, Kind.COMPLAINT)
    desk.says("I want to die")
    assert desk.decision.behaviour == "support"


def test_two_thousand_characters_are_taken_and_not_one_more(desk: Desk) -> None:
    begun(desk, Kind.QUESTION)
    assert "2000" in desk.says("a" * 2_001)
    assert "How shall we answer you?" in desk.says("a" * 2_000)


def test_while_something_else_is_written_nothing_new_begins(desk: Desk) -> None:
    desk.says("delete my data")
    form = desk.conversation.form
    begun(desk, Kind.INCIDENT)
    assert "still writing something else" in desk.text
    assert desk.conversation.form is not None
    assert form is not None
    assert (desk.conversation.form.kind, desk.conversation.form.id) == (Kind.RIGHTS, form.id)


def test_a_button_for_a_kind_we_never_offered_begins_nothing(desk: Desk) -> None:
    for argument in ("rights", "", "spam", "PR-2026-000001"):
        desk.meets(pressed(COMMAND, argument))
        assert desk.decision.kind == "help"
    assert desk.conversation.form is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_of_every_kind_survives_the_store(language: Language) -> None:
    for kind in (Kind.QUESTION, Kind.COMPLAINT, Kind.INCIDENT):
        desk = Desk(language)
        begun(desk, kind)
        form = desk.conversation.form
        assert form is not None
        assert form_of(record_of(form)) == form


def test_where_no_ticket_can_be_opened_nothing_is_offered() -> None:
    ctx = context(found=finding("fallback", confidence=0.0))
    for text in (QUESTION, "I want to talk to a person", "my data was leaked"):
        said = decide(message(text), ctx)
        assert COMMAND not in [button.command for reply in said.replies for button in reply.choices]
        assert "from here" not in as_text(said.replies)
    assert ctx.conversation.unanswered is None


def test_a_question_is_kept_a_day_and_no_longer(desk: Desk) -> None:
    asked(desk)
    desk.waits(hours=24)
    assert QUESTION not in begun(desk, Kind.QUESTION)


def test_a_question_is_dropped_when_the_next_message_is_answered(desk: Desk) -> None:
    asked(desk)
    desk.says("hello")
    assert desk.conversation.unanswered is None


def test_who_then_asks_for_a_person_still_means_the_question_before(desk: Desk) -> None:
    asked(desk)
    desk.says("I want to talk to a person")
    assert QUESTION in desk.presses("Write from here")


def test_a_question_that_is_taken_back_is_not_kept(desk: Desk) -> None:
    asked(desk)
    desk.meets(MessageUnsent(id="unsent", at=desk.now, message_id=f"id of {QUESTION}"))
    assert desk.conversation.unanswered is None


def test_a_question_taken_back_from_the_form_is_asked_for_again(desk: Desk) -> None:
    asked(desk)
    desk.answers("Ask our staff", "Send this question", "here")
    desk.meets(MessageUnsent(id="unsent", at=desk.now, message_id=f"id of {QUESTION}"))
    desk.answers("Send", "Go on")
    assert "What would you like to ask our staff" in desk.text
    assert desk.tickets == ()


def test_a_secret_is_never_kept_as_a_question(desk: Desk) -> None:
    asked(desk, "My password is hunter2secret, does the lamp know it?")
    assert desk.conversation.unanswered is None


def test_a_choice_that_was_none_of_these_can_be_passed_on() -> None:
    desk = Desk(found=finding("choose", "1", "2", confidence=0.4))
    asked(desk)
    desk.presses("none")
    assert COMMAND in commands(desk)
    assert QUESTION in desk.presses("Ask our staff")


def test_what_was_answered_cannot_be_passed_on() -> None:
    desk = Desk(found=finding("answer", "1", confidence=0.9))
    asked(desk)
    assert (desk.conversation.unanswered, COMMAND in commands(desk)) == (None, False)


def test_the_urgent_words_come_before_the_button(desk: Desk) -> None:
    desk.says("my data was leaked")
    assert desk.text.startswith("Thank you for telling us. If you suspect a leak or misuse")
    assert commands(desk)[0] == COMMAND


def test_whoever_asks_what_is_held_reads_of_the_question(desk: Desk) -> None:
    asked(desk)
    assert "A question I could not answer: 24 hours at most" in desk.says("what do you know about me?")
    assert "A question I could not answer" not in desk.says("what do you know about me?")
