"""What every way in and out promises, so that dispatch and delivery know neither LINE nor mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from handlers.events import Event, NotFetched
from handlers.letters import Letter
from handlers.replies import Reply, Text

SentAs = Literal["reply", "push", "already", "mail", "fetched"]


@dataclass(frozen=True, slots=True)
class Received:
    """An event as handlers see it, and where an answer to it may go.

    `to` is None when nobody can be answered; `reply_token` is free, works once and until `token_until`
    (milliseconds since 1970, UTC). `answer_by` is the channel that an answer goes out by where the event did
    not come from the person but from us; None for the one it came by.
    """

    event: Event
    to: str | None = None
    reply_token: str | None = None
    token_until: int | None = None
    answer_by: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Something to be owed to somebody: a finished body in the channel's own form.

    `about` has, for each message in it, the ids of the passages it shows, best first.
    """

    body: bytes
    token_until: int | None = None
    about: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Owed:
    """A row of the outbox that is being sent.

    `attempts` counts this try too; `outcome_unknown` tells that an earlier try may have arrived;
    `retry_key` (UUID) is the same for every try. `legal` tells that the law asks for it, so that it may use
    what is kept in reserve. Times are milliseconds since 1970, UTC.
    """

    id: int
    body: bytes
    retry_key: str
    attempts: int
    outcome_unknown: bool
    token_until: int | None
    created_at: int
    legal: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """A try that succeeded: how it was sent, and the platform's id of each message where it told them."""

    how: SentAs
    message_ids: tuple[str, ...] = ()


class SendError(Exception):
    """A try to send failed. The message names a status or an error type, never what was to be sent.

    `permanent`: no later try can succeed. `unknown`: it may have arrived all the same.
    `token_spent`: the reply token cannot be used any more; the next try must do without it.
    `next_rung`: not on this way now, whatever is tried; the person hears it on another one, or later.
    """

    def __init__(
        self,
        what: str,
        *,
        permanent: bool = False,
        unknown: bool = False,
        token_spent: bool = False,
        next_rung: bool = False,
    ) -> None:
        super().__init__(what)
        self.permanent = permanent
        self.unknown = unknown
        self.token_spent = token_spent
        self.next_rung = next_rung


class NoContent(Exception):
    """There is no content that we keep, now or later; `why` says it in the word that handlers know."""

    def __init__(self, why: NotFetched) -> None:
        super().__init__(why)
        self.why: NotFetched = why


class Contents(Protocol):
    """Where the platform holds what people send beside text."""

    def fetch(self, message_id: str, most: int) -> bytes:
        """Return what a message holds. Raises NoContent, and SendError where it cannot be had now.

        What has more than `most` bytes is refused before it is read.
        """
        ...


class Channel(Protocol):
    """One way in and out, as far as deciding goes. Implementations keep no state about people."""

    def read(self, payload: bytes, event_id: str, received_at: int) -> Received:
        """Read a stored event. Total: what it does not understand becomes `Unhandled`."""
        ...

    def compose(self, replies: Sequence[Reply], received: Received) -> list[Draft]:
        """Put replies into the channel's form, within its limits; the first draft carries the token."""
        ...

    def words(self, body: bytes) -> tuple[Text, ...]:
        """Return what a draft says in plain words, a text for each message, to be told later."""
        ...


class Post(Protocol):
    """The way out for mails, as far as deciding goes."""

    def compose(self, letter: Letter) -> Draft:
        """Put a letter into the form that the sender of `mail` takes."""
        ...

    def read(self, body: bytes) -> Letter:
        """Return the letter that was composed into this body."""
        ...


@dataclass(frozen=True, slots=True)
class Persistence:
    """How long a channel tries again, in milliseconds.

    Between two tries lies `longest_wait` at most, and a quarter of it; no try begins `given_up_after` the row
    was written.
    """

    longest_wait: int
    given_up_after: int


class Sender(Protocol):
    """The far end of a channel: sends what was composed, perhaps in another process."""

    @property
    def persistence(self) -> Persistence:
        """How long what cannot be sent is tried again."""
        ...

    def send(self, owed: Owed, now: int) -> Receipt:
        """Send what is owed, once. Raises SendError; never waits for another try."""
        ...


Channels = Mapping[str, Channel]
Senders = Mapping[str, Sender]
