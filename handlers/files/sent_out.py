"""What staff may add to a ticket to hand it out with an answer."""

from __future__ import annotations

from collections.abc import Mapping

MOST = 20
"""Files that staff may add to one ticket; those of the requester count by themselves."""

TYPES: Mapping[str, str] = {
    "application/pdf": "pdf",
    "text/csv": "csv",
    "text/plain": "txt",
    "application/json": "json",
    "application/zip": "zip",
    "image/jpeg": "jpg",
    "image/png": "png",
}
"""Media types that staff may add, and how the names of such files end."""
