# SPDX-License-Identifier: GPL-3.0-or-later
"""How bench_peers.py talks with a peer: a process of its own that loads once, then answers each line with a line.

    peer:  {"ready": true, "load_seconds": s, "load_peak_mib": m}
    asked: {"run": "sentence" | "long" | "stream", "sentences": n}; only ours are asked for a stream
    peer:  {"seconds": s, "cpu_seconds": s, "parts": {"prefill": s, "steps": s, "vocoder": s}, "peak_mib": m, "samples": n}

A stream's answer has "first_audio" too: after so many seconds the first sound could be played. A peer ends when its input
does. `seconds` goes from phones to the waveform in memory; what belongs to the reference recording was computed before.
"""
import json
import os
import sys
import time


class Stopwatch:
    """Seconds by part."""

    def __init__(self):
        self.parts = {"prefill": 0.0, "steps": 0.0, "vocoder": 0.0}

    def timed(self, part, work, *arguments):
        start = time.perf_counter()
        result = work(*arguments)
        self.parts[part] += time.perf_counter() - start
        return result


def peak_mib():
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0


def reset_peak():
    try:
        with open("/proc/self/clear_refs", "w") as control:
            control.write("5")
    except OSError:
        pass  # then the peak is that of the whole life


def serve(load):
    """load() gives speak(sentences, stopwatch), which returns the number of samples."""
    # Packages print on standard output; the answers keep a descriptor of their own.
    answers = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)
    start = time.perf_counter()
    speak = load()
    print(json.dumps({"ready": True, "load_seconds": time.perf_counter() - start, "load_peak_mib": peak_mib()}),
          file=answers)
    for line in sys.stdin:
        asked = json.loads(line)
        reset_peak()
        watch = Stopwatch()
        start, cpu_start = time.perf_counter(), time.process_time()
        samples = speak(asked["sentences"], watch)
        seconds, cpu_seconds = time.perf_counter() - start, time.process_time() - cpu_start
        print(json.dumps({"seconds": seconds, "cpu_seconds": cpu_seconds, "parts": watch.parts, "peak_mib": peak_mib(),
                          "samples": samples}), file=answers)
