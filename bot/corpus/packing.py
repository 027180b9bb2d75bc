"""The files of a policy as one piece of bytes that the store can keep, and back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from importlib.resources.abc import Traversable

_INSIDE = "policy/"
_LEARNED = "trained.npz"  # kept beside the files, for it is made from them
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same files make the same bytes, whenever they are packed


def packed(folder: Traversable) -> bytes:
    """Return the files of this folder and of the folders right below it, hidden ones left out."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, page in sorted(_pages(folder, _INSIDE, deeper=True)):
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), page, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def unpacked(raw: bytes) -> Traversable:
    """Return the folder that was packed, to be read without a disk. Raises BadZipFile."""
    return zipfile.Path(zipfile.ZipFile(io.BytesIO(raw)), _INSIDE)


def _pages(folder: Traversable, above: str, *, deeper: bool) -> Iterator[tuple[str, bytes]]:
    for path in folder.iterdir():
        if path.name.startswith(".") or path.name == _LEARNED:
            continue
        if path.is_file():
            yield f"{above}{path.name}", path.read_bytes()
        elif path.is_dir() and deeper:
            yield from _pages(path, f"{above}{path.name}/", deeper=False)
