"""Calls to LINE: one shared SDK client per process, explicit timeouts, and errors that say what they mean."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from linebot.v3.messaging import ApiClient, Configuration
from linebot.v3.messaging.exceptions import ApiException
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError

from bot.channels import Receipt, SendError, SentAs
from bot.line.quota import Plan
from bot.logs import logger

CONNECT_SECONDS = 3.0
READ_SECONDS = 10.0
_REPLY = "/v2/bot/message/reply"
_PUSH = "/v2/bot/message/push"
_QUOTA = "/v2/bot/message/quota"
_INFO = "/v2/bot/info"
_ENDPOINT = "/v2/bot/channel/webhook/endpoint"
_USED = "/v2/bot/message/quota/consumption"
# LINE tells its two kinds of 429 apart by the text alone, which it does not promise to keep; what is not
# understood here counts as the rate and is tried again.
_MONTHLY = "monthly limit"
_MESSAGE_ID = re.compile(r"[0-9A-Za-z_-]{1,40}")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where LINE sends webhooks, and whether it does (`active`)."""

    url: str
    active: bool


class LineClient:
    """Sends finished messages. Never tries twice; whoever calls decides about that.

    The SDK's transport, authentication and errors are used, its message models are not: they cost more
    than everything else in a reply, and the messages are checked against them in the tests.
    """

    def __init__(self, api_url: str, access_token: Callable[[], str], connections: int = 32) -> None:
        self._access_token = access_token
        self._configuration = Configuration(host=api_url.rstrip("/"), access_token="")
        self._configuration.retries = False
        self._configuration.connection_pool_maxsize = connections
        self._api = ApiClient(self._configuration)
        self._api.user_agent = "madoguchi"

    def reply(self, reply_token: str, messages: list[dict[str, Any]]) -> Receipt:
        """Use a reply token, which is free, works once and for a minute. Raises SendError."""
        return self._send(_REPLY, {"replyToken": reply_token, "messages": messages}, {}, "reply")

    def push(self, to: str, messages: list[dict[str, Any]], retry_key: str) -> Receipt:
        """Push to a person or group; LINE takes a retry key only once within 24 hours. Raises SendError."""
        return self._send(_PUSH, {"to": to, "messages": messages}, {"X-Line-Retry-Key": retry_key}, "push")

    def plan(self) -> Plan:
        """Ask how many messages this month has and how many were counted; LINE says: about. Raises SendError.

        https://developers.line.biz/en/reference/messaging-api/#get-quota
        """
        quota, used = self._get(_QUOTA), self._get(_USED)
        try:
            limit = int(quota["value"]) if quota["type"] == "limited" else None
            return Plan(limit, int(used["totalUsage"]))
        except (ValueError, LookupError, TypeError) as error:
            raise SendError(type(error).__name__) from None

    def known(self) -> None:
        """Ask who we are, which shows that the token is a good one. Raises SendError."""
        self._get(_INFO)

    def webhook(self) -> Endpoint:
        """Return where LINE sends webhooks. Raises SendError, with status 404 where no address is set.

        https://developers.line.biz/en/reference/messaging-api/#get-webhook-endpoint-information
        """
        told = self._get(_ENDPOINT)
        try:
            return Endpoint(str(told["endpoint"]), bool(told["active"]))
        except (LookupError, TypeError) as error:
            raise SendError(type(error).__name__) from None

    def close(self) -> None:
        """Close the connections."""
        # The SDK's own `close` ends its threads only, which we do not use.
        self._api.rest_client.pool_manager.clear()

    def _send(self, path: str, body: dict[str, Any], headers: Mapping[str, str], how: SentAs) -> Receipt:
        try:
            answer = self._call("POST", path, {**headers, "Content-Type": "application/json"}, body)
        except ApiException as error:
            return _refused(path, error)
        return Receipt(how, _message_ids(answer))

    def _get(self, path: str) -> Any:
        try:
            return json.loads(str(self._call("GET", path, {}, None)))
        except ApiException as error:
            raise SendError(f"status {int(error.status or 0)}") from None
        except (ValueError, RecursionError) as error:
            raise SendError(type(error).__name__) from None

    def _call(self, method: str, path: str, headers: Mapping[str, str], body: Any) -> object:
        """Call LINE and return what it answered. Raises ApiException, and SendError without an answer."""
        try:
            answer = self._api.call_api(
                path,
                method,
                header_params=dict(headers),
                body=body,
                response_types_map={},
                auth_settings=["Bearer"],
                _request_auth=_bearer(self._access_token()),
                _request_timeout=(CONNECT_SECONDS, READ_SECONDS),
            )
        except ApiException:
            raise
        except (ValueError, LookupError) as error:
            # The answer is not in the encoding it claims, or names one that does not exist.
            raise SendError(type(error).__name__, unknown=True) from None
        except (NewConnectionError, ConnectTimeoutError) as error:
            raise SendError(type(error).__name__) from None
        except HTTPError as error:
            raise SendError(type(error).__name__, unknown=True) from None
        return answer.raw_data


def _bearer(token: str) -> dict[str, str]:
    return {"type": "bearer", "in": "header", "key": "Authorization", "value": f"Bearer {token}"}


def _message_ids(answer: object) -> tuple[str, ...]:
    """Return the ids LINE gave the messages; none where its answer is not as documented."""
    try:
        told = json.loads(answer) if isinstance(answer, str) else {}
        ids = tuple(message["id"] for message in told["sentMessages"])
    except (ValueError, LookupError, TypeError, RecursionError):
        return ()
    return ids if all(isinstance(one, str) and _MESSAGE_ID.fullmatch(one) for one in ids) else ()


def _refused(path: str, error: ApiException) -> Receipt:
    """Return "already" when LINE has it from an earlier try. Raises SendError otherwise."""
    status = int(error.status or 0)
    request_id = (error.headers or {}).get("x-line-request-id")
    logger().info("line_refused", path=path, status=status, request=request_id)
    if path == _PUSH and status == 409:
        return Receipt("already", _message_ids(error.body))
    if path == _REPLY and status == 400:
        raise SendError("status 400", token_spent=True) from None
    if path == _PUSH and status == 429 and _MONTHLY in str(error.body).casefold():
        raise SendError("monthly limit", next_rung=True) from None
    raise SendError(
        f"status {status}",
        # 401 and 403 mean a wrong token or plan, which an operator mends; the message is still owed.
        permanent=400 <= status < 500 and status not in {401, 403, 408, 429},
        # LINE says of 5xx that the message may have been delivered; 0 is TLS that broke, at whatever moment.
        # https://developers.line.biz/en/docs/messaging-api/retrying-api-request/
        unknown=status >= 500 or status == 0,
    ) from None
