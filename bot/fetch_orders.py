"""What we owe ourselves: a file to get from the platform. Written by dispatch, carried out by `bot.files`."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Self

import orjson


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOrder:
    """Get what is in a message and keep it with a ticket; the body of a row of the outbox.

    `source` is the platform, `to` where the person is reached there, `lane` their pseudonym; the others as
    in `handlers.files.fetch.Fetch`.
    """

    lane: str
    source: str
    to: str
    number: str
    message_id: str
    file_id: str
    name: str

    def written(self) -> bytes:
        """Return the order as JSON."""
        return orjson.dumps(asdict(self))

    @classmethod
    def read(cls, body: bytes) -> Self:
        """Read an order back. Raises ValueError or TypeError for what is none."""
        return cls(**orjson.loads(body))
