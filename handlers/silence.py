"""What we answer with silence."""

from __future__ import annotations

from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import Unhandled


def unhandled(_: Unhandled, __: Context) -> Decision:
    return Decision()
