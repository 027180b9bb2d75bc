"""The LINE edge: webhooks in, messages out. Nothing inside the bot sees LINE JSON."""
