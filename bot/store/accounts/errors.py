"""What stands in the way of a change of an account."""

from __future__ import annotations

from bot.store.errors import StoreError


class AccountTaken(StoreError):
    """There is an account for this mail address already, perhaps one that is no longer active."""


class LastAdmin(StoreError):
    """Nobody would be left who may manage accounts."""


class NoAccount(StoreError):
    """There is no such account."""
