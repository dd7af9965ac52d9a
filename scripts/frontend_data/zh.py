#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes zh.tfd, the data of the Mandarin front end, from jieba, pypinyin, OpenCC and our own lists.

words.*       jieba's dictionary as a trie; value: number of its weight (24 bits), number of its tag << 24
weight.*      natural logarithm of a word's share, for each number; weight.unknown for what is no word
tag.*         names of the parts of speech, 0 is "x"
hmm.*         jieba.posseg's hidden Markov model: states are "B", "E", "M", "S" by part of speech, in Python's order
split.*       jieba.finalseg's: four states in the order B, E, M, S
phrases.*     pypinyin's phrases as a trie; value: where its readings begin in phrase.readings, plus 1
readings      first reading of each character from U+4E00 on; a reading is its syllable * 8 + tone (5 for none)
syllable.*    names of syllables and their two symbols; those that no model can speak have empty symbols
own.*, lists  words of our own: a trie with a bit for each list, and the trie of readings
heteronym.*   for each character from U+4E00 on where its other readings begin in heteronym.readings; the likelier ones
              first; those that no phrase has are marked by their highest bit
far.*         characters outside of U+4E00 to U+9FA5 and their first reading
variant.*     characters that are written for others, by Unicode's compatibility decompositions, and which
stand-in      for each syllable a character that is read so
context.*     what decides between readings: polyphones.py
"""
import argparse
import json
import math
import pathlib
import unicodedata

import chinese
import polyphones
import trie
from container import pack, strings, write
from packages import literal, read, resource_blocks

JIEBA, PYPINYIN = "jieba-*.tar.gz", "pypinyin-*.whl"
FIRST, LAST = chinese.FIRST, chinese.LAST
INITIALS = ("zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y", "w")
TONE_MARKS = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}
UNUSED = 0x8000
LISTS = ("neutral", "full", "erhua", "no-erhua", "whole")


def is_han(word: str) -> bool:
    return all(FIRST <= ord(c) <= LAST for c in word)


def jieba_dictionary(downloads):
    frequency, tag_of = {}, {}
    for line in read(downloads, JIEBA, "jieba/dict.txt").decode().splitlines():
        word, count, tag = line.strip().split(" ")
        frequency[word], tag_of[word] = int(count), tag
    return frequency, tag_of


def jieba_words(frequency, tag_of):
    tags = ["x"] + sorted(set(tag_of.values()) - {"x"})
    counts = [0] + sorted(set(frequency.values()) - {0})
    number = {count: i for i, count in enumerate(counts)}
    tag_number = {tag: i for i, tag in enumerate(tags)}
    # A text has only Chinese characters and ".", and a word with anything else is never met.
    values = {word: number[count] | tag_number[tag_of[word]] << 24 for word, count in frequency.items()
              if all(FIRST <= ord(c) <= LAST or c == "." for c in word)}
    log_total = math.log(sum(frequency.values()))
    return trie.sections("words", values) | {
        "weight.known": pack("d", (math.log(count or 1) - log_total for count in counts)),
        "weight.unknown": pack("d", [math.log(1) - log_total])}, tags


def posseg_model(downloads, tags):
    def model(name):
        return literal(read(downloads, JIEBA, f"jieba/posseg/{name}.py").decode())
    start, transitions, emissions, allowed = (model(n) for n in ("prob_start", "prob_trans", "prob_emit", "char_state_tab"))
    states = sorted(transitions)
    if set(states) != set(start) or set(states) != set(emissions):
        raise ValueError("the parts of jieba's model do not have the same states")
    number = {state: i for i, state in enumerate(states)}
    tags += sorted({tag for _, tag in states} - set(tags))
    if len(states) > 256 or len(tags) > 255:
        raise ValueError("jieba's model has more states than a byte can number")
    first, to, chance = [0], [], []
    for state in states:
        for target, value in sorted(transitions.get(state, {}).items()):
            to.append(number[target])
            chance.append(value)
        first.append(len(to))
    # For each character the states that may stand there and the chances of those that can make it.
    known = {c: {} for c in range(FIRST, LAST + 1)}
    for state, table in emissions.items():
        for character, value in table.items():
            if ord(character) in known:
                known[ord(character)][number[state]] = value
    at, entry_state, entry_chance, may_at, may = [0], [], [], [0], []
    for code in range(FIRST, LAST + 1):
        for state, value in sorted(known[code].items()):
            entry_state.append(state)
            entry_chance.append(value)
        at.append(len(entry_state))
        may += sorted(number[state] for state in allowed.get(chr(code), ()))
        may_at.append(len(may))
    return {"hmm.tag": pack("B", (tags.index(tag) for _, tag in states)),
            "hmm.position": "".join(position for position, _ in states).encode(),
            "hmm.start": pack("d", (start[state] for state in states)),
            "hmm.next.at": pack("I", first), "hmm.next.state": pack("B", to), "hmm.next.chance": pack("d", chance),
            "hmm.emit.at": pack("I", at), "hmm.emit.state": pack("B", entry_state),
            "hmm.emit.chance": pack("d", entry_chance),
            "hmm.may.at": pack("I", may_at), "hmm.may.state": pack("B", may)}


def finalseg_model(downloads):
    def model(name):
        return literal(read(downloads, JIEBA, f"jieba/finalseg/{name}.py").decode())
    start, transitions, emissions = (model(n) for n in ("prob_start", "prob_trans", "prob_emit"))
    never = -3.14e100  # jieba's own number for what it has not seen.
    return {"split.start": pack("d", (start[s] for s in "BEMS")),
            "split.next": pack("d", (transitions[a].get(b, never) for a in "BEMS" for b in "BEMS")),
            "split.emit": pack("d", (emissions[s].get(chr(c), never) for c in range(FIRST, LAST + 1) for s in "BEMS"))}


def symbols_of(syllable: str):
    """The two symbols of GPT-SoVITS for a syllable."""
    initial = next((i for i in INITIALS if syllable.startswith(i)), "")
    final = syllable[len(initial):]
    if not initial or syllable == "yo":
        return {"a": "AA", "e": "EE", "o": "OO"}[final[0]], final
    if initial in ("zh", "ch", "sh", "r") and final == "i":
        final = "ir"
    elif initial in ("z", "c", "s") and final == "i":
        final = "i0"
    elif initial in ("j", "q", "x", "y") and final.startswith("u"):
        final = "v" + final[1:]
    elif initial == "y" and final in ("e", "an"):
        final = {"e": "E", "an": "En"}[final]
    return initial, final


class Syllables:
    """Numbers for readings; 0 is no reading, so the first syllable is number 1."""

    def __init__(self):
        self.names, self.initials, self.finals = [""], [""], [""]
        for line in resource_blocks("mandarin_syllables.txt")[""]:
            initial, finals = line.split(":")
            for final in finals.split():
                name = initial.replace("-", "") + final
                symbols = symbols_of(name)
                self.add(name, *symbols)
        self.known = {name: i for i, name in enumerate(self.names)}

    def add(self, name, initial="", final=""):
        self.names.append(name)
        self.initials.append(initial)
        self.finals.append(final)

    def reading(self, text: str) -> int:
        """Of a syllable with its tone as a mark or as a digit behind it."""
        tone, letters = 5, []
        if text[-1] in "12345":
            tone, text = int(text[-1]), text[:-1]
        for c in unicodedata.normalize("NFD", text):
            if c in TONE_MARKS:
                tone = TONE_MARKS[c]
            elif c == "\u0308":
                letters[-1] = "v"
            else:
                letters.append(c)
        name = unicodedata.normalize("NFC", "".join(letters))
        if name not in self.known:
            self.known[name] = len(self.names)
            self.add(name)
        return self.known[name] * 8 + tone

    def sections(self):
        return strings("syllable", self.names) | strings("initial", self.initials) | strings("final", self.finals)


class Pinyin:
    """pypinyin's tables, and its way through them."""

    def __init__(self, downloads, syllables):
        characters = json.loads(read(downloads, PYPINYIN, "pypinyin/pinyin_dict.json"))
        phrases = json.loads(read(downloads, PYPINYIN, "pypinyin/phrases_dict.json"))
        self.all = {int(code): [syllables.reading(value) for value in values.split(",")]
                    for code, values in characters.items()}
        self.characters = {code: values[0] for code, values in self.all.items() if FIRST <= code <= LAST}
        self.phrases = {word: [syllables.reading(values[0]) for values in readings] for word, readings in phrases.items()}
        for word, readings in self.phrases.items():
            if len(word) != len(readings) or not is_han(word):
                raise ValueError(f"the phrase {word} does not have one reading for each character")

    def readings(self, word: str):
        """As core/frontend/zh/pinyin.cpp reads it, for words of our own lists."""
        if word in self.phrases:
            return list(self.phrases[word])
        return [reading for part in self.parts(word) for reading in self.phrases.get(part) or [self.characters[ord(part)]]]

    def parts(self, word: str):
        while word:
            longest = next((n for n in range(len(word), 1, -1) if word[:n] in self.phrases), 1)
            yield word[:longest]
            word = word[longest:]

    def sections(self):
        stored, values = [], {}
        for word, readings in sorted(self.phrases.items()):
            values[word] = len(stored) + 1
            stored += readings
        return trie.sections("phrases", values) | {
            "phrase.readings": pack("H", stored),
            "readings": pack("H", (self.characters.get(code, 0) for code in range(FIRST, LAST + 1)))}


def heteronyms(pinyin, syllables, frequency):
    """What else a character may be read as, by how common the phrases are in which it is."""
    seen = {}
    for phrase, readings in pinyin.phrases.items():
        for c, reading in zip(phrase, readings):
            counts = seen.setdefault(ord(c), {})
            counts[reading] = counts.get(reading, 0) + 1 + frequency.get(phrase, 0)
    at, stored = [0], []
    for code in range(FIRST, LAST + 1):
        counts = seen.get(code, {})
        found = {r for r in [*pinyin.all.get(code, []), *counts] if syllables.initials[r // 8]}
        if len(found) > 1:
            order = sorted(found, key=lambda r: (-counts.get(r, 0), pinyin.all[code].index(r) if r in pinyin.all[code] else 99))
            stored += [r | (0 if r in counts else UNUSED) for r in order]
        at.append(len(stored))
    return {"heteronym.at": pack("I", at), "heteronym.readings": pack("H", stored)}


def rare_characters(pinyin, syllables):
    far = sorted((code, values[0]) for code, values in pinyin.all.items()
                 if not FIRST <= code <= LAST and syllables.initials[values[0] // 8])
    variants = {}
    for code in [*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)]:
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code) and len(plain) == 1 and ord(plain) in pinyin.all:
            variants[code] = ord(plain)
    variants[ord("〇")] = ord("零")  # A vocabulary of BERT's joins several of them to one word.
    return {"far.characters": pack("I", (code for code, _ in far)), "far.readings": pack("H", (r for _, r in far)),
            "variant.from": pack("I", sorted(variants)),
            "variant.to": pack("I", (variants[code] for code in sorted(variants)))}


def stand_ins(pinyin, syllables, frequency):
    best = [0] * len(syllables.names)
    for code, reading in sorted(pinyin.characters.items(), key=lambda item: -frequency.get(chr(item[0]), 0)):
        if best[reading // 8] == 0:
            best[reading // 8] = code
    return {"stand-in": pack("H", best)}


def own_readings():
    for line in resource_blocks("mandarin_readings.txt")[""]:
        head, words = line.split(":")
        yield from ((*head.split(), word) for word in words.split())


def own_words(pinyin, syllables):
    blocks = resource_blocks("mandarin_words.txt")
    bits = {}
    for i, name in enumerate(LISTS):
        for word in " ".join(blocks[name]).split():
            bits[word] = bits.get(word, 0) | 1 << i
    stored, values = [], {}
    readings = {}
    for character, reading, word in own_readings():
        whole = readings.setdefault(word, pinyin.readings(word))
        for i, c in enumerate(word):
            if c == character:
                whole[i] = syllables.reading(reading)
    for word, whole in sorted(readings.items()):
        values[word] = len(stored) + 1
        stored += whole
    return trie.sections("lists", bits) | trie.sections("own", values) | {"own.readings": pack("H", stored)}


def build(downloads: pathlib.Path, out: pathlib.Path):
    """Writes `out` from the packages that lie in `downloads`."""
    frequency, tag_of = jieba_dictionary(downloads)
    words, tags = jieba_words(frequency, tag_of)
    model = posseg_model(downloads, tags)
    syllables = Syllables()
    pinyin = Pinyin(downloads, syllables)
    own = own_words(pinyin, syllables)
    contexts = polyphones.sections(pinyin, syllables, tags, polyphones.Vocabulary(frequency, tag_of), own_readings())
    rare = rare_characters(pinyin, syllables) | stand_ins(pinyin, syllables, frequency)
    numeric = [code for code in range(FIRST, LAST + 1) if chr(code).isnumeric()]
    write(out, words | model | strings("tag", tags) | finalseg_model(downloads) | pinyin.sections() | own |
          contexts | rare | heteronyms(pinyin, syllables, frequency) | syllables.sections() |
          {"numeric": pack("H", numeric)} | chinese.sections(downloads))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packages", type=pathlib.Path, required=True, help="folder that holds the downloaded packages")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="zh.tfd")
    options = parser.parse_args()
    build(options.packages, options.out)


if __name__ == "__main__":
    main()
