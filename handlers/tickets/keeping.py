"""A text on its way beside a ticket's log: what the event points to, and what is kept under its id."""

from __future__ import annotations

from handlers.draws import Draws
from handlers.tickets.changes import SaltedText
from handlers.tickets.texts import KeptText, digest_of


def kept(text: str, draws: Draws) -> tuple[KeptText, dict[str, SaltedText]]:
    """Return the pointer for the event and the texts for the change, under an id and a salt of its own."""
    text_id, salt = draws.text_id(), draws.salt()
    return KeptText(text_id, digest_of(text, salt)), {text_id: SaltedText(text, salt)}
