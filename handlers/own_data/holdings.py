"""What this desk holds of one person at this moment, counted: never what is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Erased:
    """An erasure that a person asked for: its certificate's id and when it was (UTC)."""

    certificate: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """`last_at` is when the conversation was last remembered (UTC), None where it is not; `form` and
    `unanswered` tell whether a request being written and a question we could not answer are.

    `open` and `ended` are numbers of tickets, newest first; of `emptied` ones the content is erased. `texts`
    and `files` are those kept with tickets. `failed` are messages that could not be decided, `notices` and
    `mails` what is not sent yet, `pending` notices that
    wait for their next message, `shown` answers of ours that can be quoted, `questions` those that the policy
    did not answer, `codes` one-time codes of the
    last two days, `links` those that still work, `incoming` mails that are
    kept as they came, `address` whether it is kept where the person is reached.
    `erased` is the last erasure.
    """

    last_at: datetime | None = None
    form: bool = False
    unanswered: bool = False
    open: tuple[str, ...] = ()
    ended: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()
    texts: int = 0
    files: int = 0
    failed: int = 0
    notices: int = 0
    pending: int = 0
    mails: int = 0
    shown: int = 0
    questions: int = 0
    codes: int = 0
    links: int = 0
    incoming: int = 0
    address: bool = False
    erased: Erased | None = None
