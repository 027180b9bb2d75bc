"""How long we keep what, and why. The welcome message tells people exactly this; bot.jobs keeps to it.

What a person wrote is erased in the moment it is decided, and what we owe in the moment it is sent, so
neither has a period here.
"""

from __future__ import annotations

from datetime import timedelta

FAILED_MESSAGE = timedelta(days=7)
"""A message or a reply that failed stays readable for staff: long enough for a week-end and a holiday."""

EVENT_IDS = timedelta(days=30)
"""Ids of events and of what was sent, without any text, so that nothing is answered twice; and which passages
an answer showed, so that a person can quote it."""

CONVERSATION = timedelta(days=180)
"""Language and the topics last shown, under a pseudonym, after the last message: a person who comes back
within half a year is answered in the language they chose."""

DRAFT = timedelta(days=7)
"""A request that was begun and not sent, after the person last worked on it: long enough to look something up
over a week-end."""

UNANSWERED = timedelta(hours=24)
"""A question that we could not answer, so that the person can pass it on without writing it again."""

QUESTION = timedelta(days=180)
"""A question that the policy did not answer, masked, and not with who asked: editors see what people look
for in vain over half a year."""

CODE = timedelta(minutes=10)
"""What a one-time code is checked against: as long as it works, and the minutes until the next look."""

CODE_SENT = timedelta(days=2)
"""That a code was sent, without it: they are counted over a day."""

SOURCES = timedelta(days=30)
"""Which message a ticket's text was made from, under a keyed hash: longer than it can be taken back."""

NOTICE = timedelta(days=30)
"""What we could not send and keep for the next message; then staff are told that it did not arrive."""

MAILED_WORDS = timedelta(days=7)
"""What we said by mail, after a relay took it: relays try for five days (RFC 5321 4.5.4.1), and what comes
back by then is said another way."""

TASK = timedelta(days=90)
"""What staff had to look at, without any words, after they did: to see what fails again and again."""

LOOKED = timedelta(hours=1)
"""That somebody of the staff had a ticket open: it says who looks now, and nothing after a minute."""

RAW_MAIL = timedelta(days=90)
"""A mail that came in, as it came: for who looks for one that no ticket got, or doubts what one said."""

MAIL_OUTCOME = timedelta(days=3 * 365)
"""That a mail came in and what became of it, without its words: to show that none was lost."""

LINKS = timedelta(days=30)
"""That a link was given out, after it ended: how often it was tried and used, for who doubts a download."""

ERASURE = timedelta(days=3 * 365)
"""That somebody was forgotten, and how much went, without any words: to show that it was done, and to do it
again after an older backup was restored."""

AUDIT_ADDRESS = timedelta(days=90)
"""Where staff signed in or did something from, sealed: an account that was taken over is mostly noticed
within weeks. That they did it stays in the chain."""

AUDIT = timedelta(days=3 * 365)
"""What staff did beside tickets, under their pseudonyms: as long as the proof that somebody was answered."""
