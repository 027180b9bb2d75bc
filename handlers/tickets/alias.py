"""What staff call a requester: short, the same on every page, and no way back to an account."""

from __future__ import annotations

_GROUP = 4


def alias(requester: str) -> str:
    """Return two groups of four signs for a requester's pseudonym, such as `3F9C-A21B`."""
    signs = requester[: 2 * _GROUP].upper()
    return "-".join(filter(None, (signs[:_GROUP], signs[_GROUP:])))
