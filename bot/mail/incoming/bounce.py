"""Reports that a mail of ours did not arrive: for programs (RFC 3464), and in the words of older servers."""

from __future__ import annotations

import re
from email.message import Message

from bot.mail.incoming.headers import decoded, field, ids
from bot.mail.incoming.incoming_mail import Bounce
from bot.mail.incoming.message import children, content, every

_ARRIVED = ("delivered", "relayed", "expanded")
_CODE = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_SMTP = re.compile(r"(?<![\d.-])([45])\d\d(?=[ -])")
_ADDRESS = re.compile(r"<?([^\s<>()\[\],;:\"]{1,64}@[^\s<>()\[\],;:\"]{1,255})>?")
_MESSAGE_ID = re.compile(r"^(?:X-Original-)?Message-ID:\s*<([^<>\s]+)>", re.IGNORECASE | re.MULTILINE)
_COPY = re.compile(r"^-+.*(?:copy of|original) (?:the )?message.*$", re.IGNORECASE | re.MULTILINE)
_DAEMON = re.compile(r"(?:mailer-daemon|postmaster|mail-daemon|mailerdaemon)", re.IGNORECASE)
_FAILURE = re.compile(
    r"undeliver|returned (?:mail|to sender)|delivery (?:status|failure|fail)|deliver\w* failed|failure notice"
    r"|delivery problem|delayed|配信不能|配信できません|送信できません|エラー|戻り",
    re.IGNORECASE,
)
_DELAY = re.compile(r"delay|warning|still being retried|will retry|遅延", re.IGNORECASE)
_SCANNED = 20_000


def arrived(message: Message) -> bool:
    """Whether the mail is a report that a mail did arrive (RFC 3464, RFC 8098)."""
    report = _report(message)
    if report is not None:
        return _action(report) in _ARRIVED
    return message.get_content_type() == "multipart/report" and any(
        part.get_content_type() == "message/disposition-notification" for part in children(message)
    )


def undelivered(message: Message, text: str) -> Bounce | None:
    """Return what a report says, None if the mail is none. `text` is the mail's readable text."""
    report = _report(message)
    if report is not None:
        return None if _action(report) in _ARRIVED else _from_report(message, report, text)
    if (
        message.get_content_type() == "multipart/report"
        and _param(message, "report-type") == "delivery-status"
    ):
        return _from_text(message, text)
    return _from_text(message, text) if _tells_of_failure(message) else None


def _report(message: Message) -> Message | None:
    """Return the fields about the recipient who matters most: the first that failed."""
    if message.get_content_type() != "multipart/report":
        return None
    blocks = [
        block
        for part in every(message)
        if part.get_content_type() == "message/delivery-status"
        for block in every(part)
        if field(block, "Action")
    ]
    failed = (block for block in blocks if _action(block) == "failed")
    return next(failed, next(iter(blocks), None))


def _action(report: Message) -> str:
    return field(report, "Action").partition("(")[0].strip().lower()


def _from_report(message: Message, report: Message, text: str) -> Bounce:
    # The original recipient is the one we wrote to; the final one may be where that person forwards to.
    named = field(report, "Original-Recipient") or field(report, "Final-Recipient")
    address = decoded(named.partition(";")[2]).strip("<> ") or _recipient(message, text)
    delayed = _action(report) == "delayed"
    status = _status(field(report, "Status"), field(report, "Diagnostic-Code"), delayed=delayed)
    return Bounce(address, status, status.startswith("5") and not delayed, _original_id(message, text))


def _from_text(message: Message, text: str) -> Bounce:
    told = _COPY.split(text[:_SCANNED], maxsplit=1)[0]
    delayed = bool(_DELAY.search(decoded(field(message, "Subject"))))
    status = _status(told, told, delayed=delayed)
    permanent = status.startswith("5") and not delayed
    return Bounce(_recipient(message, told), status, permanent, _original_id(message, text))


def _tells_of_failure(message: Message) -> bool:
    if field(message, "X-Failed-Recipients"):
        return True
    daemon = _DAEMON.search(field(message, "From").partition("@")[0])
    return bool(daemon and _FAILURE.search(decoded(field(message, "Subject"))))


def _status(enhanced: str, diagnostic: str, *, delayed: bool) -> str:
    for text in (enhanced, diagnostic):
        if code := _CODE.search(text):
            return code[1]
    if code := _SMTP.search(diagnostic):
        return f"{code[1]}.0.0"
    return "4.0.0" if delayed else "5.0.0"


def _recipient(message: Message, text: str) -> str:
    named = field(message, "X-Failed-Recipients") or text[:_SCANNED]
    found = _ADDRESS.search(named)
    return found[1].rstrip(".") if found else ""


def _original_id(message: Message, text: str) -> str:
    """Return the id of our mail: from the copy in the report, from its words, or from what it answers."""
    inner = [part for part in every(message) if part is not message]
    for part in inner:
        for name in ("Message-ID", "X-Original-Message-ID", "Original-Message-ID"):
            if found := ids(field(part, name)):
                return found[0]
    texts = [
        text[: _SCANNED * 10],
        *(content(part)[:_SCANNED].decode("latin-1") for part in inner if _headers_only(part)),
    ]
    for candidate in texts:
        if told := _MESSAGE_ID.search(candidate):
            return told[1]
    return next(iter(ids(field(message, "In-Reply-To")) + ids(field(message, "References"))), "")


def _headers_only(part: Message) -> bool:
    return part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers")


def _param(message: Message, name: str) -> str:
    return str(message.get_param(name, "")).lower()
