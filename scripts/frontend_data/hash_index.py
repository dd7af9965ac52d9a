# SPDX-License-Identifier: GPL-3.0-or-later
"""Tables that are looked up by a 64-bit hash of their key (core/frontend/hash_index.h reads them).

The keys themselves are not kept: no two keys of a table may share a hash (which is checked here), and a text that is no
key meets one of n hashes with a chance of n / 2^64.
"""
import array
import sys

MASK = 0xFFFFFFFFFFFFFFFF


def hash64(data: bytes) -> int:
    """FNV-1a, then MurmurHash3's last step, which makes the upper bits depend on every byte."""
    value = 0xCBF29CE484222325
    for byte in data:
        value = ((value ^ byte) * 0x100000001B3) & MASK
    value = ((value ^ (value >> 33)) * 0xFF51AFD7ED558CCD) & MASK
    value = ((value ^ (value >> 33)) * 0xC4CEB9FE1A85EC53) & MASK
    return value ^ (value >> 33)


def little_endian(kind: str, values) -> bytes:
    """An array's bytes; much quicker than struct.pack for long ones."""
    packed = array.array(kind, values)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.tobytes()


def index(name: str, keys):
    """(sections, the keys in the order of their entries): "<name>.hash" holds the sorted hashes, "<name>.slot" for every
    value of their upper 16 bits the first entry that has it, and one more for the end."""
    by_hash = {}
    for key in keys:
        value = hash64(key if isinstance(key, bytes) else key.encode())
        if by_hash.setdefault(value, key) != key:
            raise ValueError(f"{name}: {key!r} and {by_hash[value]!r} have the same hash")
    hashes = sorted(by_hash)
    slots, at = [], 0
    for slot in range(65536):
        while at < len(hashes) and hashes[at] >> 48 < slot:
            at += 1
        slots.append(at)
    slots.append(len(hashes))
    return ({f"{name}.hash": little_endian("Q", hashes), f"{name}.slot": little_endian("I", slots)},
            [by_hash[value] for value in hashes])
