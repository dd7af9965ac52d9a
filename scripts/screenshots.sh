#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Pictures of every state of every room in three languages, light and dark, at 100 and 200 %, into build/screenshots.
# Usage: scripts/screenshots.sh [ROOM]   ROOM: only those of script, voices, record, settings or components (default: all)
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${PRESET:-release}
out=build/screenshots
only=${1:+only=$1}
[ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" > /dev/null
cmake --build "build/$preset" --target ui-shots
shots=build/$preset/bin/ui-shots
[ -n "$only" ] || rm -rf "$out"
# The scale is read once, before the first window: a process for each, and one for each language. They mostly wait for
# sound to play, so there may be one more of them than cores.
atOnce=$(($(nproc) + 1))
failed=0
for scale in 1 2; do
    for language in en zh-CN ja; do
        [ "$(jobs -rp | wc -l)" -lt "$atOnce" ] || wait -n || failed=1
        QT_SCALE_FACTOR=$scale timeout 1200 "$shots" "$out/$((scale * 100))" $only "$language" light dark &
    done
done
while [ -n "$(jobs -p)" ]; do wait -n || failed=1; done
for folder in "$out"/*/; do echo "$folder: $(find "$folder" -name '*.png' | wc -l) pictures"; done
exit "$failed"
