"""The tables, nothing else. Times are milliseconds since 1970, UTC; sealed columns hold encrypted bytes."""

from __future__ import annotations

from bot.store.tables.accounts import staff_accounts, staff_failures, staff_passkeys, staff_sessions
from bot.store.tables.audit import audit_checks, audit_events
from bot.store.tables.cases import (
    chain_checks,
    downloads,
    ticket_events,
    ticket_files,
    ticket_items,
    ticket_sources,
    ticket_texts,
    tickets,
)
from bot.store.tables.erasure_tasks import erasure_tasks
from bot.store.tables.figures import daily_counts
from bot.store.tables.knowledge import corpora, publications
from bot.store.tables.lists import saved_views, ticket_tags, ticket_words
from bot.store.tables.mails import mail_ledger
from bot.store.tables.names import NAMING, metadata, written_out
from bot.store.tables.people import addresses, codes, conversations, erasures, notices
from bot.store.tables.queue import EventState, OwedState, inbox, outbox, seats
from bot.store.tables.readings import readings
from bot.store.tables.staff import staff_acts
from bot.store.tables.staff_mails import calendars, staff_mails
from bot.store.tables.tasks import tasks
from bot.store.tables.unanswered import unanswered_questions
from bot.store.tables.viewers import ticket_viewers

__all__ = [
    "NAMING",
    "EventState",
    "OwedState",
    "addresses",
    "audit_checks",
    "audit_events",
    "calendars",
    "chain_checks",
    "codes",
    "conversations",
    "corpora",
    "daily_counts",
    "downloads",
    "erasure_tasks",
    "erasures",
    "inbox",
    "mail_ledger",
    "metadata",
    "notices",
    "outbox",
    "publications",
    "readings",
    "saved_views",
    "seats",
    "staff_accounts",
    "staff_acts",
    "staff_failures",
    "staff_mails",
    "staff_passkeys",
    "staff_sessions",
    "tasks",
    "ticket_events",
    "ticket_files",
    "ticket_items",
    "ticket_sources",
    "ticket_tags",
    "ticket_texts",
    "ticket_viewers",
    "ticket_words",
    "tickets",
    "unanswered_questions",
    "written_out",
]
