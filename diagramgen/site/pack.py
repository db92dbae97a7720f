"""The built site as one zip, to be read without a network: the same bytes for the same site."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

#: What only a published page may show: a link to the zip, which is not in the zip.
_LINK = re.compile(rb"\s*<!-- zip -->.*?<!-- /zip -->", re.DOTALL)
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name


def pack(folder: Path, name: str) -> None:
    """Write the files of a folder into the zip `name` in that folder, below a folder of their own.

    Raises `ValueError` for a name that leads out of the folder or is not a zip's.
    """
    if Path(name).name != name or not name.endswith(".zip"):
        raise ValueError(f"SITE_ZIP is {name!r}; accepted: the name of a file that ends in .zip")
    top = name.removesuffix(".zip")
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    with ZipFile(folder / name, "w", ZIP_DEFLATED, compresslevel=9) as packed:
        for path in paths:
            place = path.relative_to(folder).as_posix()
            if place == name or place.startswith("."):
                continue
            entry = ZipInfo(f"{top}/{place}", _LONG_AGO)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # Unix, whatever this is
            entry.external_attr = 0o644 << 16
            octets = path.read_bytes()
            packed.writestr(entry, _LINK.sub(b"", octets) if path.suffix == ".html" else octets)
