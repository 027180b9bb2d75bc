"""Pictures and stickers: nobody looks at them, and the person is told."""

from __future__ import annotations

from typing import get_args

import pytest

from handlers.decisions import Decision
from handlers.events import Media, MediaReceived
from handlers.media import answer
from handlers.plain import as_text
from tests.builders import NOW, context
from tests.desk import Desk


@pytest.mark.parametrize("media", get_args(Media))
def test_whatever_is_not_text_is_answered_with_a_request_for_text(media: Media) -> None:
    decision = answer(MediaReceived(id="1", at=NOW, media=media), context())

    assert "Please send your question as text." in as_text(decision.replies)
    assert decision.kind == "help"


def test_a_picture_is_not_called_a_sticker() -> None:
    assert "have not looked at" in as_text(
        answer(MediaReceived(id="1", at=NOW, media="image"), context()).replies
    )


def test_a_picture_while_a_request_is_written_is_no_answer_and_the_question_is_asked_again() -> None:
    desk = Desk()
    desk.answers("delete my data", "yes")
    desk.meets(MediaReceived(id="1", at=NOW, media="image"))

    assert "have not looked at" in desk.text
    assert "Whose data is it about" in desk.text


def test_pictures_in_a_group_are_not_for_us() -> None:
    assert answer(MediaReceived(id="1", at=NOW, place="group", media="image"), context()) == Decision()
