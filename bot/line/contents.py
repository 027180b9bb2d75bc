"""What people send beside text, got from LINE: it holds pictures and files for a while, at a host of its own.

https://developers.line.biz/en/reference/messaging-api/#get-content
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from urllib3 import BaseHTTPResponse, PoolManager, Timeout
from urllib3.exceptions import HTTPError

from bot.channels import NoContent, SendError
from bot.line.client import CONNECT_SECONDS, READ_SECONDS
from bot.logs import logger

WHOLE_SECONDS = 25.0  # for one file; with the scan it stays below the lease of a row
_MESSAGE_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")
_CHUNK = 65_536  # bytes
_NOT_READY = 202
# 401 and 403 mean a wrong token, which an operator mends; the others that it is too early or too often.
_LATER = frozenset({_NOT_READY, 401, 403, 408, 425, 429})


class LineContents:
    """Implements `bot.channels.Contents`. Not by the SDK, which reads an answer whole, however long it is."""

    def __init__(self, data_url: str, access_token: Callable[[], str], connections: int = 4) -> None:
        self._data_url = data_url.rstrip("/")
        self._access_token = access_token
        self._pool = PoolManager(maxsize=connections, retries=False)

    def fetch(self, message_id: str, most: int) -> bytes:
        """Return what a message holds. Raises NoContent and SendError."""
        if not _MESSAGE_ID.fullmatch(message_id):
            raise NoContent("gone")
        until = time.monotonic() + WHOLE_SECONDS
        try:
            answer = self._ask(message_id)
            try:
                _check(answer)
                content = _read(answer, most, until)
            except BaseException:
                answer.close()  # what was not read would stand in the way of the next call
                raise
            answer.release_conn()
        except HTTPError as error:
            raise SendError(type(error).__name__) from None
        return content

    def close(self) -> None:
        """Close the connections."""
        self._pool.clear()

    def _ask(self, message_id: str) -> BaseHTTPResponse:
        return self._pool.request(
            "GET",
            f"{self._data_url}/v2/bot/message/{message_id}/content",
            headers={"Authorization": f"Bearer {self._access_token()}", "User-Agent": "madoguchi"},
            timeout=Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS),
            preload_content=False,
            redirect=False,
        )


def _check(answer: BaseHTTPResponse) -> None:
    status = answer.status
    if status == 200:
        return
    logger().info("line_refused", status=status, request=answer.headers.get("x-line-request-id"))
    if 400 <= status < 500 and status not in _LATER:
        raise NoContent("gone")
    raise SendError(f"status {status}")


def _read(answer: BaseHTTPResponse, most: int, until: float) -> bytes:
    content = bytearray()
    if (answer.length_remaining or 0) > most:
        raise NoContent("too_large")
    while chunk := answer.read1(_CHUNK, decode_content=False):
        content += chunk
        if len(content) > most:
            raise NoContent("too_large")
        if time.monotonic() > until:
            raise SendError("took too long")
    return bytes(content)
