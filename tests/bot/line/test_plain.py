"""Messages back into plain words: nothing of what they say is lost, nor the buttons below them."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.channels import Received
from bot.line.channel import LineChannel
from handlers.events import Unhandled
from handlers.replies import AnswerCard, Press, Text
from tests.bot.line.webhooks import USER

CARD = AnswerCard(
    language="en",
    title="Cookies",
    summary_label="In short",
    summary="They can be turned off.",
    quote_label="The policy",
    quote="You may refuse cookies.",
    section="2 (2)",
    revision="Revised in April",
    prevails="The Japanese original prevails.",
    choices=(Press("More", "more", "9"),),
)


def words(*replies: Text | AnswerCard) -> tuple[Text, ...]:
    channel = LineChannel()
    unasked = Unhandled(id="e1", at=datetime(2026, 4, 1, tzinfo=UTC), what="test")
    (draft,) = channel.compose(replies, Received(unasked, USER))
    return channel.words(draft.body)


def test_texts_come_back_as_they_were_with_the_buttons_of_the_last() -> None:
    press = Press("Status", "status", "PR-2026-7QK3FX")
    assert words(Text("One"), Text("Two", (press,))) == (Text("One"), Text("Two", (press,)))


def test_the_name_that_a_text_is_said_under_comes_back() -> None:
    assert words(Text("One", sender="Staff"), Text("Two")) == (Text("One", sender="Staff"), Text("Two"))


def test_a_card_comes_back_as_what_it_says() -> None:
    (told,) = words(CARD)
    for said in (CARD.title, CARD.summary, CARD.quote, CARD.section, CARD.prevails):
        assert said in told.text
    assert told.choices == CARD.choices
