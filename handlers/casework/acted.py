"""What became of something that staff did: it is written, or it was refused and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Result = Literal["done", "refused"]


@dataclass(frozen=True, slots=True)
class Acted:
    """`why` is a word of the catalogue below `casework.refused`, "" for what was done."""

    result: Result = "done"
    why: str = ""


DONE = Acted()


def refused(why: str) -> Acted:
    return Acted("refused", why)
