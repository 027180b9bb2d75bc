"""The company's own way to sign in (OpenID Connect): code flow with PKCE, state and nonce.

https://openid.net/specs/openid-connect-core-1_0.html 3.1, RFC 7636, RFC 9207. Needs the extra `oidc`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from bot.console.login.proof import Asked, NotProven, Proven

_WHERE = "/.well-known/openid-configuration"
_WAYS = ("client_secret_basic", "client_secret_post")
_PATIENCE = 10  # seconds for each call
_LEEWAY = 60  # seconds that their clock may differ from ours
_SIGNED_BY = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures by a key that is the provider's alone: none, and none by a secret that we have, too."""


@dataclass(frozen=True, slots=True)
class Client:
    """What we are at a provider; `name` is on the button, `back` the address that it sends people back to."""

    issuer: str
    id: str
    secret: str
    name: str
    back: str


class Provider:
    """Implements `bot.console.login.proof.Prover`; `seconds` is the time (since 1970, UTC)."""

    def __init__(self, client: Client, seconds: Callable[[], int]) -> None:
        self.name = client.name
        self._client = client
        self._seconds = seconds
        self._turn = threading.Lock()
        self._told: Mapping[str, Any] | None = None
        self._keys: KeySet | None = None

    def ask(self) -> Asked:
        """Return where to send somebody. Raises NotProven where the provider cannot be reached."""
        nonce, verifier = generate_token(32), generate_token(64)
        try:
            with self._session() as session:
                url, state = session.create_authorization_url(
                    self._about()["authorization_endpoint"], nonce=nonce, code_verifier=verifier
                )
        except (AuthlibBaseError, OSError, ValueError, LookupError, TypeError) as error:
            raise NotProven(type(error).__name__) from None
        return Asked(url, state, nonce, verifier)

    def answered(self, asked: Asked, answer: Mapping[str, str]) -> Proven:
        """Return what an answer proves. Raises NotProven for one to another question, or not good."""
        if answer.get("state") != asked.state:
            raise NotProven("state")
        if answer.get("iss", self._client.issuer) != self._client.issuer:
            raise NotProven("issuer")
        if "error" in answer or not answer.get("code"):
            raise NotProven("no code")
        try:
            claims = self._claims(asked, answer["code"])
        except (AuthlibBaseError, JoseError, OSError, ValueError, LookupError, TypeError) as error:
            raise NotProven(type(error).__name__) from None
        email = claims.get("email")
        if claims.get("email_verified") is not True or not isinstance(email, str) or not email:
            raise NotProven("mail address")
        methods = claims.get("amr")
        return Proven(email, several=isinstance(methods, list) and "mfa" in methods)

    def _claims(self, asked: Asked, code: str) -> CodeIDToken:
        with self._session() as session:
            token = session.fetch_token(
                self._about()["token_endpoint"],
                grant_type="authorization_code",
                code=code,
                code_verifier=asked.verifier,
                timeout=_PATIENCE,
            )
        decoded = self._decoded(token["id_token"])
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            {
                "iss": {"essential": True, "value": self._client.issuer},
                "aud": {"essential": True, "value": self._client.id},
            },
            {
                "nonce": asked.nonce,
                "client_id": self._client.id,
                "access_token": token.get("access_token"),
            },
        )
        claims.validate(now=self._seconds(), leeway=_LEEWAY)
        return claims

    def _decoded(self, id_token: str) -> jwt.Token:
        """Read a signed token; where its key is new, the provider is asked for its keys once more."""
        registry = JWSRegistry(algorithms=_SIGNED_BY, strict_check_header=False)
        try:
            return jwt.decode(id_token, key=self._key_set(), registry=registry)
        except InvalidKeyIdError:
            return jwt.decode(id_token, key=self._key_set(anew=True), registry=registry)

    def _key_set(self, *, anew: bool = False) -> KeySet:
        with self._turn:
            if self._keys is None or anew:
                self._keys = KeySet.import_key_set(self._fetched(self._described()["jwks_uri"]))
            return self._keys

    def _about(self) -> Mapping[str, Any]:
        with self._turn:
            return self._described()

    def _described(self) -> Mapping[str, Any]:
        """Return what the provider says of itself, which must be what we asked (Discovery 4.3)."""
        if self._told is None:
            told = self._fetched(self._client.issuer.rstrip("/") + _WHERE)
            if told["issuer"] != self._client.issuer:
                raise NotProven("issuer")
            self._told = told
        return self._told

    def _fetched(self, url: str) -> Any:
        with self._session() as session:
            answer = session.request("GET", url, withhold_token=True, timeout=_PATIENCE)
            answer.raise_for_status()
            return answer.json()

    def _session(self) -> OAuth2Session:
        client, told = self._client, self._told or {}
        ways = told.get("token_endpoint_auth_methods_supported") or _WAYS
        return OAuth2Session(
            client.id,
            client.secret,
            token_endpoint_auth_method=next(one for one in (*_WAYS, ways[0]) if one in ways),
            scope="openid email",
            redirect_uri=client.back,
            code_challenge_method="S256",
        )
