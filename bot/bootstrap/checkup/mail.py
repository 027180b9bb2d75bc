"""Mail: does the relay take us, is the mailbox open, and who reads what staff get."""

from __future__ import annotations

from collections.abc import Iterator
from ssl import create_default_context

from bot.bootstrap.checked import Checked, Wrong, checked
from bot.channels import SendError
from bot.mail.mailbox import MailboxAddress, MailboxError, mailbox_of, opened
from bot.mail.relay import Relay, relay_of
from bot.mail.session import Session
from bot.settings import Settings

_MENDS = {
    "connect": "look at host and port, and whether this machine may reach them",
    "login": "look at user and password, which are percent-encoded, and at the folder of a mailbox",
    "starttls": "look at its certificate",
}


def outgoing(settings: Settings) -> Iterator[Checked]:
    """Tell whether mails can go out, and where those to staff go."""
    if settings.smtp_url is None:
        yield Checked("SMTP_URL", None, "not set: no mail is sent")
        return
    relay = relay_of(settings.smtp_url.get_secret_value())
    yield checked("SMTP_URL", lambda: _relay(relay))
    yield checked("MAIL_FROM", lambda: f"well-formed; mails come from {settings.mail_from}")
    yield Checked("PRIVACY_CENTER_EMAIL", bool(settings.privacy_center_email) or None, _center(settings))


def incoming(settings: Settings) -> Iterator[Checked]:
    """Tell whether answers by mail can be read, and whether anybody's is believed."""
    if settings.imap_url is None:
        yield Checked("IMAP_URL", None, "not set: answers by mail are read only by `mail ingest`")
        return
    address = mailbox_of(settings.imap_url.get_secret_value())
    yield checked("IMAP_URL", lambda: _mailbox(address))
    yield checked("MAIL_AUTHSERV_ID", lambda: _believed(settings))


def _relay(relay: Relay) -> str:
    where = f"{relay.host}:{relay.port}"
    try:
        with Session(relay, create_default_context()) as session:
            encrypted = session.encrypted
    except SendError as error:
        raise Wrong(f"{where}: {error}{_mend(str(error))}") from None
    if not (encrypted or relay.here):
        raise Wrong(f"{where} offers no TLS, so that others can read along; use smtps://, or another relay")
    login = "takes our login" if relay.user else "asks for no login"
    return f"{where} is reached{' over TLS' if encrypted else ''} and {login}; no mail was sent"


def _mailbox(address: MailboxAddress) -> str:
    where = f"{address.folder} at {address.host}:{address.port}"
    try:
        with opened(address) as box:
            idles = "tells of new mails at once" if box.idles else "is asked for new mails every minute"
            return f"{where} is open with {len(box.uids())} mails; it {idles}"
    except MailboxError as error:
        raise Wrong(f"{where}: {error}{_mend(str(error))}") from None


def _mend(error: str) -> str:
    return next((f"; {mend}" for step, mend in _MENDS.items() if error.startswith(step)), "")


def _center(settings: Settings) -> str:
    if settings.privacy_center_email:
        return "well-formed; whether somebody reads it, only a mail shows"
    return "not set: mails to staff go to the address that the policy gives"


def _believed(settings: Settings) -> str:
    if not settings.mail_authserv_id:
        raise Wrong("not set, so that no sender is believed and no answer by mail reaches a ticket")
    return "set; that our mail server takes this field from mails of others, only its settings show"
