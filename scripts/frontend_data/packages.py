# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads files out of downloaded packages without installing or running them."""
import pathlib
import tarfile
import zipfile


def read(folder: pathlib.Path, package: str, member: str) -> bytes:
    """The file `member` (its path inside the package) of the one archive in `folder` whose name fits `package`."""
    found = sorted(folder.glob(package))
    if len(found) != 1:
        raise FileNotFoundError(2, f"there must be one file {package}, and there are {len(found)}", str(folder))
    if found[0].suffix == ".whl":
        with zipfile.ZipFile(found[0]) as wheel:
            return wheel.read(member)
    with tarfile.open(found[0]) as source:
        for entry in source:
            if entry.isfile() and entry.name.split("/", 1)[-1] == member:
                return source.extractfile(entry).read()
    raise FileNotFoundError(2, f"the package has no file {member}", str(found[0]))
