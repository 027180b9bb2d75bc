"""What every way in and out promises, so that dispatch and delivery know neither LINE nor mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from handlers.events import Event
from handlers.letters import Letter
from handlers.replies import Reply

SentAs = Literal["reply", "push", "already"]


@dataclass(frozen=True, slots=True)
class Received:
    """An event as handlers see it, and where an answer to it may go.

    `to` is None when nobody can be answered; `reply_token` is free, works once and until `token_until`
    (milliseconds since 1970, UTC).
    """

    event: Event
    to: str | None = None
    reply_token: str | None = None
    token_until: int | None = None


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
    `retry_key` (UUID) is the same for every try. Times are milliseconds since 1970, UTC.
    """

    id: int
    body: bytes
    retry_key: str
    attempts: int
    outcome_unknown: bool
    token_until: int | None
    created_at: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """A try that succeeded: how it was sent, and the platform's id of each message where it told them."""

    how: SentAs
    message_ids: tuple[str, ...] = ()


class SendError(Exception):
    """A try to send failed. The message names a status or an error type, never what was to be sent.

    `permanent`: no later try can succeed. `unknown`: it may have arrived all the same.
    `token_spent`: the reply token cannot be used any more; the next try must do without it.
    """

    def __init__(
        self, what: str, *, permanent: bool = False, unknown: bool = False, token_spent: bool = False
    ) -> None:
        super().__init__(what)
        self.permanent = permanent
        self.unknown = unknown
        self.token_spent = token_spent


class Channel(Protocol):
    """One way in and out, as far as deciding goes. Implementations keep no state about people."""

    def read(self, payload: bytes, event_id: str, received_at: int) -> Received:
        """Read a stored event. Total: what it does not understand becomes `Unhandled`."""
        ...

    def compose(self, replies: Sequence[Reply], received: Received) -> list[Draft]:
        """Put replies into the channel's form, within its limits; the first draft carries the token."""
        ...


class Post(Protocol):
    """The way out for mails, as far as deciding goes."""

    def compose(self, letter: Letter) -> Draft:
        """Put a letter into the form that the sender of `mail` takes."""
        ...


class Sender(Protocol):
    """The far end of a channel: sends what was composed, perhaps in another process."""

    def send(self, owed: Owed, now: int) -> Receipt:
        """Send what is owed, once. Raises SendError; never waits for another try."""
        ...


Channels = Mapping[str, Channel]
Senders = Mapping[str, Sender]
