"""While staff have the conversation, a file goes into the ticket; of what cannot, the person hears."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.events import FileArrived, Media, MediaReceived
from tests.builders import NOW
from tests.handlers.handover.talks import taken, ticket_of, wrote
from tests.handlers.tickets.lives import NUMBER


def sent(media: Media, message_id: str = "501", **fields: object) -> MediaReceived:
    event = MediaReceived(id="media", at=NOW, media=media, message_id=message_id)
    return replace(event, **fields)  # type: ignore[arg-type]  # its fields


@pytest.mark.parametrize("media", ["image", "file"])
def test_a_file_goes_to_the_ticket_without_a_word_and_staff_hear_when_it_is_there(media: Media) -> None:
    desk = taken()
    assert desk.meets(sent(media, name="a.pdf")) == ""
    (fetch,) = desk.decision.fetches
    assert (fetch.number, fetch.message_id) == (NUMBER, "501")
    arrived = FileArrived(
        id="f", at=NOW, number=NUMBER, file=fetch.file_id, media_type="image/png", size=1, digest="ab" * 32
    )
    assert desk.meets(arrived) == ""
    assert ticket_of(desk).files == 1
    assert [letter.subject for letter in desk.staff_letters] == [f"[窓口] {NUMBER} トークにメッセージ"]


def test_a_file_that_is_too_large_is_told() -> None:
    desk = taken()
    assert desk.meets(sent("file", size=50_000_000)) != ""
    assert desk.decision.fetches == ()


def test_a_sticker_becomes_a_note() -> None:
    desk = taken()
    assert desk.meets(sent("sticker")) == ""
    assert wrote(desk) == ["(sent a sticker)"]


@pytest.mark.parametrize("media", ["video", "audio", "location", "other"])
def test_of_what_cannot_be_passed_on_the_person_hears_it(media: Media) -> None:
    desk = taken()
    assert "I cannot pass this on to our staff" in desk.meets(sent(media))
    assert desk.changes[1:] == []
