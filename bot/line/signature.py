"""Who sent a webhook: LINE signs the raw body with the channel's secret.

https://developers.line.biz/en/reference/messaging-api/#signature-validation
"""

from __future__ import annotations

import hmac
from base64 import b64encode
from collections.abc import Sequence


def signed_by(secrets: Sequence[bytes], body: bytes, signature: str | None) -> bool:
    """Tell whether one of the secrets signed exactly these bytes (several while the secret rotates).

    `signature` is the header `x-line-signature` as it came, base64 of HMAC-SHA256; any string is allowed.
    An empty secret signs nothing, for anybody could.
    """
    given = (signature or "").encode("utf-8", "replace")
    matches = [
        hmac.compare_digest(b64encode(hmac.digest(secret, body, "sha256")), given)
        for secret in secrets
        if secret
    ]
    return any(matches)
