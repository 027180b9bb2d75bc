"""The files of one policy as they lie on the shelf."""

from __future__ import annotations

import hashlib
import tomllib
from importlib.resources.abc import Traversable

from knowledge.asked import read_asked
from knowledge.passages import Asked
from knowledge.records import Record


class Pages:
    """The files of one policy, a hash over all that was read, and in `faults` what is wrong with them."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder
        self._hash = hashlib.sha256()
        self.faults: list[str] = []

    def record(self, name: str) -> Record:
        """Read a TOML file; one that cannot be read is one fault, and its record notes no others."""
        text = self._text(name)
        try:
            return Record(name, tomllib.loads(text or ""), [] if text is None else self.faults)
        except ValueError as error:
            self.faults.append(f"{name}: {error}")
            return Record(name, {}, [])

    def asked(self, name: str) -> tuple[Asked, ...]:
        """Read a file of messages, without the lines that are wrong."""
        return read_asked(name, self._text(name) or "", self.faults)

    def broken(self, name: str) -> bool:
        """Tell whether a fault of this file is known."""
        return any(fault.startswith(f"{name}: ") for fault in self.faults)

    def has(self, name: str) -> bool:
        """Tell whether there is such a file."""
        return self._path(name).is_file()

    def names(self, folder: str) -> list[str]:
        """Return the names of the files in a folder, sorted; none when there is no such folder."""
        below = self._path(folder)
        return sorted(f"{folder}/{path.name}" for path in below.iterdir()) if below.is_dir() else []

    def version(self) -> str:
        """Return what tells this text from any other: twelve characters of the hash."""
        return self._hash.hexdigest()[:12]

    def _text(self, name: str) -> str | None:
        try:
            raw = self._path(name).read_bytes()
            self._hash.update(f"{name}\n{len(raw)}\n".encode() + raw)
            return raw.decode("utf-8")
        except OSError:
            self.faults.append(f"{name}: there is no such file in {self._folder.name}")
        except ValueError as error:
            self.faults.append(f"{name}: {error}")
        return None

    def _path(self, name: str) -> Traversable:
        return self._folder.joinpath(*name.split("/"))
