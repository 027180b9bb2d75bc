"""What we know: the policy as passages, and how to find the right one.

Nothing here does I/O but reading its own data files; no Flask, SQL, SDK, network or clock.
"""
