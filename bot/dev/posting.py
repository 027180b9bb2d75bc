"""Posting a webhook to the bot and finding out how it went."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

import urllib3

from bot.dev.limits import LIMITS

ACK_SECONDS: float = LIMITS["webhook"]["ack_seconds"]

DeliveryError = Literal["could_not_connect", "request_timeout", "error_status_code", "unclassified"]


class Poster(Protocol):
    """Posts one webhook.

    Returns the HTTP status. Raises TimeoutError when there is no answer within `timeout` seconds and
    ConnectionError when nobody answers at all; anything else counts as unclassified.
    """

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str], timeout: float, /) -> int:
        """Post `body` to `url`."""
        ...


@dataclass(frozen=True, slots=True)
class Delivery:
    """One webhook that was posted, with LINE's error classes.

    `at` is in seconds since 1970, `seconds` how long the bot took, `status` its answer (None: none came).
    Source: https://developers.line.biz/en/docs/messaging-api/check-webhook-error-statistics/.
    """

    event_ids: tuple[str, ...]
    at: float
    body: bytes
    redelivery: bool
    seconds: float
    status: int | None
    error: DeliveryError | None


class HttpPoster:
    """Posts over HTTP, without following redirects and without trying twice."""

    def __init__(self) -> None:
        self._pool = urllib3.PoolManager(retries=False, maxsize=8)

    def __call__(self, url: str, body: bytes, headers: Mapping[str, str], timeout: float) -> int:
        """Post `body` to `url`; see Poster."""
        try:
            answer = self._pool.request(
                "POST", url, body=body, headers=dict(headers), timeout=urllib3.Timeout(total=timeout)
            )
        except urllib3.exceptions.ReadTimeoutError as error:
            raise TimeoutError from error
        except urllib3.exceptions.HTTPError as error:
            raise ConnectionError from error
        return answer.status

    def close(self) -> None:
        """Close the kept connections."""
        self._pool.clear()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a post went."""

    seconds: float
    status: int | None = None
    error: DeliveryError | None = None


def sign(secret: str, body: bytes) -> str:
    """Return the x-line-signature of a body."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def headers(signature: str) -> dict[str, str]:
    """Return the headers that LINE sends."""
    return {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "LineBotWebhook/2.0",
        "x-line-signature": signature,
    }


def post_within(
    post: Poster,
    url: str,
    body: bytes,
    signature: str,
    stopwatch: Callable[[], float] = time.monotonic,
) -> Outcome:
    """Post and classify: an answer after two seconds is a timeout, anything but 2xx an error."""
    started = stopwatch()
    try:
        status = post(url, body, headers(signature), ACK_SECONDS)
    except TimeoutError:
        return Outcome(stopwatch() - started, None, "request_timeout")
    except ConnectionError:
        return Outcome(stopwatch() - started, None, "could_not_connect")
    except Exception:  # noqa: BLE001  # a bot that breaks in an unforeseen way is what this class is for
        return Outcome(stopwatch() - started, None, "unclassified")
    seconds = stopwatch() - started
    if seconds > ACK_SECONDS:
        return Outcome(seconds, status, "request_timeout")
    return Outcome(seconds, status, None if 200 <= status < 300 else "error_status_code")
