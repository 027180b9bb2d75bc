"""Saved replies are there in both languages, and everything in them is filled in."""

from __future__ import annotations

from functools import reduce

import pytest

from handlers.casework.acted import Why
from handlers.casework.acts import Reply
from handlers.casework.saved_replies import PLACES, gaps, offered, read, saved_replies
from handlers.casework.words import LONGEST
from handlers.tickets.kinds import Kind
from handlers.tickets.statuses import Move
from handlers.wording import WordingError
from knowledge.language import LANGUAGES, Language
from tests.builders import POLICY
from tests.desk import MORI
from tests.handlers.casework.desks import desk_of, done
from tests.handlers.casework.samples import case_of
from tests.handlers.tickets.lives import NUMBER, PERSON, Life, in_review


def filled(text: str) -> str:
    """Return a reply with everything filled in that is left to staff."""
    return reduce(lambda words, gap: words.replace(gap, "head office"), gaps(), text)


def test_both_languages_have_the_same_replies_in_the_same_order() -> None:
    names = {language: [reply.name for reply in saved_replies(language)] for language in LANGUAGES}
    assert names["ja"] == names["en"]
    assert len(names["ja"]) >= 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_they_are_filled_in_from_the_ticket_and_can_be_sent(language: Language) -> None:
    desk = desk_of(in_review(), language)
    for reply in offered(case_of(desk, MORI)):
        assert reply.title
        assert not {"{", "}"} & set(reply.text)
        assert len(reply.text) <= LONGEST
        text = filled(reply.text)
        done(desk, Reply(text=text))
        assert text in desk.heard


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reply_that_is_not_filled_in_reaches_nobody(language: Language) -> None:
    desk = desk_of(in_review(), language)
    unfinished = [one for one in offered(case_of(desk, MORI)) if one.text != filled(one.text)]
    assert len(unfinished) >= 4
    for reply in unfinished:
        assert desk.staff_does(Reply(text=reply.text)).why == Why.GAP_LEFT
    assert desk.decision.changes == ()


def test_brackets_of_their_own_are_no_gap() -> None:
    done(desk_of(in_review()), Reply(text="The list [annex 1] has what you asked about."))


def test_a_place_is_filled_with_what_the_ticket_says() -> None:
    (reply,) = [one for one in offered(case_of(desk_of(in_review()), MORI)) if one.name == "received"]
    assert "a copy of your data" in reply.text
    assert "by April 15" in reply.text
    assert NUMBER in reply.text
    texts = "".join(one.text for one in offered(case_of(desk_of(in_review()), MORI)))
    assert POLICY.company in texts
    assert POLICY.contact.email in texts


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_question_has_no_right_and_is_called_what_it_is(language: Language) -> None:
    desk = desk_of(Life(kind=Kind.QUESTION).move(Move.SUBMIT, by=PERSON), language)
    (reply,) = [one for one in offered(case_of(desk, MORI)) if one.name == "received"]
    assert {"ja": "「ご質問」について", "en": "question"}[language] in reply.text


def test_every_place_is_used_in_some_reply() -> None:
    for language in LANGUAGES:
        texts = "".join(reply.text for reply in saved_replies(language))
        assert all(f"{{{place}}}" in texts for place in PLACES)


@pytest.mark.parametrize(
    "source",
    [
        '[a]\ntitle = "A"\ntext = "Dear {name}"',
        '[a]\ntitle = "A"\ntext = "Dear {}"',
        '[a]\ntitle = "A"\ntext = "Dear {number"',
        '[a]\ntitle = "A"',
        'a = "b"',
    ],
)
def test_a_place_that_nobody_fills_is_an_error_when_it_is_read(source: str) -> None:
    with pytest.raises(WordingError):
        read(source)
