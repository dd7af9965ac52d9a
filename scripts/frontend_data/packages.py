# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads single files out of downloaded packages. Nothing of a package is ever run."""
import ast
import fnmatch
import pathlib
import tarfile
import zipfile

RESOURCES = pathlib.Path(__file__).resolve().parent.parent.parent / "resources" / "frontend"


def find(downloads: pathlib.Path, pattern: str) -> pathlib.Path:
    """The one archive whose name fits; names in packages are compared without regard to case, "-" and "_"."""
    def plain(name):
        return name.lower().replace("-", "_")
    found = [path for path in sorted(downloads.iterdir()) if fnmatch.fnmatch(plain(path.name), plain(pattern))]
    if len(found) != 1:
        raise FileNotFoundError(2, "there is not exactly one such package among the downloads", str(downloads / pattern))
    return found[0]


def read(downloads: pathlib.Path, pattern: str, name: str) -> bytes:
    """The file `name` of an archive; in a source archive below its top folder."""
    archive = find(downloads, pattern)
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.read(name)
    with tarfile.open(archive) as source:
        for member in source:
            if member.isfile() and member.name.split("/", 1)[-1] == name:
                return source.extractfile(member).read()
    raise FileNotFoundError(2, "the package has no such file", f"{archive}:{name}")


def literal(text: str):
    """The value that a Python file gives to its last name, as data."""
    return ast.literal_eval(ast.parse(text).body[-1].value)


def resource_blocks(name: str) -> dict:
    """Our own lists: "[block]" lines and the lines below them, without comments. What comes first is block ""."""
    blocks, current = {"": []}, ""
    for line in (RESOURCES / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            current = line[1:-1]
            blocks[current] = []
        elif line.strip() and not line.startswith("#"):
            blocks[current].append(line)
    return blocks
