"""Links to what is never sent in the chat: how long they work, and how often they may be tried."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

OWN_COPY = "own_copy"
"""The requester's own copy of a ticket, as `content` of a link."""

ANSWER = "answer"
"""The answer to a request with the files that go with it, as `content` of a link."""

LIFE = timedelta(days=7)
"""So long a link works after it was given; a newer one to the same ends it."""

MOST_WRONG = 9
"""After so many wrong codes in all a link works no more: three codes of three tries."""

MOST_OPENED = 50
"""So often something may be fetched by one link, for each time is an entry of the ticket's log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLink:
    """A link that is given out now. Only a digest of `token` is kept, so nobody can read it here later."""

    token: str
    number: str
    content: str
    until: datetime
