"""What a file is by its own first bytes; neither its name nor what the sender's app calls it counts."""

from __future__ import annotations

from handlers.files.limits import TYPES

# https://www.w3.org/TR/png-3/#3PNGsignature, ITU-T T.81 annex B (SOI and the next marker), ISO 32000-2 7.5.2.
# A PDF may by custom begin a little later; who puts something before it may mean a file of two kinds.
_BEGINNINGS = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"%PDF-", "application/pdf"),
)


def kind_of(content: bytes) -> str | None:
    """Return the media type of a file that we keep; None for any other."""
    return next((kind for start, kind in _BEGINNINGS if kind in TYPES and content.startswith(start)), None)
