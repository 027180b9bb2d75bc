"""The page behind a link: a second code opens it, then the requester fetches their own copy."""
