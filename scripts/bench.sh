#!/usr/bin/env bash
# Runs the benches: how fast a library lists, how fast recordings are checked and how fast a voice speaks (the demo's voice, made if it is absent).
set -euo pipefail
cd "$(dirname "$0")/.."
timbre=build/release/bin/timbre
[ -d build/demo/data/voices ] || scripts/demo.sh > /dev/null
echo "== listing voices"
build/release/bin/voice-list-bench
echo "== checking recordings"
"$timbre" --threads 1 bench check
echo "== speaking"
"$timbre" --threads 1 --data-dir build/demo/data bench speak --voice demo
