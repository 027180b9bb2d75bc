"""A local LINE platform, good enough to build on every day: no account, no network, failures on demand."""
