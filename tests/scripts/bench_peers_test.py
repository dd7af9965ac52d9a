#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The driver of `make bench-peers`: its statistics, its line of JSON and its exit status, with peers that only pretend."""
import contextlib
import io
import json
import pathlib
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "scripts"))
import bench_peers  # noqa: E402

# Pretends to take `seconds` a sentence; a third argument ends it after so many answers, a fourth changes the samples.
FAKE = """
import json, sys
seconds, answers, samples = float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
print(json.dumps({"ready": True, "load_seconds": 0.0, "load_peak_mib": 1.0}), flush=True)
for turn, line in enumerate(sys.stdin):
    if turn == answers:
        sys.exit("out of breath")
    count = json.loads(line)["sentences"]
    took = seconds * count * (1 + turn % 2)
    parts = {"prefill": 0.1 * took, "steps": 0.5 * took, "vocoder": 0.4 * took}
    print(json.dumps({"seconds": took, "cpu_seconds": took, "parts": parts, "peak_mib": 100 + turn,
                      "samples": samples * count}), flush=True)
"""
FOREVER = 1000


def fake(seconds, answers=FOREVER, samples=bench_peers.workload.SAMPLES):
    return lambda threads: [sys.executable, "-c", FAKE, str(seconds / threads), str(answers), str(samples)]


class BenchPeersTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.peers = {"genie": fake(6.0), "eager": fake(6.6), "fast": fake(2.0), "exact": fake(5.0)}
        self.plan = bench_peers.Plan(peers=list(self.peers), threads=[1, 2], rounds=4, long_rounds=2, sentences=16)

    def run_bench(self):
        """@return exit status, printed lines, bench."""
        bench = bench_peers.Bench(self.peers, pathlib.Path(self.folder.name))
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            bench.run(self.plan)
            status = bench_peers.finish(bench, self.plan)
        return status, out.getvalue().splitlines(), bench

    def test_last_line_holds_the_ratios_of_medians(self):
        status, lines, _ = self.run_bench()
        self.assertEqual(status, 0)
        self.assertEqual(json.loads(lines[-1]), {"sentence_1t": 3.0, "sentence_2t": 3.0, "long_1t": 3.0, "long_2t": 3.0,
                                                 "fp32_1t": 1.2, "fp32_2t": 1.2})

    def test_a_row_tells_median_and_spread(self):
        _, lines, _ = self.run_bench()
        row = next(line for line in lines if line.startswith("| 1 | 1 | ours, fast |"))
        self.assertIn("3.00 (2.00 - 4.00)", row)
        self.assertIn("| 12.00 |", row)  # ms a token: half of 3 s over 125
        self.assertIn("| 0.600 |", row)  # 3 s for 5 s of speech

    def test_warm_up_is_not_counted(self):
        _, _, bench = self.run_bench()
        self.assertEqual(len(bench.spoken[bench_peers.Key(1, 1, "genie")]), self.plan.rounds)

    def test_a_peer_that_dies_on_the_way_ends_with_1_and_null(self):
        self.peers["genie"] = fake(6.0, answers=2)
        status, lines, bench = self.run_bench()
        self.assertEqual(status, 1)
        self.assertTrue(all(value is None for value in json.loads(lines[-1]).values()))
        self.assertIn("out of breath", bench.failures["genie"])

    def test_a_peer_that_cannot_start_ends_with_1_and_the_others_are_shown(self):
        self.peers["eager"] = lambda threads: ["/nonexistent/eager"]
        status, lines, _ = self.run_bench()
        self.assertEqual(status, 1)
        self.assertEqual(json.loads(lines[-1])["sentence_1t"], 3.0)

    def test_a_peer_that_makes_too_little_sound_did_not_run(self):
        self.peers["fast"] = fake(2.0, samples=bench_peers.workload.SAMPLES // 2)
        status, lines, _ = self.run_bench()
        self.assertEqual(status, 1)
        self.assertIsNone(json.loads(lines[-1])["sentence_1t"])
        self.assertEqual(json.loads(lines[-1])["fp32_1t"], 1.2)

    def test_a_peer_that_says_nonsense_did_not_run(self):
        self.peers["exact"] = lambda threads: [sys.executable, "-c", "print('hello')"]
        status, _, bench = self.run_bench()
        self.assertEqual(status, 1)
        self.assertIn("hello", bench.failures["exact"])

    def test_turns_are_rotated(self):
        self.assertEqual(bench_peers.rotated(["a", "b", "c"], 1), ["b", "c", "a"])
        self.assertEqual(bench_peers.rotated(["a", "b", "c"], 3), ["a", "b", "c"])

    def test_converted_files_of_other_weights_go_and_logs_stay(self):
        work = pathlib.Path(self.folder.name)
        weights, log = work / "s1.ckpt", work / "genie-1.log"
        weights.write_text("one")
        log.write_text("said")
        first = bench_peers.converted_folder([weights], work)
        first.mkdir()
        self.assertEqual(bench_peers.converted_folder([weights], work), first)
        self.assertTrue(first.exists())
        weights.write_text("another")
        self.assertNotEqual(bench_peers.converted_folder([weights], work), first)
        self.assertFalse(first.exists())
        self.assertTrue(log.exists())

    def test_threads_that_were_not_asked_are_null_without_an_error(self):
        self.plan.threads = [1]
        status, lines, _ = self.run_bench()
        self.assertEqual(status, 0)
        self.assertIsNone(json.loads(lines[-1])["sentence_2t"])


if __name__ == "__main__":
    unittest.main()
