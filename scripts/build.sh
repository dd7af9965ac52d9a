#!/usr/bin/env bash
# Configures (once) and builds a CMake preset: scripts/build.sh [PRESET]. Programs land in build/PRESET/bin.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=${1:-release}
# Nothing outside this folder: the compiler cache too, unless its owner says where.
export CCACHE_DIR=${CCACHE_DIR:-$PWD/build/ccache}
if [ ! -f "build/$preset/build.ninja" ] && [ ! -f "build/$preset/Makefile" ]; then
    echo "build: configuring preset $preset"
    cmake --preset "$preset" > "build/configure-$preset.log" 2>&1 || {
        tail -n 20 "build/configure-$preset.log" >&2
        echo "build: CMake could not configure (whole log: build/configure-$preset.log); run \`make setup\` and try again." >&2
        exit 1
    }
fi
echo "build: building preset $preset into build/$preset/bin"
if ! cmake --build --preset "$preset"; then
    free=$(df -Pm . | awk 'NR == 2 { print $4 }')
    [ "$free" -ge 50 ] || { echo "build: the disk is full ($free MiB free); free some space and run this again." >&2; exit 1; }
    echo "build: it did not build; the first error is above. After an update of the system try \`make clean\` first." >&2
    exit 1
fi
