# SPDX-License-Identifier: GPL-3.0-or-later
"""The polyphone contexts of resources/frontend/polyphone_contexts_zh.tsv as sections of zh.tfd
(core/frontend/zh/polyphone_contexts.h reads them). The head of that file explains its syntax.

context.words.*     trie of words; value: number of the word, plus 1
context.word.at     where each word's readings begin in context.word.readings; one more for the end. Those that our lists
                    name are marked by their highest bit.
context.word.weight natural logarithm of its share among words, for cutting texts into words; context.word.tag its tag
context.character   characters with rules, sorted; context.default the reading they have without any context, or 0
context.rules.at    where each character's rules begin; one more for the end
context.rule.*      reading, 1 for those that hold inside of known words, and where their code begins in context.code
context.code        for each rule what is to its left, nearest first, 0, what is to its right, 0: see OPCODES
context.sets.*      trie of the strings of sets: the set's own number (from U+E000 on), then the string as it is met
context.tags        four u64 for each set of tags, a bit for each tag
context.old.*       traditional characters, sorted, and the reading their simplified ones have for them
"""
import math
import re

import trie
from container import pack
from packages import RESOURCES

BORDER, EDGE, GAP = 1, 2, 3
NAMED = 0x8000  # A syllable that our lists give; the word's others are pypinyin's.
SET, NO_SET, TAG, NO_TAG, OWN_TAG = 0xE000, 0xE800, 0xF000, 0xF400, 0xF800
# How much an element tells, for the order in which rules are tried: the most specific ones first.
LITERAL, CHOICE, TAGGED, AT_EDGE, AT_BORDER, NOT_THERE, SKIPPED = 10, 9, 5, 4, 1, 3, -2
WORD_TAGS = {"word": None, "noun": "n", "verb": "v", "adj": "a", "adverb": "d", "idiom": "i", "name": "nr", "place": "ns"}
ELEMENT = re.compile(r"~|\||\^|\$|\*|\{[^}]*\}|\([^)]*\)|[\u4e00-\u9fa5]")
# What a surname's context is, where the words around it tell: titles behind it, what is said before one.
SURNAME = ("(老/小/阿/姓)|~|", "姓~", "|~(@titles)", "{=nr}|~", "|~{nr}")


def rows():
    for number, line in enumerate((RESOURCES / "polyphone_contexts_zh.tsv").read_text(encoding="utf-8").splitlines(), 1):
        if line and not line.startswith("#"):
            columns = line.split("\t")
            if len(columns) != 4:
                raise ValueError(f"line {number} of the polyphone contexts has {len(columns)} columns where 4 belong")
            yield columns


def spoken(syllables, text):
    """The number of a reading that models can speak."""
    reading = syllables.reading(text)
    if not text[-1].isdigit() or not syllables.initials[reading // 8]:
        raise ValueError(f"{text} is no syllable with a tone")
    return reading


class Vocabulary:
    """Words of jieba's, and what weight a word needs that shall not be cut."""

    def __init__(self, frequency, tag_of):
        self.frequency, self.tag_of = frequency, tag_of
        self.log_total = math.log(sum(frequency.values()))
        self.longest = max(map(len, frequency))

    def weight(self, word):
        return math.log(self.frequency.get(word) or 1) - self.log_total

    def needed(self, word):
        """A little more than the likeliest way through the word in parts."""
        best = [0.0] + [-math.inf] * len(word)
        for end in range(1, len(word) + 1):
            for begin in range(max(0, end - self.longest), end):
                part = word[begin:end]
                if part != word and (len(part) == 1 or self.frequency.get(part)):
                    best[end] = max(best[end], best[begin] + self.weight(part))
        whole = self.weight(word) if self.frequency.get(word) else -math.inf
        return max(best[-1] + 0.1, whole)


class Words:
    """Words with their readings; a word may be named for several of its characters."""

    def __init__(self, pinyin, syllables):
        self.pinyin, self.syllables = pinyin, syllables
        self.readings, self.kinds = {}, {}

    def add(self, character, reading, word, kind):
        if character not in word:
            raise ValueError(f"the word {word} does not have the character {character}")
        whole = self.readings.setdefault(word, self.pinyin.readings(word))
        for i, c in enumerate(word):
            if c == character:
                whole[i] = spoken(self.syllables, reading) | NAMED
        self.kinds.setdefault(word, kind)

    def spell(self, item):
        word, spelling = item.split("=")
        readings = [spoken(self.syllables, part) | NAMED for part in spelling.split(",")]
        if len(readings) != len(word):
            raise ValueError(f"{item} does not have one reading for each character")
        self.readings[word] = readings
        self.kinds.setdefault(word, "word")

    def sections(self, vocabulary, tags):
        words = sorted(self.readings)
        at, stored, weights, numbers = [0], [], [], []
        for word in words:
            stored += self.readings[word]
            at.append(len(stored))
            weights.append(vocabulary.needed(word))
            tag = WORD_TAGS[self.kinds[word]] or vocabulary.tag_of.get(word, "n")
            numbers.append(tags.index(tag))
        return trie.sections("context.words", {word: i + 1 for i, word in enumerate(words)}) | {
            "context.word.at": pack("I", at), "context.word.readings": pack("H", stored),
            "context.word.weight": pack("d", weights), "context.word.tag": pack("B", numbers)}


class Rules:
    def __init__(self, syllables, tags, classes):
        self.syllables, self.tags, self.classes = syllables, tags, classes
        self.sets, self.tag_sets = {}, {}
        self.rules, self.defaults = {}, {}

    def set_number(self, body, reverse):
        strings = set()
        for item in body.split("/"):
            strings |= set(self.classes[item[1:]]) if item.startswith("@") else {item}
        key = tuple(sorted(s[::-1] if reverse else s for s in strings))
        return self.sets.setdefault(key, len(self.sets)), min(map(len, key))

    def tag_number(self, body):
        """A tag stands for those that begin with it; =tag for itself alone."""
        chosen = frozenset(i for i, tag in enumerate(self.tags) for part in body.split(",")
                           if (tag == part[1:] if part.startswith("=") else tag.startswith(part)))
        if not chosen:
            raise ValueError(f"there is no tag like {body}")
        return self.tag_sets.setdefault(chosen, len(self.tag_sets))

    def element(self, text, reverse):
        """(code, how much it tells)"""
        if text in ("|", "^", "$", "*"):
            return {"|": (BORDER, AT_BORDER), "*": (GAP, SKIPPED)}.get(text, (EDGE, AT_EDGE))
        if text.startswith("{="):
            return OWN_TAG + self.tag_number(text[2:-1]), TAGGED
        if text.startswith("{!"):
            return NO_TAG + self.tag_number(text[2:-1]), NOT_THERE
        if text.startswith("{"):
            return TAG + self.tag_number(text[1:-1]), TAGGED
        if text.startswith("(!"):
            return NO_SET + self.set_number(text[2:-1], reverse)[0], NOT_THERE
        if text.startswith("("):
            number, length = self.set_number(text[1:-1], reverse)
            return SET + number, CHOICE * length
        return ord(text), LITERAL

    def add(self, character, reading, pattern, inside):
        parts = ELEMENT.findall(pattern)
        if "".join(parts) != pattern or parts.count("~") != 1:
            raise ValueError(f"the context {pattern} of {character} cannot be read")
        place = parts.index("~")
        left = [self.element(part, True) for part in reversed(parts[:place])]
        right = [self.element(part, False) for part in parts[place + 1:]]
        telling = sum(worth for _, worth in left + right)
        code = [c for c, _ in left] + [0] + [c for c, _ in right] + [0]
        self.rules.setdefault(character, []).append((-telling, spoken(self.syllables, reading), int(inside), code))

    def sections(self):
        if len(self.sets) > NO_SET - SET or len(self.tag_sets) > NO_TAG - TAG:
            raise ValueError("the polyphone contexts have more sets than there are numbers for")
        characters = sorted(set(self.rules) | set(self.defaults))
        at, readings, inside, code_at, code = [0], [], [], [], []
        for character in characters:
            for _, reading, deep, elements in sorted(self.rules.get(character, []), key=lambda rule: rule[0]):
                readings.append(reading)
                inside.append(deep)
                code_at.append(len(code))
                code += elements
            at.append(len(readings))
        strings = {chr(SET + number) + s: 1 for key, number in self.sets.items() for s in key}
        bits = [sum(1 << tag for tag in chosen) for chosen in self.tag_sets]
        return trie.sections("context.sets", strings) | {
            "context.character": pack("H", map(ord, characters)),
            "context.default": pack("H", (self.defaults.get(c, 0) for c in characters)),
            "context.rules.at": pack("I", at), "context.rule.reading": pack("H", readings),
            "context.rule.inside": pack("B", inside), "context.rule.code": pack("I", code_at),
            "context.code": pack("H", code),
            "context.tags": pack("Q", (b >> 64 * i & (1 << 64) - 1 for b in bits for i in range(4)))}


def sections(pinyin, syllables, tags, vocabulary, own):
    """`own`: (character, reading, word) of resources/frontend/mandarin_readings.txt."""
    classes, rest = {}, []
    for row in rows():
        if row[2] == "class":
            name = row[0].removeprefix("@")
            classes[name] = classes.get(name, []) + row[3].split()
        else:
            rest.append(row)
    words, rules, old = Words(pinyin, syllables), Rules(syllables, tags, classes), {}
    for character, reading, word in own:
        words.add(character, reading, word, "word")
    for character, reading, kind, contexts in rest:
        for item in contexts.split():
            if kind in WORD_TAGS:
                words.add(character, reading, item, kind)
            elif kind == "spelled":
                words.spell(item)
            elif kind in ("near", "inside"):
                rules.add(character, reading, item, kind == "inside")
            elif kind == "surname" and item == "-":
                for pattern in SURNAME:
                    rules.add(character, reading, pattern, inside=False)
            elif kind == "default" and item == "-":
                rules.defaults[character] = spoken(syllables, reading)
            elif kind == "traditional":
                old[ord(item)] = spoken(syllables, reading)
            else:
                raise ValueError(f"the polyphone contexts have no kind {kind} with {item}")
    return words.sections(vocabulary, tags) | rules.sections() | {
        "context.old": pack("I", sorted(old)), "context.old.readings": pack("H", (old[c] for c in sorted(old)))}
