"""Times as the store has them: milliseconds since 1970, UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def milliseconds(at: datetime) -> int:
    """Return a time in milliseconds since 1970, UTC; what is finer is cut off."""
    return (at - EPOCH) // MILLISECOND


def not_before(at: datetime) -> int:
    """Return the first millisecond since 1970, UTC, at which this time has come."""
    return -((EPOCH - at) // MILLISECOND)
