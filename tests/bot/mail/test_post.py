"""A letter comes out of the outbox as it was put in, and nothing in it can become a header."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mail.post import MailPost, UnfitLetter, read
from handlers.letters import Letter
from tests.bot.mail.letters import letter

ENDS_OF_LINES = ("\r", "\n", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029", "\x00", "\x7f")

words = st.text(st.characters(codec="utf-8"))
one_line = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp"]))
# The outbox keeps milliseconds.
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(
    lambda at: at.replace(microsecond=at.microsecond // 1_000 * 1_000)
)


@given(to=one_line, subject=one_line.map(str.strip), text=words, until=st.none() | moments)
def test_a_letter_is_read_as_it_was_written(to: str, subject: str, text: str, until: datetime | None) -> None:
    written = Letter(to=to, subject=subject, text=text, language="en", number="PR-2026-7QK3FX", until=until)
    assert read(MailPost().compose(written).body) == written


def test_urgency_thread_and_party_are_read_as_they_were_written() -> None:
    what = replace(letter(), urgent=True, thread="ticket.PR-2026-7QK3FX.staff", party="staff")
    assert read(MailPost().compose(what).body) == what


def test_a_letter_of_before_there_were_threads_is_read() -> None:
    fields = orjson.loads(MailPost().compose(letter()).body)
    for name in ("urgent", "thread", "party"):
        del fields[name]
    assert read(orjson.dumps(fields)) == letter()


def test_a_thread_that_would_end_its_header_is_refused() -> None:
    with pytest.raises(UnfitLetter, match="thread"):
        MailPost().compose(replace(letter(), thread="a\r\nBcc: eve@example.org"))


def test_until_is_written_in_milliseconds() -> None:
    body = MailPost().compose(letter(until=datetime(2026, 11, 28, 12, 0, 0, 500_000, UTC))).body
    assert orjson.loads(body)["until"] == 1_795_867_200_500


def test_a_draft_has_no_token_and_shows_no_passage() -> None:
    draft = MailPost().compose(letter())
    assert (draft.token_until, draft.about) == (None, ())


@pytest.mark.parametrize("end", ENDS_OF_LINES, ids=repr)
def test_an_address_that_ends_its_line_is_refused_without_being_repeated(end: str) -> None:
    with pytest.raises(UnfitLetter, match="to") as refusal:
        MailPost().compose(letter(to=f"hanako@example.jp{end}Bcc: all@example.com"))
    assert "hanako" not in str(refusal.value)


@pytest.mark.parametrize("end", ENDS_OF_LINES, ids=repr)
def test_a_subject_becomes_one_line(end: str) -> None:
    composed = MailPost().compose(letter(subject=f"Your code{end}Bcc: all@example.com"))
    assert read(composed.body).subject == "Your code Bcc: all@example.com"
