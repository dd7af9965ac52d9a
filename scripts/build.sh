#!/usr/bin/env bash
# Configures (once) and builds a CMake preset: scripts/build.sh [PRESET]. Programs land in build/PRESET/bin.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:-release}
if [ ! -f "build/$preset/build.ninja" ]; then
    echo "build: configuring preset $preset"
    cmake --preset "$preset" > "build/configure-$preset.log" 2>&1 || {
        tail -n 20 "build/configure-$preset.log" >&2
        echo "build: CMake could not configure (whole log: build/configure-$preset.log); run \`make setup\` and try again." >&2
        exit 1
    }
fi
echo "build: building preset $preset into build/$preset/bin"
cmake --build --preset "$preset"
