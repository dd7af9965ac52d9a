#!/usr/bin/env bash
# Measures the instant engine (see eval_instant.py). Its Python packages go into build/eval-venv, only for measuring.
set -euo pipefail
cd "$(dirname "$0")/.."
environment=build/eval-venv
export PIP_NO_CACHE_DIR=1
stamp=$environment/.installed
wanted=$(sha256sum scripts/requirements-eval.txt | cut -d' ' -f1)
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$wanted" ]; then
    echo "eval-instant: installing the measuring packages into $environment (once)"
    /usr/bin/python3 -m venv "$environment"
    "$environment/bin/python" -m pip install -q --disable-pip-version-check -r scripts/requirements-eval.txt \
        > build/eval-pip.log 2>&1 || {
        echo "eval-instant: the packages could not be installed (the reason is in build/eval-pip.log); check the network connection." >&2
        exit 2
    }
    printf '%s\n' "$wanted" > "$stamp"
fi
exec "$environment/bin/python" scripts/eval_instant.py --bin "${TIMBRE_BIN:-build/release/bin}" "$@"
