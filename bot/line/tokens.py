"""The channel access token: a fixed one, or stateless ones that live fifteen minutes.

https://developers.line.biz/en/docs/messaging-api/channel-access-tokens/#stateless-channel-access-token
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from linebot.v3.oauth import ApiClient, ChannelAccessToken, Configuration
from linebot.v3.oauth.exceptions import OpenApiException
from urllib3.exceptions import HTTPError

from bot.channels import SendError
from bot.logs import logger

_TIMEOUT = (3.0, 10.0)  # seconds to connect and to read
_RENEWED_BEFORE_END = 180.0  # seconds
_PAUSE = 5.0  # seconds between two tries to renew, each of which may take the whole time-out


def fixed(token: str) -> Callable[[], str]:
    """Return a source that always gives this long-lived token."""
    return lambda: token


class StatelessTokens:
    """Issues tokens by channel id and secret, and renews each some minutes before it ends.

    While LINE cannot be asked, a token that still lives goes on being used.
    """

    def __init__(
        self, api_url: str, channel_id: str, secret: bytes, clock: Callable[[], float] = time.monotonic
    ) -> None:
        configuration = Configuration(host=api_url.rstrip("/"))
        configuration.retries = False
        self._api = ChannelAccessToken(ApiClient(configuration))
        self._channel_id = channel_id
        self._secret = secret.decode()
        self._clock = clock
        self._lock = threading.Lock()
        self._token = ""
        self._ends = self._next_try = self._clock()

    def __call__(self) -> str:
        """Return a token that is alive. Raises SendError when there is none and none can be had."""
        if self._lock.locked() and self._clock() < self._ends:
            return self._token  # somebody renews it; this one still lives
        with self._lock:
            if self._clock() >= self._next_try:
                self._renew()
            if self._clock() >= self._ends:
                raise SendError("no access token")
            return self._token

    def _renew(self) -> None:
        try:
            issued = self._api.issue_stateless_channel_token_by_client_secret(
                self._channel_id, self._secret, _request_timeout=_TIMEOUT
            )
            self._token, lives = issued.access_token, float(issued.expires_in)
        except (OpenApiException, HTTPError, ValueError, LookupError, AttributeError) as error:
            # The last three: an answer that is no token. Its text may be a token, so only the type is told.
            logger().error("line_token_not_issued", why=type(error).__name__)
            self._next_try = self._clock() + _PAUSE
            return
        self._ends = self._clock() + lives
        self._next_try = self._ends - _RENEWED_BEFORE_END
