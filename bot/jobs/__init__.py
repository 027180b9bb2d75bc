"""Work that nobody waits for in a request: deciding events, sending what is owed, keeping periods."""
