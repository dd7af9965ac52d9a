#!/usr/bin/env bash
# Runs the benches: how fast a library lists, how fast recordings are checked, how fast a voice speaks (the demo's voice, made if it is absent) and
# how fast a long project opens and is edited.
set -euo pipefail
cd "$(dirname "$0")/.."
timbre=${TIMBRE_BIN:-build/release/bin}/timbre
"$timbre" --data-dir build/demo/data voice show demo > /dev/null 2>&1 || scripts/demo.sh > /dev/null
echo "== listing voices"
"$(dirname "$timbre")/voice-list-bench"
echo "== checking recordings"
"$timbre" --threads 1 bench check
echo "== speaking"
"$timbre" --threads 1 --data-dir build/demo/data bench speak --voice demo
echo "== a project of 10,000 sentences"
"$(dirname "$timbre")/project-bench"
