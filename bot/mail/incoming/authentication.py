"""What our own MX found out about a mail's sender (Authentication-Results, RFC 8601).

Anybody can write such a field into a mail. Fields are put on top of a mail on its way, so only the topmost
one that bears our MX's name counts; our MX must remove what bears its name from mails it takes (RFC 8601 5).
"""

from __future__ import annotations

import re
from email.message import Message

from bot.mail.incoming.headers import fields
from bot.mail.incoming.incoming_mail import Authentication

_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|[();]|[^"();]+|.', re.DOTALL)
_ID = re.compile(r"\s*([^\s;]+)(?:\s+\d+)?\s*")
_RESULT = re.compile(r"\s*([a-z0-9-]+)(?:\s*/\s*\d+)?\s*=\s*([a-z0-9]+)", re.IGNORECASE)
# A quoted local part is the sender's to choose: what looks like a property in it is none.
_PROPERTY = re.compile(r'(?<!\S)([a-z0-9]+\.[a-z0-9-]+)\s*=\s*((?:"(?:[^"\\]|\\.)*"|[^\s"])+)', re.IGNORECASE)
_DOMAIN_IN = {
    "spf": ("smtp.mailfrom", "smtp.helo"),
    "dkim": ("header.d", "header.i"),
    "dmarc": ("header.from",),
}


def checked(message: Message, authserv_id: str) -> Authentication:
    """Return what the MX of that id says, nothing if there is no such field."""
    for value in fields(message, "Authentication-Results"):
        name, *results = _without_comments(value)
        found = _ID.fullmatch(name)
        if found and authserv_id and found[1].strip('"').lower() == authserv_id.lower():
            return _read(results)
    return Authentication()


def _read(results: list[str]) -> Authentication:
    verdicts: dict[str, str] = {}
    domains: set[str] = set()
    dmarc_domain = ""
    for text in results:
        result = _RESULT.match(text)
        if result is None or (method := result[1].lower()) not in _DOMAIN_IN:
            continue
        verdict, domain = result[2].lower(), _domain(method, text)
        if verdicts.get(method) != "pass":
            verdicts[method] = verdict
        if method == "dmarc":
            dmarc_domain = dmarc_domain or domain
        if verdict == "pass" and domain:
            domains.add(domain)
    return Authentication(**verdicts, dmarc_domain=dmarc_domain, domains=frozenset(domains))


def _domain(method: str, text: str) -> str:
    found = [(key.lower(), value) for key, value in _PROPERTY.findall(text)]
    value = next((value for name in _DOMAIN_IN[method] for key, value in found if key == name), "")
    return value.rpartition("@")[2].strip('"<>.').lower()


def _without_comments(value: str) -> list[str]:
    """Cut a field at its semicolons; what stands in comments or in quotes is no syntax."""
    out, depth = [""], 0
    for piece in _PIECE.findall(value):
        if piece == "(":
            depth += 1
        elif piece == ")":
            depth = max(0, depth - 1)
        elif depth == 0:
            if piece == ";":
                out.append("")
            else:
                out[-1] += piece
    return out
