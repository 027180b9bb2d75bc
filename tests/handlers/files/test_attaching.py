"""A file is added to an open ticket of one's own: by the button, or by an offer made for this person."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.awaited import PATIENCE, Awaited
from handlers.conversation import Conversation
from handlers.events import Media, MediaReceived, MessageUnsent
from handlers.files import limits
from handlers.files.fetch import Fetch
from handlers.tickets.statuses import ENDED, OPEN, Status
from handlers.tickets.ticket import Ticket
from handlers.wording import CATALOGUES
from knowledge.language import LANGUAGES, Language
from tests.builders import NOW, pressed
from tests.desk import Desk
from tests.handlers.tickets.lives import NUMBER, another, at

ID = "461230966842064897"
NOT_LOOKED_AT = "have not looked at"


def desk_with(*tickets: Ticket) -> Desk:
    desk = Desk()
    desk.tickets = tickets
    return desk


@pytest.fixture
def desk() -> Desk:
    """Give the desk of a person with one open ticket."""
    return desk_with(at(Status.VERIFYING).ticket)


def sent(
    media: Media = "image", message_id: str = ID, name: str = "", size: int | None = None
) -> MediaReceived:
    return MediaReceived(id="e1", at=NOW, media=media, message_id=message_id, name=name, size=size)


def fetched(desk: Desk) -> list[Fetch]:
    return list(desk.decision.fetches)


def offered(desk: Desk) -> list[str]:
    return [button.command for button in desk.buttons()]


def test_the_status_card_asks_for_a_file_and_the_next_one_is_taken(desk: Desk) -> None:
    desk.says("status")
    assert "JPEG, PNG, PDF, up to 10 MB each and 10 for one request" in desk.presses("attach")
    assert "do not send ID documents" in desk.text
    assert "We have received it" in desk.meets(sent("file", name="letter.pdf", size=9))
    (fetch,) = fetched(desk)
    assert (fetch.number, fetch.message_id, fetch.name) == (NUMBER, ID, "letter.pdf")
    assert desk.decision.ticket == NUMBER
    assert desk.changes == []  # it is not kept yet


def test_several_can_be_sent_one_after_the_other_each_under_an_id_of_its_own(desk: Desk) -> None:
    desk.meets(pressed("attach", NUMBER))
    ids = set()
    for number in range(3):
        desk.waits(hours=23)
        desk.meets(sent(message_id=str(number)))
        ids |= {fetch.file_id for fetch in fetched(desk)}
    assert len(ids) == 3


def test_a_file_a_day_later_is_not_taken_without_asking(desk: Desk) -> None:
    desk.meets(pressed("attach", NUMBER))
    desk.waits(seconds=PATIENCE.total_seconds())
    assert "Shall we add this" in desk.meets(sent())
    assert fetched(desk) == []


def test_who_does_not_want_to_any_more_is_not_waited_for(desk: Desk) -> None:
    desk.meets(pressed("attach", NUMBER))
    assert desk.presses("no_file") == "All right. Nothing was added."
    assert desk.conversation.awaited is None
    assert "Shall we add this" in desk.meets(sent())


def test_what_else_we_wait_for_is_not_forgotten_with_it(desk: Desk) -> None:
    desk.conversation.awaited = Awaited("address", NUMBER, NOW)
    desk.meets(pressed("no_file"))
    assert desk.conversation.awaited is not None


def test_a_file_sent_unasked_is_offered_to_the_one_open_ticket_and_taken_by_the_button(desk: Desk) -> None:
    assert "Shall we add this to " + NUMBER in desk.meets(sent())
    assert "do not send ID documents" in desk.text
    assert (fetched(desk), offered(desk)) == ([], ["add_file", "no_file"])
    desk.presses("add_file")
    (fetch,) = fetched(desk)
    assert (fetch.number, fetch.message_id) == (NUMBER, ID)


def test_a_button_names_the_message_and_not_what_is_in_it(desk: Desk) -> None:
    desk.meets(sent("file", name="my-illness.pdf"))
    assert [button for button in desk.buttons() if "illness" in button.argument + button.label] == []


@pytest.mark.parametrize("tickets", [(), (at(Status.WITHDRAWN).ticket,), (at(Status.ANSWERED).ticket,)])
def test_without_an_open_ticket_nobody_looks_at_a_picture(tickets: tuple[Ticket, ...]) -> None:
    desk = desk_with(*tickets)
    assert NOT_LOOKED_AT in desk.meets(sent())
    assert fetched(desk) == []


def test_with_two_open_tickets_nothing_is_guessed_but_the_card_of_each_takes_files() -> None:
    desk = desk_with(another().ticket, at(Status.VERIFYING).ticket)
    assert NOT_LOOKED_AT in desk.meets(sent())
    desk.meets(pressed("attach", NUMBER))
    desk.meets(sent())
    assert [fetch.number for fetch in fetched(desk)] == [NUMBER]


@pytest.mark.parametrize("media", ["video", "audio", "sticker", "location", "other"])
def test_what_is_neither_picture_nor_file_is_answered_as_ever(desk: Desk, media: Media) -> None:
    desk.meets(pressed("attach", NUMBER))
    assert "Please send your question as text." in desk.meets(sent(media))
    assert (fetched(desk), desk.decision.kind) == ([], "help")


def test_while_a_request_is_written_a_picture_is_no_offer_and_the_question_comes_again(desk: Desk) -> None:
    desk.answers("delete my data", "yes")
    assert NOT_LOOKED_AT in desk.meets(sent())
    assert "Whose data is it about" in desk.text


def test_who_asked_for_the_ticket_while_a_request_is_written_is_heard(desk: Desk) -> None:
    desk.answers("delete my data", "yes")
    desk.meets(pressed("attach", NUMBER))
    assert "We have received it" in desk.meets(sent())
    assert "Whose data is it about" in desk.text


@pytest.mark.parametrize("how", ["asked for", "offered"])
def test_a_file_that_says_it_is_too_large_is_turned_down_at_once(desk: Desk, how: str) -> None:
    if how == "asked for":
        desk.meets(pressed("attach", NUMBER))
    assert "too large" in desk.meets(sent("file", size=limits.LARGEST + 1))
    assert fetched(desk) == []
    assert "too large" not in desk.meets(sent("file", size=limits.LARGEST))


@pytest.mark.parametrize("how", ["asked for", "waited for", "offered", "pressed"])
def test_a_full_ticket_takes_no_more(desk: Desk, how: str) -> None:
    if how == "waited for":
        desk.meets(pressed("attach", NUMBER))
    if how == "pressed":
        desk.meets(sent())
    full = replace(desk.tickets[0], files=limits.MOST)
    offer = desk.buttons()
    desk.tickets = (full,)
    if how == "asked for":
        desk.meets(pressed("attach", NUMBER))
    elif how == "pressed":
        desk.meets(pressed("add_file", offer[0].argument))
    else:
        desk.meets(sent())
    assert "We can keep up to 10 files" in desk.text
    assert (fetched(desk), desk.conversation.awaited) == ([], None)


def test_a_full_ticket_does_not_offer_to_add_to_it() -> None:
    desk = desk_with(replace(at(Status.VERIFYING).ticket, files=limits.MOST))
    desk.says("status")
    assert "attach" not in offered(desk)


@pytest.mark.parametrize("status", sorted(set(Status) - OPEN))
def test_a_ticket_that_is_not_open_takes_nothing(status: Status) -> None:
    desk = desk_with(at(status).ticket)
    desk.meets(pressed("attach", NUMBER))
    assert "is no longer open" in desk.text
    desk.conversation = Conversation("en", awaited=Awaited("file", NUMBER, desk.now))
    desk.meets(sent())
    assert "is no longer open" in desk.text
    assert (fetched(desk), desk.conversation.awaited) == ([], None)


@pytest.mark.parametrize("status", sorted(ENDED))
def test_an_offer_for_a_ticket_that_has_ended_since_does_nothing(desk: Desk, status: Status) -> None:
    desk.meets(sent())
    button = desk.buttons()[0]
    desk.tickets = (at(status).ticket,)
    assert "is no longer open" in desk.meets(pressed(button.command, button.argument))
    assert fetched(desk) == []


def test_somebody_else_s_ticket_takes_nothing_and_is_not_known() -> None:
    stranger, nobody = desk_with(another().ticket), desk_with()
    for desk in (stranger, nobody):
        desk.meets(pressed("attach", NUMBER))
        assert "I cannot see a request of that number" in desk.text
        desk.conversation.awaited = Awaited("file", NUMBER, desk.now)
        desk.meets(sent())
        assert "I cannot see a request of that number" in desk.text
        assert fetched(desk) == []


@pytest.mark.parametrize(
    "argument",
    [
        "",
        NUMBER,
        f"{NUMBER}/{ID}",
        f"{NUMBER}/{ID}/",
        f"{NUMBER}/{ID}/0123456789abcdef0123456789abcdef",
        f"{NUMBER}//",
        f"{NUMBER}/../{ID}/é",
        "x" * 200,
    ],
)
def test_a_made_up_button_adds_nothing(desk: Desk, argument: str) -> None:
    assert "This button is old" in desk.meets(pressed("add_file", argument))
    assert fetched(desk) == []


def test_the_button_of_one_message_adds_no_other_message(desk: Desk) -> None:
    desk.meets(sent())
    argument = desk.buttons()[0].argument.replace(ID, "461230966842064898", 1)
    assert "This button is old" in desk.meets(pressed("add_file", argument))


@pytest.mark.parametrize("message_id", ["", "a b", "../1", "x" * 65])
def test_a_picture_without_a_usable_id_is_answered_as_ever(desk: Desk, message_id: str) -> None:
    assert NOT_LOOKED_AT in desk.meets(sent(message_id=message_id))


def test_in_a_group_nothing_is_taken(desk: Desk) -> None:
    desk.conversation.awaited = Awaited("file", NUMBER, desk.now)
    assert desk.meets(replace(sent(), place="group"), group=True) == ""
    assert fetched(desk) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_fit_a_button(language: Language) -> None:
    labels = {key: text for key, text in CATALOGUES[language].items() if key.startswith("files.button.")}
    assert len(labels) == 3
    assert {key: text for key, text in labels.items() if len(text) > 20} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_may_be_sent_is_said_with_the_limits_that_hold(language: Language) -> None:
    desk = Desk(language)
    desk.tickets = (at(Status.VERIFYING).ticket,)
    for text in (desk.meets(sent()), desk.meets(pressed("attach", NUMBER))):
        assert [one for one in (*limits.TYPES.values(), "10") if one not in text] == []


def test_the_longest_wait_is_for_the_next_file_not_the_first(desk: Desk) -> None:
    desk.meets(pressed("attach", NUMBER))
    begun = desk.now
    desk.waits(hours=5)
    desk.meets(sent())
    assert desk.conversation.awaited == Awaited("file", NUMBER, begun + timedelta(hours=5))


def test_what_was_taken_back_since_it_was_offered_is_not_fetched(desk: Desk) -> None:
    desk.meets(sent())
    (offer, _) = desk.buttons()
    desk.meets(MessageUnsent(id="e2", at=NOW, message_id=ID))
    assert "It may have been unsent" in desk.meets(pressed("add_file", offer.argument))
    assert fetched(desk) == []
