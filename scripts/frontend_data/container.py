# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the data files of the text front end (core/frontend/data_file.h reads them).

Little endian: "TIMBREFD", u32 version = 1, u32 number of sections, then for each section its name (24 bytes, padded
with zeros), u64 offset and u64 size; sections begin at multiples of 64.
"""
import os
import pathlib
import struct

MAGIC = b"TIMBREFD"
VERSION = 1
ALIGNMENT = 64
NAME_BYTES = 24


def strings(name: str, values) -> dict:
    """Two sections: all strings (or bytes) one behind the other, and where each begins."""
    encoded = [value if isinstance(value, bytes) else value.encode() for value in values]
    starts, at = [0], 0
    for value in encoded:
        at += len(value)
        starts.append(at)
    return {f"{name}.text": b"".join(encoded), f"{name}.at": struct.pack(f"<{len(starts)}I", *starts)}


def pack(kind: str, values) -> bytes:
    """An array of one struct type: "H", "I", "i", "f", "d"."""
    values = list(values)
    return struct.pack(f"<{len(values)}{kind}", *values)


def aligned(size: int) -> int:
    return (size + ALIGNMENT - 1) // ALIGNMENT * ALIGNMENT


def write(path: pathlib.Path, sections: dict):
    """Name -> bytes. The file appears under its name only when it is whole."""
    header = bytearray(MAGIC + struct.pack("<II", VERSION, len(sections)))
    at = aligned(len(header) + len(sections) * (NAME_BYTES + 16))
    for name, data in sections.items():
        if not 0 < len(name.encode()) <= NAME_BYTES:
            raise ValueError(f"the section name {name!r} must have 1 to {NAME_BYTES} bytes")
        header += name.encode().ljust(NAME_BYTES, b"\0") + struct.pack("<QQ", at, len(data))
        at = aligned(at + len(data))
    path.parent.mkdir(parents=True, exist_ok=True)
    half_made = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with half_made.open("wb") as stream:
            stream.write(header)
            for data in sections.values():
                stream.write(b"\0" * (-stream.tell() % ALIGNMENT))
                stream.write(data)
        half_made.replace(path)
    finally:
        half_made.unlink(missing_ok=True)
