"""The periods make sense together."""

from __future__ import annotations

from datetime import timedelta

from handlers import retention
from handlers.identity import limits


def test_no_text_outlives_the_ids_that_protect_from_answering_it_twice() -> None:
    assert timedelta(0) < retention.FAILED_MESSAGE <= retention.EVENT_IDS <= retention.CONVERSATION


def test_ids_are_kept_longer_than_the_platform_delivers_again() -> None:
    """LINE lets a retry key live for a day; redelivered webhooks come within days."""
    assert timedelta(days=7) <= retention.EVENT_IDS


def test_what_a_code_is_checked_against_is_kept_as_long_as_it_works_and_counted_longer_than_a_day() -> None:
    assert retention.CODE == limits.LIFE
    assert timedelta(days=1) < retention.CODE_SENT


def test_where_a_text_came_from_is_known_as_long_as_its_message_can_be_taken_back() -> None:
    """LINE lets people take a message back for 24 hours."""
    assert timedelta(days=1) <= retention.SOURCES


def test_an_erasure_outlives_every_backup_that_it_must_be_repeated_on() -> None:
    assert timedelta(days=35) < retention.ERASURE
