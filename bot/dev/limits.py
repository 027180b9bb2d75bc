"""LINE's documented limits and how it counts text.

`limits.json` is written from the Messaging API reference; counting follows
https://developers.line.biz/en/docs/messaging-api/text-character-count/.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, Literal

import regex  # type: ignore[import-untyped]  # the package carries no types

LIMITS: Final[dict[str, Any]] = json.loads(Path(__file__).with_name("limits.json").read_text("utf-8"))

Unit = Literal["utf16", "grapheme"]


def length(text: str, unit: Unit) -> int:
    """Return how long LINE finds a text."""
    if unit == "grapheme":
        return len(regex.findall(r"\X", text))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def size_in_bytes(value: object) -> int:
    """Return the size of a part of a message as compact UTF-8 JSON."""
    compact = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return len(compact.encode("utf-8", "surrogatepass"))
