"""Tokens that lead an answer back to its ticket: in addresses, Message-IDs and, if need be, in the text.

A token seals a ticket's number for one party with AES-SIV (RFC 5297): it looks random, nobody without the key
can make one, and one for a colleague does not open as one's own. The same party gets the same one for ever.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.headerregistry import Address
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from handlers.letters import Letter
from handlers.tickets.numbers import ALPHABET

Party = Literal["requester", "staff", "none"]
LONGEST_LOCAL_PART = 64  # RFC 5321 4.5.3.1.1
LENGTH = 36
_TOKEN = rf"(?<![a-z2-7])([a-z2-7]{{{LENGTH}}})(?![a-z2-7])"
_IN_ADDRESS = re.compile(rf"[^+@]+\+{_TOKEN}@", re.IGNORECASE)
_IN_ID = re.compile(rf"([^@]+)\.{_TOKEN}@", re.IGNORECASE)
_IN_TEXT = re.compile(rf"##ref:{_TOKEN}", re.IGNORECASE)
_NUMBER = re.compile(rf"PR-(\d{{4}})-([{ALPHABET}]{{6}})")
_BITS = 5  # of a character of a number
_YEAR_BYTES, _NUMBER_BYTES = 2, 6


class NoNumber(ValueError):
    """There is no token for what is no number of a ticket."""


@dataclass(frozen=True, slots=True)
class Thread:
    """What a token says: the ticket, and who may answer by it; `staff` is the address of one of them.

    `none`: the mail it came in takes no answers, as one with a code; only a report that it bounced counts.
    """

    number: str
    party: Party
    staff: str = ""


class Threads:
    """Makes and reads tokens with the installation's secret key; `plus` tells that mail to `+` arrives."""

    def __init__(self, secret_key: str, *, plus: bool = True) -> None:
        self._sealing = AESSIV(hmac.digest(secret_key.encode(), b"madoguchi/mail thread", hashlib.sha512))
        self.plus = plus

    def token(self, thread: Thread) -> str:
        """Return the token of a thread, 36 letters and digits. Raises NoNumber."""
        sealed = self._sealing.encrypt(_packed(thread.number), [_named(thread)])
        return base64.b32encode(sealed).decode().rstrip("=").lower()

    def of_letter(self, letter: Letter) -> Thread | None:
        """Return the thread that a letter belongs to; None where it is about no ticket."""
        if not _NUMBER.fullmatch(letter.number):
            return None
        return Thread(letter.number, letter.party or "none", letter.to if letter.party == "staff" else "")

    def reply_address(self, thread: Thread, sender: Address) -> Address:
        """Return where answers go: the sender's address with the token behind a `+`."""
        local = f"{sender.username}+{self.token(thread)}"
        return Address(display_name=sender.display_name, username=local, domain=sender.domain)

    def reference(self, thread: Thread) -> str:
        """Return the line of the text that carries the token where addresses cannot."""
        return f"##ref:{self.token(thread)}"

    def opened(self, token: str, staff: Iterable[str]) -> Thread | None:
        """Return what a token says; None for a forged one and for one of who is not staff any more."""
        try:
            sealed = base64.b32decode(token.upper() + "=" * (-len(token) % 8))
        except (binascii.Error, ValueError):
            return None
        parties: list[tuple[Party, str]] = [
            ("requester", ""),
            ("none", ""),
            *(("staff", one) for one in staff),
        ]
        for party, address in parties:
            try:
                packed = self._sealing.decrypt(sealed, [_party(party, address)])
            except InvalidTag:
                continue
            return Thread(_unpacked(packed), party, address.casefold())
        return None


def in_addresses(addresses: Iterable[str]) -> Iterator[str]:
    """Give what looks like a token behind the `+` of addresses."""
    return (found[1].lower() for address in addresses if (found := _IN_ADDRESS.match(address)))


def in_ids(ids: Iterable[str]) -> Iterator[str]:
    """Give what looks like a token in Message-IDs."""
    return (found[2].lower() for each in ids if (found := _IN_ID.match(each)))


def mail_named(ids: Iterable[str], token: str) -> str:
    """Return what stands before a token in a Message-ID, which is the mail's alone; "" for none."""
    found = (_IN_ID.match(each) for each in ids)
    return next((one[1].lower() for one in found if one and one[2].lower() == token), "")


def in_text(text: str) -> Iterator[str]:
    """Give what looks like a token in a text, quoted or not."""
    return (found[1].lower() for found in _IN_TEXT.finditer(text))


def _named(thread: Thread) -> bytes:
    return _party(thread.party, thread.staff)


def _party(party: str, staff: str) -> bytes:
    return f"{party}:{staff.strip().casefold()}".encode()


def _packed(number: str) -> bytes:
    found = _NUMBER.fullmatch(number)
    if found is None:
        raise NoNumber(number)
    drawn = 0
    for character in found[2]:
        drawn = drawn << _BITS | ALPHABET.index(character)
    return int(found[1]).to_bytes(_YEAR_BYTES) + drawn.to_bytes(_NUMBER_BYTES - _YEAR_BYTES)


def _unpacked(packed: bytes) -> str:
    drawn = int.from_bytes(packed[_YEAR_BYTES:])
    letters = (ALPHABET[drawn >> _BITS * place & len(ALPHABET) - 1] for place in range(5, -1, -1))
    return f"PR-{int.from_bytes(packed[:_YEAR_BYTES]):04}-{''.join(letters)}"
