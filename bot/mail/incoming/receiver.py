"""What a mail must be compared with to know whether it is ours, and whose word on its sender counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Receiver:
    """Us.

    `addresses` are those we send from, `message_id_domain` stands behind the `@` of our Message-IDs,
    `authserv_id` is how our MX calls itself in Authentication-Results (RFC 8601 2.5). Empty: no word counts.
    """

    addresses: frozenset[str]
    message_id_domain: str
    authserv_id: str = ""
