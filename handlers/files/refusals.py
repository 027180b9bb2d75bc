"""Why a file is not kept, in the sender's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from handlers.context import Context
from handlers.events import NotFetched
from handlers.files import limits
from handlers.wording import say

Why = NotFetched | Literal["too_many", "ended"]
"""`ended`: the ticket is not open any more."""

TYPES = ", ".join(limits.TYPES.values())
_VALUES: Mapping[str, Mapping[str, object]] = {
    "too_large": {"megabytes": limits.MEGABYTES},
    "wrong_type": {"types": TYPES},
    "too_many": {"most": limits.MOST},
}


def refusal(why: Why, number: str, ctx: Context) -> str:
    """Return the sentence; it can be read by itself, for it may come later than the file."""
    return say(f"files.refused.{why}", ctx.conversation.language, number=number, **_VALUES.get(why, {}))
