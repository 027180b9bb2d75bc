"""The server that takes our mails and passes them on, as `SMTP_URL` names it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_SUBMISSION, _SUBMISSION_OVER_TLS = 587, 465  # RFC 6409, RFC 8314
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class Relay:
    """Where the server is and how to speak to it.

    `tls`: from the first byte; `starttls`: as soon as the server offers it. `password` is not shown.
    """

    host: str
    port: int
    tls: bool = False
    starttls: bool = True
    user: str | None = None
    password: str = ""

    @property
    def here(self) -> bool:
        """Whether it is this machine, to which no wire leads that anybody could listen to."""
        return self.host in _LOOPBACK

    def __repr__(self) -> str:
        return f"Relay({self.host}:{self.port})"


def relay_of(url: str) -> Relay:
    """Return the relay of a URL that the settings have checked; user and password are percent-encoded.

    A relay on this machine is spoken to without STARTTLS: its certificate is rarely one to be believed.
    """
    parts = urlsplit(url)
    host, tls = parts.hostname or "", parts.scheme == "smtps"
    return Relay(
        host=host,
        port=parts.port or (_SUBMISSION_OVER_TLS if tls else _SUBMISSION),
        tls=tls,
        starttls=not tls and host not in _LOOPBACK,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password or ""),
    )
