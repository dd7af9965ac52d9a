#!/usr/bin/env bash
# Measures synthesis beside Genie-TTS and plain PyTorch (see bench_peers.py). Their packages go into build/peers-venv, only
# for measuring.
set -euo pipefail
cd "$(dirname "$0")/.."
environment=build/peers-venv
export PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
stamp=$environment/.installed
wanted=$(sha256sum scripts/requirements-peers.txt | cut -d' ' -f1)
if [ ! -f "$stamp" ] || [ "$(cat "$stamp")" != "$wanted" ]; then
    echo "bench-peers: installing the peers into $environment (once)"
    mkdir -p build
    /usr/bin/python3 -m venv "$environment"
    "$environment/bin/python" -m pip install -q --disable-pip-version-check -r scripts/requirements-peers.txt \
        > build/peers-pip.log 2>&1 || {
        echo "bench-peers: the packages could not be installed (the reason is in build/peers-pip.log); check the network connection." >&2
        exit 2
    }
    printf '%s\n' "$wanted" > "$stamp"
fi
exec "$environment/bin/python" scripts/bench_peers.py --bin "${TIMBRE_BIN:-build/release/bin}" "$@"
