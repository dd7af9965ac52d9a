#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the instant engine on real speech and compares it with its limits.

Makes voices with the command line from the study recordings (LJSpeech, beside the checkout), speaks the test texts, and
scores them with the study's evaluation script: word errors by PocketSphinx, similarity by the GE2E encoder, distortion
against held-out recordings. Every text is a process of its own, so the real-time factor is cold: it is the whole
command's wall clock over the length of the sound. Exit 1 when a limit is missed, 2 when something needed is absent.
"""
import argparse
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import time
import wave

ROOT = pathlib.Path(__file__).resolve().parent.parent
HELD_OUT = [f"LJ001-{number:04d}" for number in (2, 4, 7, 9, 12, 16, 20, 23, 25, 28, 30)]
# Limits by amount of recordings: name -> (limit, +1 when smaller is better, -1 when larger is better).
LIMITS = {
    "150 s": {"wer_cv": (0.28, 1), "wer": (0.46, 1), "similarity": (0.80, -1), "rank1": (1.0, -1), "mcd": (7.3, 1),
              "rtf": (0.2, 1), "make_s": (120.0, 1)},
    "60 s": {"wer_cv": (0.35, 1), "wer": (0.54, 1), "similarity": (0.79, -1), "rank1": (1.0, -1), "mcd": (7.7, 1),
             "rtf": (0.2, 1), "make_s": (60.0, 1)},
}
TITLES = {"wer_cv": "word errors, closed vocabulary", "wer": "word errors, open", "similarity": "similarity (GE2E)",
          "rank1": "rank 1 among the cohort", "mcd": "MCD, held-out sentences, dB",
          "rtf": "real-time factor, 1 thread, cold", "make_s": "making the voice, 1 thread, s"}


def absent(sentence):
    print(f"eval-instant: {sentence}", file=sys.stderr)
    sys.exit(2)


def seconds_of(path):
    with wave.open(str(path)) as sound:
        return sound.getnframes() / sound.getframerate()


def split_of(number, transcripts, texts):
    """Held-out recordings and texts of a split. Split 0 is the study's; any other draws its recordings by that number, and
    the texts that the study's held-out recordings gave become those of the recordings drawn."""
    if number == 0:
        return HELD_OUT, texts
    held_out = sorted(random.Random(number).sample(sorted(transcripts), len(HELD_OUT)))
    return held_out, [(name, transcripts[name]) for name in held_out] + [text for text in texts if text[0] not in HELD_OUT]


def one_minute(names, folder, limit=62.0):
    """Every second recording first, then the others, as long as they fit into a minute."""
    chosen, total = [], 0.0
    for name in names[::2] + names[1::2]:
        length = seconds_of(folder / f"{name}.wav")
        if total + length <= limit:
            chosen.append(name)
            total += length
    return sorted(chosen)


class Bench:
    def __init__(self, options):
        self.options = options
        self.timbre = pathlib.Path(options.bin) / "timbre"
        self.out = pathlib.Path(options.out)
        self.shared = pathlib.Path(options.shared)
        # One thread everywhere: the limits are for one.
        self.environment = dict(os.environ, OMP_NUM_THREADS="1", MKL_NUM_THREADS="1")

    def run(self, *arguments):
        command = [str(self.timbre), "--data-dir", str(self.out / "data"), "--threads", "1", "--json", *map(str, arguments)]
        start = time.perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, env=self.environment, check=False)
        spent = time.perf_counter() - start
        if done.returncode != 0:
            sys.exit(f"eval-instant: {' '.join(command)} ended with {done.returncode}: {done.stdout.strip()} {done.stderr.strip()}")
        return json.loads(done.stdout), spent

    def make_voice(self, name, clips, transcripts):
        folder = self.out / "clips" / name
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for clip in clips:
            os.symlink(self.shared / "speech/ljspeech" / f"{clip}.wav", folder / f"{clip}.wav")
        lines = folder.with_suffix(".txt")
        lines.write_text("".join(f"{clip}|{transcripts[clip]}\n" for clip in clips), encoding="utf-8")
        shutil.rmtree(self.out / "data", ignore_errors=True)
        report, spent = self.run("voice", "create", name, "--clips", folder, "--transcripts", lines)
        return report, spent

    def speak_all(self, voice, texts, seed, folder):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        spent = sound = 0.0
        for identifier, text in texts:
            target = folder / f"{identifier}.wav"
            _, wall = self.run("speak", "--voice", voice, "--text", text, "--seed", seed, "-o", target)
            spent += wall
            sound += seconds_of(target)
        return spent / sound

    def score(self, folder, texts, real, impostors):
        result = folder.with_suffix(".json")
        command = [sys.executable, self.shared / "tools/eval_voice.py", "--gen", folder, "--texts", texts, "--real", real,
                   "--impostors", *impostors, "--json", result]
        subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL, env=self.environment)
        return json.loads(result.read_text(encoding="utf-8"))


def base_voices(out, texts):
    """The flite voices the engine starts from belong to the cohort, where the flite program is there to read a few texts."""
    if shutil.which("flite") is None:
        return []
    folders = []
    for voice in ("slt", "rms", "awb"):
        folder = out / "impostors" / f"flite-{voice}"
        folder.mkdir(parents=True, exist_ok=True)
        for identifier, text in texts[:10]:
            subprocess.run(["flite", "-voice", voice, "-t", text, "-o", str(folder / f"{identifier}.wav")], check=True)
        folders.append(folder)
    return folders


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default=ROOT / "build/release/bin", help="folder with the programs")
    parser.add_argument("--shared", default=ROOT.parent / "shared", help="folder with the study recordings and tools")
    parser.add_argument("--out", default=ROOT / "build/eval", help="where voices, sound and scores go")
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--split", type=int, default=0, help="0: the study's held-out recordings; N: eleven others, drawn by N")
    parser.add_argument("--quick", action="store_true", help="150 s and the first seed only")
    parser.add_argument("--json", help="write every number to this file")
    options = parser.parse_args()

    bench = Bench(options)
    text_file = bench.shared / "tools/instant_test_texts.psv"
    speech = bench.shared / "speech/ljspeech"
    if not text_file.exists() or not speech.is_dir():
        absent(f"the study recordings and tools are not in {bench.shared}; without them nothing can be measured.")
    if not bench.timbre.exists():
        absent(f"there is no {bench.timbre}; run `make build` first.")
    texts = [tuple(line.split("|")[:2]) for line in text_file.read_text(encoding="utf-8").splitlines() if "|" in line]
    transcripts = dict(line.split("|")[:2] for line in (speech / "transcripts.psv").read_text(encoding="utf-8").splitlines()
                       if "|" in line)
    held_out, texts = split_of(options.split, transcripts, texts)
    training = [name for name in sorted(transcripts) if name not in held_out]

    real = bench.out / "real"
    shutil.rmtree(real, ignore_errors=True)
    real.mkdir(parents=True)
    for name in held_out:
        os.symlink(speech / f"{name}.wav", real / f"{name}.wav")
    text_file = bench.out / "texts.psv"
    text_file.write_text("".join(f"{name}|{text}\n" for name, text in texts), encoding="utf-8")
    impostors = sorted(path for path in (bench.shared / "speech/librispeech").iterdir() if path.is_dir())
    impostors += base_voices(bench.out, texts)

    results, missed = {}, []
    selections = {"150 s": training} if options.quick else {"150 s": training, "60 s": one_minute(training, speech)}
    for amount, clips in selections.items():
        voice = "eval-" + amount.split()[0]
        report, making = bench.make_voice(voice, clips, transcripts)
        print(f"{amount}: {len(clips)} recordings, voice made in {making:.1f} s", flush=True)
        for seed in options.seeds[:1] if options.quick else options.seeds:
            folder = bench.out / f"{voice}-seed{seed}"
            rtf = bench.speak_all(voice, texts, seed, folder)
            scores = bench.score(folder, text_file, real, impostors)
            scores["rtf"], scores["make_s"] = rtf, making
            results[f"{amount}, seed {seed}"] = scores
            for name, (limit, sign) in LIMITS[amount].items():
                if sign * scores[name] > sign * limit + 1e-9:
                    missed.append(f"{TITLES[name]} ({amount}, seed {seed}): {scores[name]:.3f}, limit {limit}")

    columns = list(results)
    print(f"\n{'':<36}" + "".join(f"{column:>16}" for column in columns) + f"{'limit 150 / 60':>18}")
    for name, title in TITLES.items():
        limits = " / ".join(f"{LIMITS[amount][name][0]:g}" for amount in LIMITS)
        print(f"{title:<36}" + "".join(f"{results[column][name]:>16.3f}" for column in columns) + f"{limits:>18}")
    print(f"\ncohort: {len(impostors) + 1} speakers; {len(texts)} texts, {len(held_out)} held-out recordings (split {options.split})")
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(results, indent=1), encoding="utf-8")
    for line in missed:
        print("MISSED:", line)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
