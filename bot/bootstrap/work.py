"""The worker process: decides what arrived and sends what is owed."""

from __future__ import annotations

from bot.bootstrap.knowledge import finder
from bot.bootstrap.storage import clock, seal_of
from bot.channels import Channels
from bot.dispatch import Dispatch
from bot.jobs.deliver import SENDERS, Deliverer
from bot.jobs.retention import RETENTION
from bot.jobs.worker import Worker
from bot.line.channel import LineChannel
from bot.line.client import LineClient
from bot.line.tokens import StatelessTokens, fixed
from bot.line.webhook import SOURCE as LINE
from bot.settings import Settings
from bot.store.engine import Database
from bot.store.seat import Seat


def channels_of(settings: Settings) -> Channels:
    """Return every way in and out that the settings open."""
    token = settings.line_channel_access_token
    if token is not None:
        source = fixed(token.get_secret_value())
    else:
        channel_id = settings.line_channel_id or ""
        source = StatelessTokens(settings.line_api_url, channel_id, settings.channel_secrets[0])
    return {LINE: LineChannel(LineClient(settings.line_api_url, source, connections=SENDERS))}


def worker_of(settings: Settings, database: Database, seat: Seat) -> Worker:
    """Join a worker that sits in this seat; loads the knowledge, which takes a moment."""
    seal = seal_of(settings)
    channels = channels_of(settings)
    finder()
    return Worker(
        database=database,
        seat=seat,
        dispatch=Dispatch(channels, finder, seal),
        deliverer=Deliverer(channels, seal, clock, seat.ring),
        jobs=(RETENTION,),
        seal=seal,
        clock=clock,
    )
