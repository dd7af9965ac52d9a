#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes yue.tfd, the data of the Cantonese front end, from ToJyutping and OpenCC.

words.*      ToJyutping's words as a trie; value: where its syllables begin, plus 1
syllables    numbers of syllables, one a character; MORE is added where the character has another one
others.*     words that have further readings as a trie; value: where they begin in other.readings, plus 1
other.*      how many readings there are, and their syllables as above
far.*        characters outside of the basic plane, sorted, and where their syllables begin
syllable.*   jyutping of each syllable with its tone, sorted
initial.*    its two symbols of GPT-SoVITS
final.*
stand-in     a character that is read so, or 0
"""
import argparse
import pathlib

import chinese
import trie
from container import pack, strings, write
from packages import read

MORE = 0x8000
ONSETS = ("", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "ng", "gw", "kw", "w", "h", "z", "c", "s", "j")
NUCLEI = ("aa", "a", "e", "i", "o", "u")
CODAS = ("", "i", "u", "m", "n", "ng", "p", "t", "k")
OTHER_RIMES = ("oe", "oen", "oeng", "oet", "oek", "eoi", "eon", "eot", "yu", "yun", "yut", "m", "ng")
RIMES = tuple(nucleus + coda for nucleus in NUCLEI for coda in CODAS) + OTHER_RIMES
# The reference takes the first that a syllable begins with, so the order is part of how it reads.
INITIALS = ("aa aai aak aap aat aau ai au ap at ak a p b e ts t dz d kw k gw g f h l m ng n s y w c z j ong on ou oi ok o "
            "uk ung").split()


def jyutping(number: int) -> str:
    """Onset, rime and tone of a syllable as ToJyutping numbers them."""
    onset, rest = divmod(number, len(RIMES) * 6)
    rime, tone = divmod(rest, 6)
    return ONSETS[onset] + RIMES[rime] + str(tone + 1)


def entries(text: str):
    """Words and their readings, of each the numbers of its syllables, a list for each character, in ToJyutping's trie.txt.

    "{" opens what follows a word and "}" closes it; characters from U+0100 on lengthen the word; then come two ASCII
    characters for each syllable, "~" behind those that are not the last of their character. Of several readings the
    first is the likeliest.
    """
    at, open_words = 1, [""]
    while open_words:
        word = open_words[-1]
        while ord(text[at]) >= 0x100:
            word += text[at]
            at += 1
        readings = []
        while ord(text[at]) < ord("{"):
            reading = []
            for _ in word:
                syllables = []
                while True:
                    syllables.append((ord(text[at]) - 33) * 90 + ord(text[at + 1]) - 33)
                    at += 2
                    if text[at] != "~":
                        break
                    at += 1
                reading.append(syllables)
            readings.append(reading)
        if readings:
            yield word, readings
        if text[at] == "{":
            open_words.append(word)
        elif text[at] == "}":
            open_words.pop()
        else:
            continue  # the next word with the same beginning
        at += 1


def symbols_of(syllable: str):
    """The two symbols of GPT-SoVITS for a syllable with its tone."""
    sound, tone = syllable[:-1], syllable[-1]
    if sound.startswith("nga"):
        initial, final = "ng", sound[2:]
    else:
        initial = next((i for i in INITIALS if sound.startswith(i)), None)
        if initial is None:  # the reference has no symbols for "ik" alone, which is heard as "jik"
            return symbols_of("j" + syllable)
        final = sound[len(initial):] or initial[-1]
    return f"Y{initial}", f"Y{final}{tone}"


def basic(word: str) -> bool:
    return all(ord(c) < trie.BASIC_PLANE for c in word)


def stand_ins(words, numbers):
    """For each syllable a usual character that has it as its first reading, rather one without others."""
    best = {}
    for word, readings in words:
        if len(word) == 1 and chinese.FIRST <= ord(word) <= chinese.LAST and len(readings[0][0]) == 1:
            best.setdefault(jyutping(readings[0][0][0]), []).append((len(readings), ord(word)))
    return [min(best[name])[1] if name in best else 0 for name in numbers]


def build(downloads: pathlib.Path, out: pathlib.Path):
    """Writes `out` from the packages that lie in `downloads`."""
    words = list(entries(read(downloads, "ToJyutping-*.whl", "ToJyutping/trie.txt").decode()))
    names = sorted({jyutping(s) for _, readings in words for reading in readings for part in reading for s in part})
    numbers = {name: i for i, name in enumerate(names)}
    stored, values, far, others, other_values = [], {}, {}, [], {}

    def coded(reading):
        for syllables in reading:
            places = [numbers[jyutping(number)] for number in syllables]
            yield from [place + MORE for place in places[:-1]] + places[-1:]

    for word, readings in words:
        if basic(word):
            values[word] = len(stored) + 1
        elif len(word) == 1:
            far[ord(word)] = len(stored)
        else:
            continue  # its characters are read one by one
        stored += coded(readings[0])
        more = [reading for i, reading in enumerate(readings) if reading not in readings[:i]][1:]
        if more and basic(word):
            other_values[word] = len(others) + 1
            others.append(len(more))
            for reading in more:
                others += coded(reading)
    symbols = [symbols_of(name) for name in names]
    write(out, trie.sections("words", values) | {"syllables": pack("H", stored)} |
          trie.sections("others", other_values) | {"other.readings": pack("H", others)} |
          {"far.characters": pack("I", sorted(far)), "far.at": pack("I", (far[c] for c in sorted(far)))} |
          strings("syllable", names) | {"stand-in": pack("H", stand_ins(words, numbers))} |
          strings("initial", (initial for initial, _ in symbols)) | strings("final", (final for _, final in symbols)) |
          chinese.sections(downloads))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packages", type=pathlib.Path, required=True, help="folder that holds the downloaded packages")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="yue.tfd")
    options = parser.parse_args()
    build(options.packages, options.out)


if __name__ == "__main__":
    main()
