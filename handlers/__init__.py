"""What we do: decide what to say and what to open, for every event that can happen.

Pure decisions: no Flask, no SQL, no LINE SDK, no mail, no network, no clock. Imports `knowledge` only.
"""
