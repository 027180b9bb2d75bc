"""The periods make sense together."""

from __future__ import annotations

from datetime import timedelta

from handlers import retention


def test_no_text_outlives_the_ids_that_protect_from_answering_it_twice() -> None:
    assert timedelta(0) < retention.FAILED_MESSAGE <= retention.EVENT_IDS <= retention.CONVERSATION


def test_ids_are_kept_longer_than_the_platform_delivers_again() -> None:
    """LINE lets a retry key live for a day; redelivered webhooks come within days."""
    assert timedelta(days=7) <= retention.EVENT_IDS
