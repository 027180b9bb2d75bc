"""A one-time code in a message, however it is written."""

from __future__ import annotations

import re
import unicodedata

from handlers.identity.limits import DIGITS

_LONGEST = 40  # characters; who writes more says more than a code
_CODE = re.compile(rf"(?<!\d)\d(?:[ ‐-―−ー-]?\d){{{DIGITS - 1}}}(?!\d)", re.ASCII)
_AROUND = re.compile(r"\W*(?:です|でした|desu)?\W*")
_NAMED = re.compile(r"コード|番号|\bcode\b|\bpin\b|\bit(?:'s|s| is)\b", re.IGNORECASE)


def read_code(text: str) -> str | None:
    """Return the six digits where a message is a code and little else; None for any other message."""
    if len(text) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).strip()
    found = _CODE.search(plain)
    rest = _CODE.sub("", plain, count=1)
    if found is None or re.search(r"\d", rest):
        return None
    if not _AROUND.fullmatch(rest) and not _NAMED.search(rest):
        return None
    return re.sub(r"\D", "", found[0])
