"""What can go wrong in the store.

StoreError
├── StoreBusy     not taken in time; the sender should come back
├── StoreDown     the database cannot be reached or refuses to write
├── NumberTaken   a new ticket has the number of another one; its event is to be decided again
├── TicketChanged a ticket is not any more what was decided on; the event is to be decided again
├── TooManyCodes  others had codes sent to the same address meanwhile; the event is to be decided again
├── NoticeTaken   a waiting notice went out already; the event is to be decided again
└── WrongSeal     a personal field was not sealed by one of our keys for this place
"""


class StoreError(Exception):
    """The store could not do what was asked."""


class StoreBusy(StoreError):
    """Not taken in time; nothing is known to be stored, and the sender should come back."""


class StoreDown(StoreError):
    """The database cannot be reached or refuses to write."""


class WrongSeal(StoreError):
    """A sealed field does not open with our keys, or was sealed for another place."""


class NumberTaken(StoreError):
    """Another ticket has the number of this new one; decided again, it gets another."""


class NoticeTaken(StoreError):
    """A notice does not wait any more for the message that it was to go out with."""


class TooManyCodes(StoreError):
    """So many codes were sent to an address since it was decided to send one that no more may be."""


class TicketChanged(StoreError):
    """A ticket has another version than the one that was decided on, or does not exist."""
