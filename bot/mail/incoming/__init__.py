"""Mail as a way in: the bytes of one mail become a value, and nothing else happens.

    raw bytes -> message (headers and parts, within limits) -> IncomingMail | Unreadable
    IncomingMail.text -> reply (the words its writer wrote)

Nothing here asks a network, a database or a clock, and nothing raises because of what stands in a mail.
"""
