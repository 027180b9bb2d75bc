"""Files that people send to their tickets: fetched, checked, stored sealed, and told of as an event."""
