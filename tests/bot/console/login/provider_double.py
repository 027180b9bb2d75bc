"""A provider of OpenID Connect on this machine: it says of whoever comes what a test tells it to say."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import Flask, abort, jsonify, request
from joserfc import jwt
from joserfc.jwk import RSAKey

from bot.dev.serving import LocalServer

CLIENT, SECRET = "desk", "a secret of the provider's"


@dataclass
class ProviderDouble:
    """`claims` are told instead of what is right; `key` signs, `published` is what can be looked up."""

    now: int
    claims: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "1", "use": "sig"}))
    algorithm: str = "RS256"
    up: bool = True

    def __post_init__(self) -> None:
        self.published = [self.key]
        self._asked: dict[str, dict[str, str]] = {}
        self._server = LocalServer(self._pages())
        self.issuer = self._server.url

    def close(self) -> None:
        self._server.close()

    def signs_in(self, url: str) -> dict[str, str]:
        """Do what somebody does at the provider; return what it sends back with them."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        assert url.startswith(f"{self.issuer}/authorize?")
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self._asked)}"
        self._asked[code] = asked
        return {"code": code, "state": asked["state"]}

    def _pages(self) -> Flask:
        app = Flask("provider-double")

        @app.get("/.well-known/openid-configuration")
        def about() -> Any:
            if not self.up:
                abort(503)
            return jsonify(
                issuer=self.issuer,
                authorization_endpoint=f"{self.issuer}/authorize",
                token_endpoint=f"{self.issuer}/token",
                jwks_uri=f"{self.issuer}/keys",
            )

        @app.get("/keys")
        def keys() -> Any:
            return jsonify(keys=[key.as_dict(private=False) for key in self.published])

        @app.post("/token")
        def token() -> Any:
            asked = self._asked.pop(request.form["code"], None)
            challenge = hashlib.sha256(request.form["code_verifier"].encode()).digest()
            login = request.authorization
            if asked is None or login is None or (login.username, login.password) != (CLIENT, SECRET):
                abort(400)
            if asked["code_challenge"] != base64.urlsafe_b64encode(challenge).decode().rstrip("="):
                abort(400)
            return jsonify(access_token="opaque", token_type="Bearer", id_token=self._signed(asked))

        return app

    def _signed(self, asked: dict[str, str]) -> str:
        claims = {
            "iss": self.issuer,
            "sub": "7",
            "aud": CLIENT,
            "iat": self.now,
            "exp": self.now + 300,
            "nonce": asked["nonce"],
            "email": "aoki@desk.example",
            "email_verified": True,
            "amr": ["pwd", "mfa"],
            **self.claims,
        }
        kept = {name: value for name, value in claims.items() if value is not None}
        return jwt.encode({"alg": self.algorithm, "kid": self.key.kid}, kept, self.key)
