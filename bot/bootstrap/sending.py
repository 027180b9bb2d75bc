"""The sending process: the LINE SDK and its tokens, mail, and the files that people sent."""

from __future__ import annotations

from collections.abc import Callable

from bot.bootstrap.storage import database_of, seal_of
from bot.bootstrap.surroundings import EARNEST, Surroundings
from bot.channels import Senders
from bot.files.scanner import scanner
from bot.files.sender import AT_ONCE, FileSender
from bot.jobs.deliver import Deliverer
from bot.jobs.delivery import SENDERS
from bot.line.client import LineClient
from bot.line.contents import LineContents
from bot.line.envelope import SOURCE as LINE
from bot.line.quota import Plan, Quota
from bot.line.sender import LineSender
from bot.line.tokens import StatelessTokens, fixed
from bot.logs import logger
from bot.mail.message import sender_of
from bot.mail.relay import relay_of
from bot.mail.sender import MailSender
from bot.mail.threads import Threads
from bot.settings import Settings
from bot.store import readings
from bot.store.engine import Database
from bot.store.errors import StoreError
from bot.store.fetches import CHANNEL as FILE
from bot.store.outbox import MAIL


def deliverer_of(settings: Settings, ring: Callable[[], None], around: Surroundings = EARNEST) -> Deliverer:
    """Return what sends on every channel that the settings open; `ring` is called after each try."""
    tokens = tokens_of(settings)
    client = LineClient(settings.line_api_url, tokens, connections=SENDERS)
    quota = Quota(client.plan, settings.line_push_reserve_percent, _quota_noted(database_of(settings)))
    senders: Senders = {LINE: LineSender(client, quota), FILE: _files(settings, tokens)}
    return Deliverer({**senders, **_mail(settings)}, seal_of(settings), around.clock, ring)


def _quota_noted(database: Database) -> Callable[[Plan, int], None]:
    """Return what notes how much of the month is left, for pages to show."""

    def note(plan: Plan, now: int) -> None:
        try:
            with database.write() as connection:
                readings.note(connection, "quota", now, amount=plan.used, most=plan.limit)
        except StoreError as error:  # sending goes on without it
            logger().warning("quota_not_noted", why=type(error).__name__)

    return note


def tokens_of(settings: Settings) -> Callable[[], str]:
    """Return what gives the token for a call to LINE."""
    token = settings.line_channel_access_token
    if token is not None:
        return fixed(token.get_secret_value())
    channel_id = settings.line_channel_id or ""
    return StatelessTokens(settings.line_api_url, channel_id, settings.channel_secrets[0])


def _mail(settings: Settings) -> dict[str, MailSender]:
    if settings.smtp_url is None or settings.mail_from is None:
        return {}
    relay = relay_of(settings.smtp_url.get_secret_value())
    threads = Threads(settings.secret_key.get_secret_value(), plus=settings.mail_plus_addresses)
    sender, public_url = sender_of(settings.mail_from), settings.public_url
    return {MAIL: MailSender(relay, sender, threads=threads, public_url=public_url)}


def _files(settings: Settings, tokens: Callable[[], str]) -> FileSender:
    contents = LineContents(settings.line_data_url, tokens, connections=AT_ONCE)
    return FileSender(contents, scanner(settings.file_scanner), database_of(settings), seal_of(settings))
