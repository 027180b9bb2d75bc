"""LINE: does it know our token, and do its webhooks come to us."""

from __future__ import annotations

from bot.bootstrap.checked import Wrong
from bot.channels import SendError
from bot.line.client import LineClient

_REFUSED = frozenset({"status 401", "status 403"})
_NONE_ISSUED = "no access token"
_NOT_SET = "status 404"


def token(client: LineClient) -> str:
    """Say that LINE takes our token. Raises Wrong."""
    try:
        client.known()
    except SendError as error:
        raise Wrong(_mended(error)) from None
    return "it is reached and takes our token"


def _mended(error: SendError) -> str:
    if str(error) in _REFUSED:
        return f"it does not take our token ({error}); look at LINE_CHANNEL_ACCESS_TOKEN"
    if str(error) == _NONE_ISSUED:
        return (
            "it gives us no token; look at LINE_CHANNEL_ID, LINE_CHANNEL_SECRET and the way to LINE_API_URL"
        )
    return f"it does not answer as it should ({error}); look at LINE_API_URL and the way to it"


def webhook(client: LineClient, public_url: str) -> str:
    """Say that LINE sends webhooks to us. Raises Wrong."""
    ours = f"{public_url.rstrip('/')}/line/webhook"
    try:
        known = client.webhook()
    except SendError as error:
        if str(error) == _NOT_SET:
            raise Wrong(f"LINE has no address for webhooks; enter {ours} in its console") from None
        raise Wrong(f"LINE does not say where it sends webhooks ({error})") from None
    if known.url != ours:
        raise Wrong(
            f"LINE sends webhooks to {known.url}, and not to {ours}; "
            "correct it in LINE's console, or PUBLIC_URL here"
        )
    if not known.active:
        raise Wrong(f"LINE knows {ours} and sends nothing; switch on 'Use webhook' in its console")
    return f"LINE sends webhooks to {ours}"
