"""What a company may set about the life of its tickets; the defaults are ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Periods run from when a status began, the one to object from the answer."""

    reopen_within: timedelta = timedelta(days=30)
    """How long a requester may object to an answer; afterwards a new ticket follows the old one."""
    identify_within: timedelta = timedelta(days=14)
    answer_within: timedelta = timedelta(days=14)
    """How long a requester has to answer a question of ours."""
    reminders: int = 2
    """How often they were reminded before we give up."""
    remind_after: timedelta = timedelta(hours=24)
    """After so long in which nobody did anything we remind them, but not at night (see `timers`)."""
    remind_again_after: timedelta = timedelta(hours=48)
    """How long after a reminder the next one goes out, and how long they have after the last one."""
    failures: int = 3
    """After so many failed ways to identify somebody we need not wait any longer."""
    keep_draft: timedelta = timedelta(days=30)
    keep_content: timedelta = timedelta(days=365)
    """How long an ended ticket keeps its content."""
    keep_evidence: timedelta = timedelta(days=30)
    """How long after it came a file that shows who asks is kept, however long the decision takes."""
    handover_idle: timedelta = timedelta(hours=2)
    """After so long in which staff did nothing with a conversation they took, the bot has it back."""
    self_approval_after: timedelta | None = None
    """For a team of one person: after this pause they may approve what they proposed. None: never."""


DEFAULT = Rules()
