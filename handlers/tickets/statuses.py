"""Where a ticket stands, and the moves from one status to another. Drawn in docs/tickets.md."""

from __future__ import annotations

from enum import StrEnum

from handlers.tickets.items import Outcome


class Status(StrEnum):
    DRAFT = "draft"
    """Being written; nobody handles it and no period runs."""
    RECEIVED = "received"
    """Submitted: the periods run."""
    VERIFYING = "verifying"
    """We wait until we know who asks."""
    IN_REVIEW = "in_review"
    """A caseworker works on it."""
    WAITING_REQUESTER = "waiting_requester"
    """We asked the requester something; the work period stands still, the legal one runs."""
    WAITING_INTERNAL = "waiting_internal"
    """We asked somebody in the company."""
    DECISION_PENDING = "decision_pending"
    """A decision is proposed; a second person looks at it."""
    EXECUTING = "executing"
    """The decision is carried out and the answer delivered."""
    ANSWERED = "answered"
    """The requester has our answer and may object."""
    CLOSED = "closed"
    """Answered, and nothing more is expected."""
    WITHDRAWN = "withdrawn"
    """The requester took everything back."""
    UNVERIFIED = "unverified"
    """We could not find out who asks."""
    NONRESPONSIVE = "nonresponsive"
    """The requester did not answer our question."""
    REDIRECTED = "redirected"
    """Another company or service is responsible; the requester knows which."""
    MERGED = "merged"
    """The same request; it goes on in another ticket."""
    SPAM = "spam"
    """No request at all."""
    PURGED = "purged"
    """The content is erased; dates and outcome codes remain."""


ENDED = frozenset(
    {
        Status.CLOSED,
        Status.WITHDRAWN,
        Status.UNVERIFIED,
        Status.NONRESPONSIVE,
        Status.REDIRECTED,
        Status.MERGED,
        Status.SPAM,
    }
)
"""Nothing is done any more, but the content is still there."""

OPEN = frozenset(Status) - ENDED - {Status.ANSWERED, Status.PURGED}
"""Somebody still has something to do."""

OUTCOME_AT_END = {
    Status.WITHDRAWN: Outcome.WITHDRAWN,
    Status.UNVERIFIED: Outcome.UNVERIFIED,
    Status.NONRESPONSIVE: Outcome.NONRESPONSIVE,
    Status.REDIRECTED: Outcome.REDIRECTED,
    Status.MERGED: Outcome.DUPLICATE,
}
"""What becomes of items without an outcome when the whole ticket ends like this."""


class Move(StrEnum):
    SUBMIT = "submit"
    VERIFY = "verify"
    TAKE_UP = "take_up"
    IDENTIFY = "identify"
    END_UNIDENTIFIED = "end_unidentified"
    ASK_REQUESTER = "ask_requester"
    HEAR_REQUESTER = "hear_requester"
    ASK_INSIDE = "ask_inside"
    HEAR_INSIDE = "hear_inside"
    PROPOSE = "propose"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    DECIDE = "decide"
    ANSWER = "answer"
    DELIVER = "deliver"
    CLOSE = "close"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    END_UNANSWERED = "end_unanswered"
    REDIRECT = "redirect"
    MERGE = "merge"
    MARK_SPAM = "mark_spam"
    UNMARK_SPAM = "unmark_spam"
    PURGE = "purge"
