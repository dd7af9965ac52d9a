#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of the window: every language complete, marks kept, nothing in the sources that the files lack, and the
sentences of the core as the core writes them. Prints what is wrong and exits 1 if anything is; 77 without lupdate."""
import collections
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "translations"
LANGUAGES = ("zh_CN", "ja")
MARK = re.compile(r"%(?:n|L?\d)")
LETTERS = re.compile(r"[A-Za-z]{3}")
# What may read the same in Chinese or Japanese: units and names.
UNITS = re.compile(r"\b(?:dBFS|LUFS|kHz|SNR|GPU|CPU|WAV|FLAC)\b")
SAME = {"Timbre Studio", "Timbre Studio %1", "%1 – Timbre Studio"}

Message = collections.namedtuple("Message", "context source comment forms kind plural")


def messages(file):
    for context in ET.parse(file).getroot().iter("context"):
        name = context.findtext("name")
        for message in context.iter("message"):
            node = message.find("translation")
            forms = [form.text or "" for form in node.iter("numerusform")] or [node.text or ""]
            yield Message(name, message.findtext("source"), message.findtext("comment"), forms, node.get("type"),
                          message.get("numerus") == "yes")


def marks(text):
    return collections.Counter(MARK.findall(text))


def troubles_of(message, language):
    if message.kind is not None:
        yield f"is {message.kind}"
    if not all(form.strip() for form in message.forms):
        yield "is empty"
        return
    for form in message.forms:
        # "line" may be said without its number where there is but one.
        if marks(form) != marks(message.source) and not (language == "en" and "%n" not in form):
            yield f"has other marks: {form!r}"
        if language != "en" and form == message.source and LETTERS.search(UNITS.sub("", form)) and form not in SAME:
            yield "reads like the English"


def complete():
    for language in ("en", *LANGUAGES):
        for message in messages(FOLDER / f"timbre_{language}.ts"):
            for trouble in troubles_of(message, language):
                yield f"{language}: {message.context}: {message.source!r} {trouble}"
    keys = [{m[:3] for m in messages(FOLDER / f"timbre_{language}.ts")} for language in LANGUAGES]
    for key in sorted(keys[0] ^ keys[1], key=str):
        yield f"only in one of {LANGUAGES}: {key}"


def fresh():
    """What lupdate would still add to or drop from the files."""
    with tempfile.TemporaryDirectory() as folder:
        for file in FOLDER.glob("timbre_*.ts"):
            shutil.copy(file, folder)
        run = subprocess.run([ROOT / "scripts" / "translations.sh", folder], capture_output=True, text=True, check=False)
        if run.returncode == 77:
            print(run.stderr.strip())
            sys.exit(77)
        if run.returncode != 0:
            yield f"lupdate failed: {run.stderr}"
            return
        for line in run.stderr.splitlines():
            if "lacks Q_OBJECT" in line or "Qualifying with unknown" in line:
                yield f"lupdate: {line.strip()}"
        for file in sorted(FOLDER.glob("timbre_*.ts")):
            known = {m[:3] for m in messages(file)}
            found = {m[:3] for m in messages(pathlib.Path(folder) / file.name)}
            for key in sorted(found - known, key=str):
                yield f"{file.name} lacks {key}: run make translations"
            for key in sorted(known - found, key=str):
                yield f"{file.name} has {key}, which no source says any more: run make translations"


def literal_text(source):
    """Adjacent string literals joined, escapes resolved: what the compiler sees."""
    quote = "\0"
    return re.sub(r'"\s*"', "", source.replace('\\"', quote)).replace(quote, '"')


def core_sentences_are_the_cores():
    core = "\n".join(literal_text(file.read_text(encoding="utf-8")) for file in sorted((ROOT / "core").rglob("*.cpp")))
    listed = literal_text((ROOT / "ui/i18n/core_sentences.cpp").read_text(encoding="utf-8"))
    sentences = re.findall(r'QT_TRANSLATE_NOOP\("Core", "(.*)"\)', listed)
    if len(sentences) < 100:
        yield f"only {len(sentences)} sentences found in core_sentences.cpp"
    for sentence in sentences:
        for part in re.split(r"%\d", sentence):
            if part.strip() and part not in core:
                yield f"the core does not say {part!r} of {sentence!r}"


def main():
    troubles = [*complete(), *fresh(), *core_sentences_are_the_cores()]
    for trouble in troubles:
        print(trouble)
    count = sum(1 for _ in messages(FOLDER / "timbre_ja.ts"))
    print(f"translations: {count} messages in each language, {len(troubles)} troubles")
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
