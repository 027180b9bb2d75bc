"""What may be sent to a ticket. The chat says exactly this; who fetches and checks files keeps to it."""

from __future__ import annotations

from collections.abc import Mapping

MEGABYTES = 10
LARGEST = MEGABYTES * 1024 * 1024
"""Bytes of one file at most."""

MOST = 10
"""Files of one ticket at most."""

TYPES: Mapping[str, str] = {"image/jpeg": "JPEG", "image/png": "PNG", "application/pdf": "PDF"}
"""Media types that are kept, and what people call them."""
