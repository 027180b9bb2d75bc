"""What looks like personal data or a secret, taken out of a line before it is logged.

The second net only: what people write is never logged in the first place.
"""

from __future__ import annotations

import re
import unicodedata

# In this order: what stands first wins. Our own ids are kept, or no line could be traced. Numbers are taken
# out without looking at check digits: a mistyped card number is still close to somebody's.
_FOUND = re.compile(
    r"""(?P<KEPT>\b(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{32})\b)
      | (?<=://)(?P<LOGIN>[^/\s@]*:[^/\s@]*)(?=@)
      | (?P<EMAIL>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)
      | (?P<LINE_ID>\b[UCR][0-9a-f]{32}\b)
      | (?P<BEARER>Bearer\s+\S+)
      | (?P<SECRET>\beyJ[\w-]+\.[\w-]+\.[\w-]*
                 | (?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_=-]{40,})
      | (?P<NUMBER>(?<![A-Za-z0-9])(?:\d[ -]?){11,15}\d(?![A-Za-z0-9]))
      | (?P<PHONE>(?<![\d-])(?:\+81[ -]?|0)\d{1,4}[-() ]{1,2}\d{1,4}[-() ]{1,2}\d{3,4}(?!\d)
                | (?<![A-Za-z0-9])0\d{9,10}(?![A-Za-z0-9])
                | (?<![A-Za-z0-9])\+\d{1,3}[ -]?(?:\d[ -]?){6,13}\d(?!\d))
      | (?P<POST>(?<![A-Za-z0-9-])\d{3}-\d{4}(?![A-Za-z0-9-]))
      | (?P<IP>\b\d{1,3}(?:\.\d{1,3}){3}\b)""",
    re.VERBOSE | re.ASCII,
)


def redact(text: str) -> str:
    """Replace what looks like personal data or a secret by its kind; full-width forms become plain ones."""
    return _FOUND.sub(_replace, unicodedata.normalize("NFKC", text))


def _replace(found: re.Match[str]) -> str:
    return found[0] if found.lastgroup == "KEPT" else f"[{found.lastgroup}]"
