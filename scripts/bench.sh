#!/usr/bin/env bash
# Runs the benches: how fast a library lists, recordings are checked, a voice speaks (the demo's, made if it is absent), a
# sentence comes out of the cache, text is read, a long project opens and is edited, and how the window starts, stalls and stops.
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${TIMBRE_BIN:-build/release/bin}
timbre=$bin/timbre
"$timbre" --data-dir build/demo/data voice show demo > /dev/null 2>&1 || scripts/demo.sh > /dev/null
echo "== listing voices"
"$bin/voice-list-bench"
echo "== checking recordings"
"$timbre" --threads 1 bench check
echo "== speaking"
"$timbre" --threads 1 --data-dir build/demo/data bench speak --voice demo
echo "== a sentence that was spoken before"
"$bin/cache-bench"
echo "== reading text"
"$bin/frontend-bench"
echo "== a project of 10,000 sentences"
"$bin/project-bench"
if [ -x "$bin/window-bench" ]; then
    echo "== the window"
    "$bin/window-bench"
fi
if [ -x "$bin/timbre-studio" ]; then
    echo "== start-up of the studio, without a screen"
    for _ in 1 2 3; do
        QT_QPA_PLATFORM=offscreen "$bin/timbre-studio" --data-dir build/demo/data --time-start
    done
fi
