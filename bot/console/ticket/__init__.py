"""The page of one ticket: what was said, how it stands, and what its reader may do with it."""
