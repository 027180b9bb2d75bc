"""The deciding process of a worker: the knowledge and the handlers."""

from __future__ import annotations

from bot.bootstrap.knowledge import finder
from bot.bootstrap.staff import staff_of
from bot.bootstrap.storage import seal_of
from bot.bootstrap.surroundings import EARNEST, Surroundings
from bot.channels import Channels
from bot.console.channel import ConsoleChannel
from bot.corpus.archive import Archive
from bot.corpus.live import LiveKnowledge
from bot.dispatch import Dispatch
from bot.dispatch.notices import Notices
from bot.downloads.channel import SOURCE as PAGE
from bot.downloads.channel import PageChannel
from bot.files.channel import FileChannel
from bot.jobs.audit_check import AUDIT_CHAIN
from bot.jobs.chain_check import CHAINS
from bot.jobs.delivery import Delivery
from bot.jobs.late_notices import LateNotices
from bot.jobs.mail_trouble import MailTrouble
from bot.jobs.retention import CODES, RETENTION
from bot.jobs.ticket_timers import TicketTimers
from bot.jobs.worker import Worker
from bot.line.channel import LineChannel
from bot.line.envelope import SOURCE as LINE
from bot.mail.channel import MailChannel
from bot.mail.post import MailPost
from bot.settings import Settings
from bot.store.engine import Database
from bot.store.fetches import CHANNEL as FILE
from bot.store.mail_ledger import SOURCE as MAIL
from bot.store.seat import Seat
from bot.store.staff_acts import SOURCE as CONSOLE


def worker_of(
    settings: Settings,
    database: Database,
    seat: Seat,
    delivery: Delivery,
    around: Surroundings = EARNEST,
    jobs: frozenset[str] | None = None,
) -> Worker:
    """Join a worker that sits in this seat; loads the knowledge, which takes a moment.

    `jobs` names those that run by themselves; None: all of them.
    """
    seal = seal_of(settings)
    knowledge = LiveKnowledge(database, finder)
    knowledge.follow()
    channels = _channels()
    post = MailPost() if settings.smtp_url else None
    draws, staff = around.draws(settings.secret_key.get_secret_value()), staff_of(settings)
    notices = Notices(channels, seal, post)
    timers = TicketTimers(knowledge.finder, notices, seal, draws, staff, settings.public_url)
    own = (timers.job, LateNotices(notices.ladder).job, MailTrouble(post, seal, staff).job)
    every = (RETENTION, CODES, CHAINS, AUDIT_CHAIN, *own)
    return Worker(
        database=database,
        seat=seat,
        dispatch=Dispatch(
            channels,
            knowledge.finder,
            seal,
            draws,
            post=post,
            public_url=settings.public_url,
            staff=staff,
            corpus_at=Archive(database).at,
        ),
        deliverer=delivery,
        jobs=tuple(job for job in every if jobs is None or job.name in jobs),
        seal=seal,
        clock=around.clock,
    )


def _channels() -> Channels:
    """Return the ways in, by the name that events have them under."""
    return {
        LINE: LineChannel(),
        FILE: FileChannel(),
        PAGE: PageChannel(),
        MAIL: MailChannel(),
        CONSOLE: ConsoleChannel(),
    }
