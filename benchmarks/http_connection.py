"""A keep-alive HTTP connection that sends ready-made requests and waits for nobody."""

from __future__ import annotations

import re
import socket

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_CLOSING = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)


class HttpConnection:
    """One connection with at most one request under way."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=5)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._received = b""
        self.closing = False

    def fileno(self) -> int:
        """Return the descriptor, so that a selector can watch the connection."""
        return self._socket.fileno()

    def send(self, request: bytes) -> None:
        """Send a whole request. Raises OSError when the server has closed the connection."""
        self._socket.sendall(request)

    def receive(self) -> int | None:
        """Take what has arrived; return the status once the answer is complete. Raises OSError."""
        data = self._socket.recv(65_536)
        if not data:
            raise ConnectionResetError("the server closed the connection")
        self._received += data
        end = self._received.find(b"\r\n\r\n")
        if end < 0:
            return None
        head = self._received[:end]
        length = _LENGTH.search(head)
        if len(self._received) < end + 4 + (int(length[1]) if length else 0):
            return None
        self._received = b""
        self.closing = _CLOSING.search(head) is not None
        return int(head.split(b" ", 2)[1])

    def close(self) -> None:
        """Close the connection."""
        self._socket.close()


def post(port: int, request: bytes) -> int:
    """Send one request on a connection of its own and return the status. Raises OSError."""
    connection = HttpConnection(port)
    try:
        connection.send(request)
        while (status := connection.receive()) is None:
            pass
        return status
    finally:
        connection.close()
