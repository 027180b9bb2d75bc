"""Channel access tokens, asked for by the SDK."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
from linebot.v3.messaging import MessagingApi
from linebot.v3.messaging.exceptions import UnauthorizedException
from linebot.v3.oauth import ApiClient, ApiException, ChannelAccessToken, Configuration

from bot.dev.token_calls import ASSERTION_TYPE
from tests.line_double import CHANNEL_ID, SECRET, Clock

GRANT = "client_credentials"
DAY = 24 * 3600


@pytest.fixture
def oauth(line_url: str) -> Iterator[ChannelAccessToken]:
    """Give the SDK's token client, pointed at the double."""
    with ApiClient(Configuration(host=line_url)) as client:
        yield ChannelAccessToken(client)
        client.rest_client.pool_manager.clear()


def assertion(now: float, **claims: object) -> str:
    """Write a JWT as the channel would; its signature is not looked at."""
    right = {
        "iss": CHANNEL_ID,
        "sub": CHANNEL_ID,
        "aud": "https://api.line.me/",
        "exp": now + 1800,
        "token_exp": 30 * DAY,
    }
    parts = ({"alg": "RS256", "kid": "k"}, {**right, **claims})
    encoded = [base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts]
    return ".".join([*encoded, "c2ln"])


def issue(oauth: ChannelAccessToken, jwt: str) -> Any:
    return oauth.issue_channel_token_by_jwt(
        grant_type=GRANT, client_assertion_type=ASSERTION_TYPE, client_assertion=jwt
    )


def test_a_stateless_token_opens_the_api_for_fifteen_minutes(
    api: MessagingApi, oauth: ChannelAccessToken, line_clock: Clock
) -> None:
    token = oauth.issue_stateless_channel_token_by_client_secret(client_id=CHANNEL_ID, client_secret=SECRET)
    api.api_client.configuration.access_token = token.access_token
    line_clock.advance(token.expires_in - 1)
    assert api.get_bot_info().user_id
    line_clock.advance(1)
    with pytest.raises(UnauthorizedException):
        api.get_bot_info()


def test_a_wrong_secret_gets_no_token(oauth: ChannelAccessToken) -> None:
    with pytest.raises(ApiException) as refused:
        oauth.issue_stateless_channel_token_by_client_secret(client_id=CHANNEL_ID, client_secret="wrong")
    assert (refused.value.status, json.loads(refused.value.body)["error"]) == (400, "invalid_client")


def test_an_assertion_gets_a_stateless_token(oauth: ChannelAccessToken, line_clock: Clock) -> None:
    token = oauth.issue_stateless_channel_token_by_jwt_assertion(client_assertion=assertion(line_clock.now))
    assert token.expires_in == 899


def test_a_v21_token_is_issued_verified_and_revoked(
    api: MessagingApi, oauth: ChannelAccessToken, line_clock: Clock
) -> None:
    jwt = assertion(line_clock.now, token_exp=60)
    token = issue(oauth, jwt)
    line_clock.advance(10)
    verified = oauth.verify_channel_token_by_jwt(token.access_token)
    assert (verified.client_id, verified.expires_in) == (CHANNEL_ID, 50)
    kids = oauth.gets_all_valid_channel_access_token_key_ids(ASSERTION_TYPE, jwt).kids
    assert kids == [token.key_id]
    api.api_client.configuration.access_token = token.access_token
    assert api.get_bot_info().user_id
    oauth.revoke_channel_token_by_jwt(
        client_id=CHANNEL_ID, client_secret=SECRET, access_token=token.access_token
    )
    with pytest.raises(UnauthorizedException):
        api.get_bot_info()
    with pytest.raises(ApiException):
        oauth.verify_channel_token_by_jwt(token.access_token)


def test_a_stateless_token_cannot_be_revoked(api: MessagingApi, oauth: ChannelAccessToken) -> None:
    token = oauth.issue_stateless_channel_token_by_client_secret(client_id=CHANNEL_ID, client_secret=SECRET)
    oauth.revoke_channel_token_by_jwt(
        client_id=CHANNEL_ID, client_secret=SECRET, access_token=token.access_token
    )
    api.api_client.configuration.access_token = token.access_token
    assert api.get_bot_info().user_id


def test_there_are_thirty_v21_tokens_at_most(oauth: ChannelAccessToken, line_clock: Clock) -> None:
    for _ in range(30):
        issue(oauth, assertion(line_clock.now))
    with pytest.raises(ApiException):
        issue(oauth, assertion(line_clock.now))


@pytest.mark.parametrize(
    "claims",
    [
        {"iss": "other"},
        {"sub": "other"},
        {"aud": "https://example.com/"},
        {"exp": 1_800_000_000.0},
        {"exp": 1_800_001_801.0},
        {"token_exp": 30 * DAY + 1},
        {"token_exp": None},
    ],
)
def test_an_assertion_with_a_wrong_claim_is_refused(
    oauth: ChannelAccessToken, line_clock: Clock, claims: dict[str, object]
) -> None:
    with pytest.raises(ApiException) as refused:
        issue(oauth, assertion(line_clock.now, **claims))
    assert refused.value.status == 400


@pytest.mark.parametrize("jwt", ["", "a.b", "a.b.c", "eyJ9.W10.c2ln"])
def test_what_is_no_jwt_is_refused(oauth: ChannelAccessToken, jwt: str) -> None:
    with pytest.raises(ApiException) as refused:
        issue(oauth, jwt)
    assert refused.value.status == 400
