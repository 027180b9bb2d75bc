"""The bytes of one mail become a value, whatever they are."""

from __future__ import annotations

from email.message import Message

from bot.mail.incoming.addresses import mailboxes, only_mailbox
from bot.mail.incoming.attachments import files
from bot.mail.incoming.authentication import checked
from bot.mail.incoming.bounce import undelivered
from bot.mail.incoming.headers import date, decoded, field, fields, ids
from bot.mail.incoming.incoming_mail import IncomingMail, Reason, Unreadable
from bot.mail.incoming.kind import kind_of
from bot.mail.incoming.limits import Limits
from bot.mail.incoming.message import Unfit, taken_apart
from bot.mail.incoming.receiver import Receiver
from bot.mail.incoming.text import readable_text

# The last ones are put there by servers; a blind copy to a plus-address shows in them alone.
_RECIPIENTS = ("To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "X-Delivered-To")


def read(raw: bytes, receiver: Receiver, limits: Limits | None = None) -> IncomingMail | Unreadable:
    """Return the mail, or why it cannot be read."""
    within = limits or Limits()
    try:
        return _read(taken_apart(raw, within), receiver, within)
    except Unfit as unfit:
        return Unreadable(unfit.reason)
    except RecursionError:
        return Unreadable(Reason.NESTED_TOO_DEEP)
    except Exception:  # noqa: BLE001 - a fault of the parser must cost one mail, which is kept, not the mailbox
        return Unreadable(Reason.BROKEN)


def _read(message: Message, receiver: Receiver, limits: Limits) -> IncomingMail:
    text = readable_text(message, limits)
    sender = only_mailbox(fields(message, "From"))
    bounce = undelivered(message, text)
    return IncomingMail(
        kind=kind_of(message, sender, bounce, receiver),
        message_id=_first(ids(field(message, "Message-ID"))),
        in_reply_to=_first(ids(field(message, "In-Reply-To"))),
        references=tuple(dict.fromkeys(ids(field(message, "References")))),
        sender=sender,
        sent_by=_first(_addresses(message, ("Sender",))),
        reply_to=_addresses(message, ("Reply-To",)),
        recipients=_addresses(message, _RECIPIENTS),
        subject=decoded(field(message, "Subject")),
        date=date(field(message, "Date")),
        text=text,
        attachments=tuple(files(message)),
        authentication=checked(message, receiver.authserv_id),
        bounce=bounce,
    )


def _addresses(message: Message, names: tuple[str, ...]) -> tuple[str, ...]:
    found = (
        mailbox.address for name in names for value in fields(message, name) for mailbox in mailboxes(value)
    )
    return tuple(dict.fromkeys(found))


def _first(values: tuple[str, ...]) -> str:
    return next(iter(values), "")
