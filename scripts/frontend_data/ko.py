# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes ko.tfd, the tables of the Korean front end (core/frontend/korean reads it), from the pinned package g2pk2 0.0.3:
words that are read unlike their letters (idioms.txt), and what a syllable's end and the next one's beginning become where
they meet (table.csv)."""
import argparse
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import container  # noqa: E402
import packages  # noqa: E402

BETWEEN = "\x01"  # In a table's result: the blank that may stand between the two, or what stood behind the first.


def idioms(text: str):
    pairs = []
    for line in text.splitlines():
        line = line.split("#")[0].strip()
        if "===" in line:
            written, read = line.split("===")
            if re.escape(written) != written or "\\" in read:
                raise ValueError(f"idioms.txt: {line!r} is more than a pair of words")
            pairs.append((written, read))
    return pairs


def onset_of(header: str) -> int:
    """The one letter of "( ?)X", or 0 for what is no letter and the text's end."""
    if header == r"(\W|$)":
        return 0
    if not re.fullmatch(r"\( \?\).", header):
        raise ValueError(f"table.csv: the column {header!r} is not known")
    return ord(header[-1])


def rules(text: str):
    """(end of the syllable, beginning of the next, what they become) in the order in which they apply."""
    rows = [line.split(",") for line in text.lstrip("\ufeff").splitlines()]
    onsets = [onset_of(header) for header in rows[0][1:]]
    found = []
    for coda, *cells in rows[1:]:
        for onset, cell in zip(onsets, cells):
            if cell:
                found.append((ord(coda), onset, cell.split("(")[0].replace(r"\1", BETWEEN)))
    return found


def build(downloads: pathlib.Path, target: pathlib.Path):
    pairs = idioms(packages.read(downloads, "g2pk2-*.whl", "g2pk2/idioms.txt").decode("utf-8"))
    table = rules(packages.read(downloads, "g2pk2-*.whl", "g2pk2/table.csv").decode("utf-8"))
    container.write(target, container.strings("idiom.written", [written for written, _ in pairs])
                    | container.strings("idiom.read", [read for _, read in pairs])
                    | {"meeting.coda": container.pack("I", [coda for coda, _, _ in table]),
                       "meeting.onset": container.pack("I", [onset for _, onset, _ in table])}
                    | container.strings("meeting.result", [result for _, _, result in table]))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("downloads", type=pathlib.Path)
    parser.add_argument("target", type=pathlib.Path)
    options = parser.parse_args()
    build(options.downloads, options.target)
