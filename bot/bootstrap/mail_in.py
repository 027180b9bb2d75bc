"""Mail as a way in: what takes in mails, however they come."""

from __future__ import annotations

from bot.bootstrap.knowledge import finder
from bot.bootstrap.storage import clock, seal_of
from bot.bootstrap.surroundings import EARNEST, Surroundings
from bot.files.kinds import kind_of
from bot.files.scanner import scanner
from bot.mail.collecting import Collector
from bot.mail.incoming.receiver import Receiver
from bot.mail.ingest import Desk, Examine, Ingest
from bot.mail.mailbox import mailbox_of
from bot.mail.message import sender_of
from bot.mail.threads import Threads
from bot.settings import Settings, SettingsError
from bot.store.engine import Database


def ingest_of(settings: Settings, database: Database, around: Surroundings = EARNEST) -> Ingest:
    """Return what takes in mails. Raises SettingsError where we have no address that anybody could answer."""
    if settings.mail_from is None:
        raise SettingsError("MAIL_FROM must be set, or nobody can have answered a mail of ours")
    sender, secret_key = sender_of(settings.mail_from), settings.secret_key.get_secret_value()
    receiver = Receiver(
        addresses=frozenset({sender.addr_spec.lower()}),
        message_id_domain=sender.domain,
        authserv_id=settings.mail_authserv_id or "",
    )
    return Ingest(
        Desk(
            database=database,
            seal=seal_of(settings),
            draws=around.draws(secret_key),
            threads=Threads(secret_key, plus=settings.mail_plus_addresses),
            receiver=receiver,
            staff=settings.staff | {_center(settings).casefold()},
            examine=_examine(settings),
            clock=around.clock,
        )
    )


def collector_of(settings: Settings, database: Database) -> Collector | None:
    """Return what collects mails from the mailbox; None where the settings name none."""
    if settings.imap_url is None:
        return None
    address = mailbox_of(settings.imap_url.get_secret_value())
    return Collector(address, ingest_of(settings, database), database, clock)


def _center(settings: Settings) -> str:
    """Return where mails to staff go; the policy is only loaded where the settings do not say it."""
    return settings.privacy_center_email or finder().corpus.policy.contact.email


def _examine(settings: Settings) -> Examine:
    scan = scanner(settings.file_scanner)

    def examine(content: bytes) -> str:
        kind = kind_of(content)
        if kind is None:
            return "wrong_type"
        return kind if scan(content) else "unsafe"

    return examine
