"""How sure we are who asks: the levels, what each right needs, and what raises a level."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import IntEnum, StrEnum

from handlers.tickets.actors import Role, Standing
from handlers.tickets.rights import Right


class Level(IntEnum):
    ACCOUNT = 0
    """The LINE account, by the webhook's signature; nothing else."""
    CONTACT = 1
    """They read mail at the address they named; not that data belong to them."""
    ON_FILE = 2
    """They read mail at the address on file, or their account is linked."""
    KNOWN_FACTS = 3
    """On file, and staff compared two facts known to both sides."""
    DOCUMENT = 4
    """Staff saw a masked document. Only on reasonable doubt; deleted on decision."""


class Method(StrEnum):
    CODE_TO_NAMED_MAIL = "code_to_named_mail"
    CODE_TO_MAIL_ON_FILE = "code_to_mail_on_file"
    ACCOUNT_LINK = "account_link"
    TWO_FACTS = "two_facts"
    DOCUMENT = "document"


class NotRaised(Exception):
    """This method raises nothing here; the message says why."""


REACHED: Mapping[Method, Level] = {
    Method.CODE_TO_NAMED_MAIL: Level.CONTACT,
    Method.CODE_TO_MAIL_ON_FILE: Level.ON_FILE,
    Method.ACCOUNT_LINK: Level.ON_FILE,
    Method.TWO_FACTS: Level.KNOWN_FACTS,
    Method.DOCUMENT: Level.DOCUMENT,
}
BY_STAFF = frozenset({Method.TWO_FACTS, Method.DOCUMENT})
NEEDED: Mapping[Right, Level] = {
    Right.PURPOSE_NOTICE: Level.ACCOUNT,
    Right.DISCLOSURE: Level.ON_FILE,
    Right.THIRD_PARTY_RECORDS: Level.ON_FILE,
    Right.CORRECTION: Level.ON_FILE,
    Right.ADDITION: Level.ON_FILE,
    Right.SUSPENSION_OF_USE: Level.ON_FILE,
    Right.STOP_THIRD_PARTY_PROVISION: Level.ON_FILE,
    Right.DELETION: Level.KNOWN_FACTS,
}


def needed(rights: Iterable[Right], standing: Standing = Standing.SELF, *, sensitive: bool = False) -> Level:
    """Return the level that all these rights need together; none for a ticket without rights.

    A representative, and anything `sensitive` (special care-required data), needs KNOWN_FACTS for any right
    that needs more than the account.
    """
    most = max((NEEDED[right] for right in rights), default=Level.ACCOUNT)
    if most > Level.ACCOUNT and (sensitive or standing is not Standing.SELF):
        return max(most, Level.KNOWN_FACTS)
    return most


def raised(level: Level, method: Method, by: Role, *, doubt: bool = False) -> Level:
    """Return the level after a method succeeded; it never falls.

    Raises NotRaised: two facts count only on top of an address on file or a linked account; a document is
    asked for only on reasonable `doubt` (whose ground is noted in the log); both need staff.
    """
    if method in BY_STAFF and by is not Role.CASEWORKER:
        raise NotRaised(f"{method} is checked by a caseworker, not by a {by}")
    if method is Method.TWO_FACTS and level < Level.ON_FILE:
        raise NotRaised("two facts count only when the address is on file or the account is linked")
    if method is Method.DOCUMENT and not doubt:
        raise NotRaised("a document is asked for only on reasonable doubt")
    return max(level, REACHED[method])
