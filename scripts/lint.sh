#!/usr/bin/env bash
# The room check, then clang-tidy over everything that does not include torch.
set -euo pipefail
cd "$(dirname "$0")/.."
python3 tests/check_rooms.py
command -v clang-tidy > /dev/null || { echo "lint: clang-tidy is not installed; apt-get install clang-tidy" >&2; exit 1; }
git ls-files 'core/*.cpp' 'app/*.cpp' | grep -v '^core/nets/' | xargs -P 2 -n 4 clang-tidy --quiet -p build/release
