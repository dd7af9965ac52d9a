#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures GPT-SoVITS v2 from phones to waveform: ours beside Genie-TTS and plain PyTorch, on the same machine, at once.

Every peer is a process of its own (scripts/peers/protocol.py) and takes its turn again and again, in rotated order, so
that whatever else the machine does hits all of them alike. Figures are medians, ratios are of medians. The last line is
JSON: how many times longer than ours Genie takes for one sentence and for a long text, at 1 and at 2 threads, and for one
sentence in our exact float32 mode. Exit 1 when a peer did not run; what it should have shown is null.
"""
import argparse
import dataclasses
import hashlib
import importlib.metadata
import json
import os
import pathlib
import platform
import select
import shutil
import statistics
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "scripts" / "peers"))
import workload  # noqa: E402  (beside the peers, who are programs and find it by themselves)

SECONDS_A_SENTENCE = workload.NEW_TOKENS / workload.TOKENS_A_SECOND
LONG_SENTENCES = 16
ANSWER_LIMIT_S = 3600
REFERENCE = "genie"
OURS = ("fast", "exact")
TITLES = {"genie": "Genie-TTS", "eager": "PyTorch eager", "fast": "ours, fast", "exact": "ours, exact"}
BUSY_LIMIT = 1.3


class PeerFailed(Exception):
    """A peer ended, said nonsense or made too little sound."""


class Worker:
    """A peer's process."""

    def __init__(self, command, log):
        self.log_path = log
        with open(log, "w") as file:
            try:
                self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=file,
                                                bufsize=0)
            except OSError as error:
                raise PeerFailed(str(error)) from error
        self.rest = b""
        try:
            self.facts = self.answer()
            if self.facts.get("ready") is not True:
                raise PeerFailed("it did not say that it is ready")
        except PeerFailed:
            self.close()
            raise

    def answer(self):
        while b"\n" not in self.rest:
            readable, _, _ = select.select([self.process.stdout], [], [], ANSWER_LIMIT_S)
            if not readable:
                raise PeerFailed(f"no answer in {ANSWER_LIMIT_S} s")
            piece = os.read(self.process.stdout.fileno(), 65536)
            if not piece:
                raise PeerFailed(f"it ended; {self.last_words()}")
            self.rest += piece
        line, self.rest = self.rest.split(b"\n", 1)
        try:
            return json.loads(line)
        except ValueError as error:
            raise PeerFailed(f"it answered {line[:80]!r}") from error

    def last_words(self):
        lines = self.log_path.read_text(errors="replace").strip().splitlines()
        return f"its last words in {self.log_path}: {lines[-1] if lines else '(none)'}"

    def speak(self, sentences, in_pieces=False):
        run = "stream" if in_pieces else "sentence" if sentences == 1 else "long"
        question = {"run": run, "sentences": sentences}
        try:
            self.process.stdin.write(json.dumps(question).encode() + b"\n")
        except OSError as error:
            raise PeerFailed(f"it ended; {self.last_words()}") from error
        answer = self.answer()
        try:
            spoken = Spoken(seconds=float(answer["seconds"]), cpu_seconds=float(answer["cpu_seconds"]),
                            parts={name: float(value) for name, value in answer["parts"].items()},
                            peak_mib=float(answer["peak_mib"]), sentences=sentences,
                            first_audio=float(answer.get("first_audio", answer["seconds"])))
            samples = int(answer["samples"])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise PeerFailed(f"its answer lacks something: {error}") from error
        # Ours ends with 20 ms of silence; anything beyond is other work than the others do.
        if abs(samples - sentences * workload.SAMPLES) > sentences * workload.HOP:
            raise PeerFailed(f"it made {samples} samples instead of {sentences * workload.SAMPLES}")
        return spoken

    def close(self):
        for pipe in (self.process.stdin, self.process.stdout):
            pipe.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@dataclasses.dataclass
class Spoken:
    seconds: float
    cpu_seconds: float
    parts: dict
    peak_mib: float
    sentences: int
    first_audio: float


@dataclasses.dataclass(frozen=True)
class Key:
    """What a group of figures is about."""
    threads: int
    sentences: int
    peer: str


def rotated(names, turn):
    start = turn % len(names)
    return names[start:] + names[:start]


def median(values):
    return statistics.median(values)


class Bench:
    """Runs the peers and keeps what they said."""

    def __init__(self, commands, logs):
        """@param commands  name -> function from the number of threads to a command line."""
        self.commands, self.logs = commands, logs
        self.spoken, self.failures, self.loading, self.streams = {}, {}, {}, {}

    def open(self, names, threads):
        workers = {}
        for name in names:
            if name in self.failures:
                continue
            say(f"loading {TITLES.get(name, name)}, {threads} thread{'s' if threads > 1 else ''}")
            try:
                workers[name] = Worker(self.commands[name](threads), self.logs / f"{name}-{threads}.log")
                self.loading[name] = workers[name].facts
            except PeerFailed as failure:
                self.fail(name, failure)
        return workers

    def fail(self, name, failure):
        self.failures[name] = str(failure)
        print(f"bench-peers: {name} did not run: {failure}", file=sys.stderr)

    def ask(self, workers, name, sentences, in_pieces=False):
        """@return what it spoke, or nothing when it failed, now or before."""
        if name not in workers:
            return None
        try:
            return workers[name].speak(sentences, in_pieces)
        except PeerFailed as failure:
            self.fail(name, failure)
            workers.pop(name).close()
            return None

    def measure(self, workers, threads, names, sentences, rounds):
        for turn in range(rounds):
            for name in rotated(names, turn):
                spoken = self.ask(workers, name, sentences)
                if spoken:
                    self.spoken.setdefault(Key(threads, sentences, name), []).append(spoken)
                    say(f"{sentences} sentence{'s' if sentences > 1 else ''}, {threads} thread{'s' if threads > 1 else ''}, "
                        f"round {turn + 1}: {TITLES.get(name, name)} {spoken.seconds:.2f} s")

    def measure_streams(self, workers, threads, rounds):
        """How soon the first sound of a sentence is there. The peers make theirs in one piece."""
        for _ in range(rounds):
            for name in OURS:
                spoken = self.ask(workers, name, 1, in_pieces=True)
                if spoken:
                    self.streams.setdefault(Key(threads, 1, name), []).append(spoken.first_audio)

    def run(self, plan):
        for threads in plan.threads:
            workers = self.open(plan.peers, threads)
            try:
                for name in list(workers):
                    self.ask(workers, name, 1)  # to warm up
                self.measure(workers, threads, plan.peers, 1, plan.rounds)
                self.measure_streams(workers, threads, plan.rounds)
                # What the exact mode shows for one sentence it shows for sixteen.
                long_peers = [name for name in plan.peers if name != "exact"]
                self.measure(workers, threads, long_peers, plan.sentences, plan.long_rounds)
            finally:
                for worker in workers.values():
                    worker.close()

    def seconds(self, threads, sentences, peer, of=lambda spoken: spoken.seconds):
        """Median, or nothing for a peer that has failed: half a measurement is none."""
        spoken = self.spoken.get(Key(threads, sentences, peer))
        return median([of(one) for one in spoken]) if spoken and peer not in self.failures else None

    def ratio(self, threads, sentences, peer, of=lambda spoken: spoken.seconds):
        """Genie's time over the peer's."""
        theirs = self.seconds(threads, sentences, REFERENCE, of)
        ours = self.seconds(threads, sentences, peer, of)
        return theirs / ours if theirs and ours else None


def ratios(bench, sentences, of=lambda spoken: spoken.seconds):
    shown = {}
    for name, peer, count in (("sentence", "fast", 1), ("long", "fast", sentences), ("fp32", "exact", 1)):
        for threads in (1, 2):
            ratio = bench.ratio(threads, count, peer, of)
            shown[f"{name}_{threads}t"] = None if ratio is None else round(ratio, 3)
    return shown


HEADINGS = ("sentences", "threads", "peer", "s, median (least - most)", "CPU s", "prefill ms", "ms a token", "vocoder s",
            "real-time factor", "peak MiB", "Genie's time / its")


def row(bench, key, spoken):
    seconds = [one.seconds for one in spoken]
    part = {name: median([one.parts[name] for one in spoken]) / key.sentences for name in spoken[0].parts}
    ratio = bench.ratio(key.threads, key.sentences, key.peer)
    return (key.sentences, key.threads, TITLES.get(key.peer, key.peer),
            f"{median(seconds):.2f} ({min(seconds):.2f} - {max(seconds):.2f})",
            f"{median([one.cpu_seconds for one in spoken]):.2f}", f"{1e3 * part['prefill']:.0f}",
            f"{1e3 * part['steps'] / workload.NEW_TOKENS:.2f}", f"{part['vocoder']:.2f}",
            f"{median(seconds) / (key.sentences * SECONDS_A_SENTENCE):.3f}",
            f"{max(one.peak_mib for one in spoken):.0f}", "-" if ratio is None else f"{ratio:.2f}")


def table(bench):
    lines = ["| " + " | ".join(HEADINGS) + " |", "|" + "---|" * len(HEADINGS)]
    for key in sorted(bench.spoken, key=lambda one: (one.sentences, one.threads)):
        lines.append("| " + " | ".join(str(cell) for cell in row(bench, key, bench.spoken[key])) + " |")
    return lines


def say(text):
    print(f"bench-peers: {text}", flush=True)


def machine_facts():
    model, flags = platform.machine(), set()
    try:
        for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
            name, _, value = line.partition(":")
            if name.strip() == "model name":
                model = value.strip()
            elif name.strip() == "flags":
                flags = set(value.split())
    except OSError:
        pass
    sets = [name for name in ("avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_int8", "amx_bf16") if name in flags]
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {len(os.sched_getaffinity(0))} cores ({' '.join(sets)}), {memory:.0f} GiB"


def package_facts():
    names = ("genie-tts", "onnxruntime", "torch", "numpy")
    return ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)


def load_facts():
    """What else the machine does: running programs, averaged over 1, 5 and 15 minutes."""
    return " ".join(f"{value:.1f}" for value in os.getloadavg())


def model_files(options, work):
    folder = options.weights
    if folder is None:
        folder = work / "weights"
        if not all((folder / name).exists() for name in ("s1.ckpt", "s2_v2.pth")):
            say(f"making weights of official size in {folder} (once)")
            part = folder.with_suffix(".part")
            subprocess.run([sys.executable, str(ROOT / "scripts" / "make_bench_weights.py"), str(part)], check=True)
            shutil.rmtree(folder, ignore_errors=True)
            part.rename(folder)
    files = folder / "s1.ckpt", folder / "s2_v2.pth"
    for file in files:
        if not file.is_file():
            print(f"bench-peers: there is no {file}", file=sys.stderr)
            sys.exit(2)
    return files


def converted_folder(files, work):
    """Genie's files of these weights; those of other weights go."""
    digest = hashlib.sha256()
    for file in files:
        facts = file.stat()
        digest.update(f"{file.resolve()} {facts.st_size} {facts.st_mtime_ns}".encode())
    folder = work / "genie"
    folder.mkdir(exist_ok=True)
    wanted = folder / digest.hexdigest()[:12]
    for other in folder.iterdir():
        if other != wanted:
            shutil.rmtree(other)
    return wanted


def peer_commands(options, work):
    gpt, sovits = model_files(options, work)
    peers = ROOT / "scripts" / "peers"
    files = [str(gpt), str(sovits)]
    converted = converted_folder((gpt, sovits), work)
    worker = str(options.bin / "timbre-peer-worker")

    def ours(mode):
        return lambda threads: [worker, *files, "--threads", str(threads), "--mode", mode]

    return files, {
        "genie": lambda threads: [sys.executable, str(peers / "genie.py"), *files, "--converted", str(converted),
                                  "--threads", str(threads)],
        "eager": lambda threads: [sys.executable, str(peers / "eager.py"), *files, "--threads", str(threads)],
        "fast": ours("fast"),
        "exact": ours("exact"),
    }


def report(bench, plan):
    print()
    for line in table(bench):
        print(line)
    print()
    for name, facts in bench.loading.items():
        print(f"{TITLES.get(name, name)}: loaded in {facts['load_seconds']:.1f} s, peak {facts['load_peak_mib']:.0f} MiB then")
    for key, seconds in bench.streams.items():
        print(f"{TITLES[key.peer]}, {key.threads} thread{'s' if key.threads > 1 else ''}: first sound of a sentence after "
              f"{median(seconds):.2f} s ({min(seconds):.2f} - {max(seconds):.2f})")
    print(f"by CPU time instead of the clock: {json.dumps(ratios(bench, plan.sentences, lambda one: one.cpu_seconds))}")
    for name, reason in bench.failures.items():
        print(f"{name} did not run: {reason}")


def finish(bench, plan):
    """The table and the line of JSON. @return the exit status."""
    report(bench, plan)
    print(json.dumps(ratios(bench, plan.sentences)), flush=True)
    return 1 if bench.failures else 0


def quality(options, files, threads):
    """What the fast mode's narrow weights cost, and steps of one and of eight sentences."""
    program = options.bin / "timbre-nets-bench"
    for count in threads:
        done = subprocess.run([str(program), *files, "--threads", str(count)], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            say(f"timbre-nets-bench failed: {done.stderr.strip()}")
            return
        print(f"timbre-nets-bench, {count} thread{'s' if count > 1 else ''}:")
        for line in done.stdout.splitlines():
            if not line.startswith(("s1:", "s2:")):
                print(f"  {line}")


def busy_ratio(bench, threads, rounds):
    """Our sentence with a loop on the last core over the same without, in turns."""
    core = max(os.sched_getaffinity(0))
    workers = bench.open(["fast"], threads)
    seconds = {False: [], True: []}
    try:
        for turn in range(2 * rounds + 1):
            loop = None
            if turn % 2 == 1:
                loop = subprocess.Popen([sys.executable, "-c", f"import os; os.sched_setaffinity(0, {{{core}}})\nwhile True: pass"])
            try:
                spoken = bench.ask(workers, "fast", 1)
            finally:
                if loop:
                    loop.kill()
                    loop.wait()
            if spoken and turn > 0:  # the first warms up
                seconds[loop is not None].append(spoken.seconds)
    finally:
        for worker in workers.values():
            worker.close()
    if not seconds[True] or not seconds[False]:
        return None
    quiet, busy = median(seconds[False]), median(seconds[True])
    aim = f" (aim: {BUSY_LIMIT})" if threads == 1 else ""
    print(f"a busy neighbour core, {threads} thread{'s' if threads > 1 else ''}: {busy:.2f} s "
          f"({min(seconds[True]):.2f} - {max(seconds[True]):.2f}) instead of {quiet:.2f} s "
          f"({min(seconds[False]):.2f} - {max(seconds[False]):.2f}), {busy / quiet:.2f} times{aim}")
    return round(busy / quiet, 3)


@dataclasses.dataclass
class Plan:
    peers: list
    threads: list
    rounds: int
    long_rounds: int
    sentences: int


def arguments(words):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build/release/bin", help="where our programs are")
    parser.add_argument("--weights", type=pathlib.Path, help="folder with s1.ckpt and s2_v2.pth; made when not given")
    parser.add_argument("--threads", default="1,2", help="for example 1,2")
    parser.add_argument("--rounds", type=int, help="turns of one sentence (3; 2 with --quick)")
    parser.add_argument("--quick", action="store_true", help="a long text of 4 sentences, once; fewer rounds; no quality")
    parser.add_argument("--busy", action="store_true", help="only our sentence, with and without a busy neighbour core")
    return parser.parse_args(words)


def plan_of(options):
    return Plan(peers=list(TITLES), threads=[int(word) for word in options.threads.split(",")],
                rounds=options.rounds or (2 if options.quick else 3), long_rounds=1 if options.quick else 2,
                sentences=4 if options.quick else LONG_SENTENCES)


def main(words):
    options = arguments(words)
    plan = plan_of(options)
    work = ROOT / "build" / "peers"
    work.mkdir(parents=True, exist_ok=True)
    files, commands = peer_commands(options, work)
    bench = Bench(commands, work)
    say(machine_facts())
    say(package_facts())
    say(f"load before: {load_facts()}")
    if options.busy:
        shown = {f"busy_{threads}t": busy_ratio(bench, threads, plan.rounds) for threads in plan.threads}
        print(json.dumps(shown), flush=True)
        return 1 if bench.failures else 0
    bench.run(plan)
    say(f"load after: {load_facts()}")
    if not options.quick:
        quality(options, files, plan.threads)
    return finish(bench, plan)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
