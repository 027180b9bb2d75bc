"""Under which pseudonym logs have somebody of the staff: addresses of staff are personal data, too."""

from __future__ import annotations

from bot.store.sealing import Seal


def staff_id(address: str, seal: Seal) -> str:
    """Return the pseudonym that belongs to a mail address, the same by mail and in the console.

    Whoever proposes by mail must not approve in the console as somebody else.
    """
    return f"mail-{address_hash(address, seal)[:12]}"


def address_hash(address: str, seal: Seal) -> str:
    """Return what the address of somebody of the staff is found by: 32 hex digits."""
    return seal.lane("mail.staff", address.strip().casefold())
