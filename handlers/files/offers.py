"""The button that adds what somebody sent unasked to a ticket: it names the message, and was made by us."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass

from handlers.context import Context
from handlers.tickets.numbers import read_number

_MESSAGE_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_PROOF = 32  # hex digits of a keyed digest; what is left of it is far beyond guessing


@dataclass(frozen=True, slots=True)
class Offer:
    """The offer to add what is in a message to the ticket of this number."""

    number: str
    message_id: str


def is_message_id(message_id: str) -> bool:
    """Tell whether this can name a message of the platform."""
    return _MESSAGE_ID.fullmatch(message_id) is not None


def written(offer: Offer, ctx: Context) -> str:
    """Return an offer as the argument of a button. Raises ValueError where nothing can be drawn."""
    return f"{offer.number}/{offer.message_id}/{_proof(offer.message_id, ctx)}"


def read(argument: str, ctx: Context) -> Offer | None:
    """Return the offer of a button; None for one that we did not make for this person.

    Without the proof a made-up button could name a message that somebody else sent.
    """
    number, _, rest = argument.partition("/")
    message_id, _, proof = rest.partition("/")
    known = read_number(number)
    if known is None or not is_message_id(message_id) or ctx.draws is None:
        return None
    if not hmac.compare_digest(proof.encode(), _proof(message_id, ctx).encode()):
        return None
    return Offer(known, message_id)


def _proof(message_id: str, ctx: Context) -> str:
    if ctx.draws is None:
        raise ValueError("nothing can be drawn")
    return ctx.draws.code_digest(message_id, f"file:{ctx.requester}")[:_PROOF]
