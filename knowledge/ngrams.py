"""The small pieces a search key is compared by: letters in a row, and words.

Both are plain strings, told apart by their first character, so that one index holds them all.
"""

from __future__ import annotations

import re

_RUN = re.compile(r"[a-z0-9]+|[^\sa-z0-9]+")
_HIRAGANA = re.compile("[\u3041-\u309f]+")


def grams(key: str) -> list[str]:
    """Return the runs of letters in a key: 3 to 5 within a Latin word, 1 to 3 in other writing."""
    found: list[str] = []
    for run in _RUN.findall(key):
        if run[0] < "\u0080":
            padded = f"<{run}>"
            for width in (3, 4, 5):
                found += [padded[at : at + width] for at in range(len(padded) - width + 1)]
        else:
            found += run
            found += [run[at : at + 2] for at in range(len(run) - 1)]
            found += [run[at : at + 3] for at in range(len(run) - 2)]
    return found


def words(key: str) -> list[str]:
    """Return the words of a key and their neighbours; unspaced writing gives pairs and Han runs."""
    found: list[str] = []
    before = ""
    for run in _RUN.findall(key):
        if run[0] < "\u0080":
            found.append(f"={run}")
            if before:
                found.append(f"={before} {run}")
            before = run
        else:
            found += [f"={run[at : at + 2]}" for at in range(len(run) - 1)]
            found += [f"={part}" for part in _HIRAGANA.split(run) if len(part) != 2 and part]
            before = ""
    return found
