"""The places of rights in what columns of tickets keep as numbers."""

from __future__ import annotations

from handlers.tickets.rights import Right

RIGHTS = (
    Right.DISCLOSURE,
    Right.CORRECTION,
    Right.ADDITION,
    Right.DELETION,
    Right.SUSPENSION_OF_USE,
    Right.STOP_THIRD_PARTY_PROVISION,
    Right.PURPOSE_NOTICE,
    Right.THIRD_PARTY_RECORDS,
)
"""Stored by their places: the bits of `tickets.rights`, lowest first. New ones are added at the end."""
