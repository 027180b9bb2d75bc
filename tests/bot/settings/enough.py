"""What is enough for a start."""

from __future__ import annotations

from base64 import urlsafe_b64encode

OLD_KEY, NEW_KEY = (urlsafe_b64encode(bytes([number]) * 32).decode() for number in (1, 2))
ENOUGH = {
    "LINE_CHANNEL_SECRET": "0123456789abcdef",
    "LINE_CHANNEL_ID": "1234567890",
    "SECRET_KEY": "sixteen letters or more",
    "DATA_KEYS": NEW_KEY,
}
REQUIRED = ("LINE_CHANNEL_SECRET", "SECRET_KEY", "DATA_KEYS")
