#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Pictures of every state of the window in three languages, light and dark, at 100 and 200 %, into build/screenshots.
# Usage: scripts/screenshots.sh [ROOM]   ROOM: only those of script, settings, ... (default: all)
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${PRESET:-release}
out=build/screenshots
only=${1:+only=$1}
[ -f "build/$preset/build.ninja" ] || cmake --preset "$preset" > /dev/null
cmake --build "build/$preset" --target ui-shots
shots=build/$preset/bin/ui-shots
[ -n "$only" ] || rm -rf "$out"
# The scale is read once, before the first window: a process for each.
for scale in 1 2; do
    folder=$out/$((scale * 100))
    QT_SCALE_FACTOR=$scale timeout 900 "$shots" "$folder" $only en light dark zh-CN light dark ja light dark
    echo "$folder: $(find "$folder" -name '*.png' | wc -l) pictures"
done
