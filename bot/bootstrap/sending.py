"""The sending process: the LINE SDK and its tokens."""

from __future__ import annotations

from collections.abc import Callable

from bot.bootstrap.storage import clock, seal_of
from bot.jobs.deliver import Deliverer
from bot.jobs.delivery import SENDERS
from bot.line.client import LineClient
from bot.line.envelope import SOURCE as LINE
from bot.line.sender import LineSender
from bot.line.tokens import StatelessTokens, fixed
from bot.settings import Settings


def deliverer_of(settings: Settings, ring: Callable[[], None]) -> Deliverer:
    """Return what sends on every channel that the settings open; `ring` is called after each try."""
    return Deliverer({LINE: LineSender(_client(settings))}, seal_of(settings), clock, ring)


def _client(settings: Settings) -> LineClient:
    token = settings.line_channel_access_token
    if token is not None:
        source = fixed(token.get_secret_value())
    else:
        channel_id = settings.line_channel_id or ""
        source = StatelessTokens(settings.line_api_url, channel_id, settings.channel_secrets[0])
    return LineClient(settings.line_api_url, source, connections=SENDERS)
