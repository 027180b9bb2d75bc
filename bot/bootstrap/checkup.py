"""What can be checked before anybody writes: each part that the settings name, once, for real."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from ssl import create_default_context

from bot.bootstrap.sending import tokens_of
from bot.bootstrap.storage import database_of, seal_of
from bot.channels import SendError
from bot.line.client import LineClient
from bot.mail.mailbox import MailboxError, mailbox_of, opened
from bot.mail.relay import relay_of
from bot.mail.session import Session
from bot.settings import Settings
from bot.store import ticket_texts
from bot.store.errors import StoreError
from bot.store.revision import is_current


class Wrong(Exception):
    """Something is not as it must be; the message says what, for an operator."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How one part is: `well`, not well, or None for one that the settings do not name."""

    part: str
    well: bool | None
    words: str


def checkup(settings: Settings) -> Iterator[Finding]:
    """Give one finding after the other. Nothing is sent and nothing is changed."""
    yield _found("store", lambda: _store(settings))
    yield _found("DATA_KEYS", lambda: _keys(settings))
    line = LineClient(settings.line_api_url, tokens_of(settings))
    yield _found("LINE", lambda: _line(line))
    yield _found("webhook", lambda: _webhook(line, settings))
    if settings.smtp_url is None:
        yield Finding("SMTP_URL", None, "not set: no mail is sent")
    else:
        relay = relay_of(settings.smtp_url.get_secret_value())
        yield _found(
            "SMTP_URL", lambda: _relay(relay.host, relay.port, Session(relay, create_default_context()))
        )
        yield Finding("PRIVACY_CENTER_EMAIL", bool(settings.privacy_center_email) or None, _center(settings))
    if settings.imap_url is None:
        yield Finding("IMAP_URL", None, "not set: answers by mail are read only by `mail ingest`")
    else:
        yield _found("IMAP_URL", lambda: _mailbox(settings))
        yield _found("MAIL_AUTHSERV_ID", lambda: _believed(settings))


def _found(part: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(part, True, check())
    except (Wrong, StoreError, SendError, MailboxError) as error:
        return Finding(part, False, str(error))


def _store(settings: Settings) -> str:
    if not is_current(database_of(settings)):
        raise Wrong("the tables are not current; run: python -m bot migrate")
    return "reached, and its tables are current"


def _keys(settings: Settings) -> str:
    """Try a text that is kept: with wrong keys nothing of it can be read."""
    database = database_of(settings)
    if not is_current(database):
        raise Wrong("cannot be tried before the tables are current")
    with database.read() as connection:
        opened_one = ticket_texts.opens(connection, seal_of(settings))
    if opened_one is None:
        return "well-formed; nothing is kept yet to try them on"
    if not opened_one:
        raise Wrong("they do not open what is kept")
    return "they open what is kept"


def _line(line: LineClient) -> str:
    try:
        line.known()
    except SendError as error:
        raise Wrong(f"it does not take our token ({error})") from None
    return "it knows our token"


def _webhook(line: LineClient, settings: Settings) -> str:
    ours = f"{settings.public_url.rstrip('/')}/line/webhook"
    try:
        known = line.webhook()
    except SendError as error:
        raise Wrong(f"LINE does not say where it sends webhooks ({error})") from None
    if known != ours:
        raise Wrong(f"LINE sends webhooks to {known or 'nowhere'}, and not to {ours}")
    return f"LINE sends webhooks to {ours}"


def _relay(host: str, port: int, session: Session) -> str:
    try:
        with session:
            return f"{host}:{port} is reached, and takes our login where there is one; no mail was sent"
    except SendError as error:
        raise Wrong(f"{host}:{port}: {error}") from None


def _center(settings: Settings) -> str:
    if settings.privacy_center_email:
        return "an address; whether somebody reads it, only a mail shows"
    return "not set: mails to staff go to the address that the policy gives"


def _mailbox(settings: Settings) -> str:
    address = mailbox_of(settings.imap_url.get_secret_value() if settings.imap_url else "")
    with opened(address) as box:
        idles = "tells of new mails at once" if box.idles else "is asked for new mails every minute"
        where = f"{address.folder} at {address.host}:{address.port}"
        return f"{where} is open with {len(box.uids())} mails; it {idles}"


def _believed(settings: Settings) -> str:
    if not settings.mail_authserv_id:
        raise Wrong("not set: no sender is believed, so no answer by mail reaches a ticket")
    return "set; that our mail server takes this field from mails of others, only its settings show"
