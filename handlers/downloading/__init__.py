"""The requester's own copy by a protected link: who gets a link, and the second code that opens it."""
