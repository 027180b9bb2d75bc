"""The API's calls about channel access tokens: stateless (v3) and v2.1."""

from __future__ import annotations

from typing import Any, Final

from flask import Blueprint, request

from bot.dev.access_tokens import AccessTokens, BadAssertion, Token
from bot.dev.refusals import Refused

Answer = dict[str, Any]

ASSERTION_TYPE: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class TokenCalls:
    """The views of /oauth2. Errors have OAuth's form, not the Messaging API's."""

    def __init__(self, tokens: AccessTokens) -> None:
        self._tokens = tokens

    def register(self, blueprint: Blueprint) -> None:
        """Put the views at LINE's addresses."""
        for path, method, view in (
            ("v3/token", "POST", self.issue_stateless),
            ("v2.1/token", "POST", self.issue_v21),
            ("v2.1/verify", "GET", self.verify),
            ("v2.1/revoke", "POST", self.revoke),
            ("v2.1/tokens/kid", "GET", self.key_ids),
        ):
            blueprint.add_url_rule(f"/oauth2/{path}", view.__name__, view, methods=[method])

    def issue_stateless(self) -> Answer:
        """Issue a token for 15 minutes, for the channel's secret or a JWT assertion."""
        self._check_grant()
        # The SDK sends an empty assertion beside the secret.
        if assertion := request.form.get("client_assertion"):
            self._claims(request.form.get("client_assertion_type"), assertion)
        else:
            self._check_secret()
        return _token(self._tokens.issue_stateless())

    def issue_v21(self) -> Answer:
        """Issue a token for as long as a JWT assertion asks."""
        self._check_grant()
        assertion = request.form.get("client_assertion", "")
        claims = self._claims(request.form.get("client_assertion_type"), assertion)
        try:
            token = self._tokens.issue_v21(claims)
        except BadAssertion as error:
            raise _refused("invalid_client", str(error)) from error
        if token is None:
            raise _refused("invalid_request", "the number of issued tokens exceeds the limit")
        return {**_token(token), "key_id": token.key_id}

    def verify(self) -> Answer:
        """Tell how long a v2.1 token still lives."""
        token = self._tokens.issued(request.args.get("access_token", ""))
        if token is None or token.kind != "v2.1":
            raise _refused("invalid_request", "access token expired")
        return {"client_id": self._tokens.channel_id, "expires_in": self._tokens.seconds_left(token)}

    def revoke(self) -> Answer:
        """Revoke a v2.1 token; not an error for any other value."""
        self._check_secret()
        self._tokens.revoke(request.form.get("access_token", ""))
        return {}

    def key_ids(self) -> Answer:
        """List the key ids of v2.1 tokens."""
        self._claims(request.args.get("client_assertion_type"), request.args.get("client_assertion", ""))
        return {"kids": self._tokens.key_ids()}

    def _check_grant(self) -> None:
        if request.form.get("grant_type") != "client_credentials":
            raise _refused("unsupported_grant_type", "grant_type must be client_credentials")

    def _check_secret(self) -> None:
        form = request.form
        if not self._tokens.right_secret(form.get("client_id", ""), form.get("client_secret", "")):
            raise _refused("invalid_client", "invalid client_id or client_secret")

    def _claims(self, kind: str | None, assertion: str) -> dict[str, Any]:
        if kind != ASSERTION_TYPE:
            raise _refused("invalid_request", "invalid client_assertion_type")
        try:
            return self._tokens.claims(assertion)
        except BadAssertion as error:
            raise _refused("invalid_client", str(error)) from error


def _token(token: Token) -> Answer:
    return {"token_type": "Bearer", "access_token": token.value, "expires_in": token.seconds}


def _refused(error: str, description: str) -> Refused:
    return Refused(400, {"error": error, "error_description": description})
