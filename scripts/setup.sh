#!/usr/bin/env bash
# Installs what the build needs: Debian packages by name, libtorch from its wheel into build/venv, and the pinned
# sources and data of scripts/requirements-data.txt into build/deps. Safe to run again: what is there is left alone.
# TIMBRE_SKIP_APT=1 leaves the system's packages to you.
set -euo pipefail
cd "$(dirname "$0")/.."

torch_version=2.13.0
stamp=build/.setup-stamp
say() { printf 'setup: %s\n' "$*"; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }

# free_mib FOLDER: what is left on its disk.
free_mib() { df -Pm "$1" | awk 'NR == 2 { print $4 }'; }

# failed LOG SENTENCE: ends with the reason that the log gives, or else with the sentence.
failed() {
    if grep -qiE 'no space left|disk quota exceeded|not enough free space|errno 28' "$1" || [ "$(free_mib .)" -lt 20 ] || [ "$(free_mib /)" -lt 20 ]; then
        die "the disk is full ($(free_mib .) MiB free here, $(free_mib /) MiB on /); free some space and run this again (log: $1)."
    fi
    if grep -qiE 'temporary failure|could not resolve|failed to fetch|connection (refused|timed out|failed)|network is unreachable|name or service not known|max retries exceeded|NewConnectionError' "$1"; then
        die "the network cannot be reached; check the connection and run this again (log: $1)."
    fi
    die "$2 (log: $1)."
}

# Everything the build takes is there, whatever the stamp says.
complete() {
    [ -f build/deps/world/world/harvest.h ] && [ -d build/deps/webrtcvad/webrtc ] && [ -f build/deps/openjtalk/njd/njd.h ] &&
        compgen -G 'build/deps/models/*.safetensors' > /dev/null &&
        compgen -G 'build/deps/frontend/*.tfd' > /dev/null &&
        compgen -G 'build/venv/lib/python3*/site-packages/torch/lib/libtorch_cpu.so' > /dev/null
}

# Nothing outside this folder but Debian packages: caches and temporary files too.
mkdir -p build/tmp || die "cannot write into $PWD/build; check the rights of this folder and the disk's free space."
export PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 TMPDIR="$PWD/build/tmp"

wanted_stamp=$(cat scripts/packages.txt scripts/setup.sh scripts/fetch_data.py scripts/requirements-data.txt scripts/frontend_data/*.py \
    scripts/no_build/*/*.py resources/frontend/* | sha256sum | cut -d' ' -f1)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted_stamp" ] && complete; then
    say "up to date"
    exit 0
fi

[ "$(uname -s)" = Linux ] || die "this system is $(uname -s); the project builds on Linux (Debian 12) for now."
[ "$(uname -m)" = x86_64 ] || die "this processor is $(uname -m); the pinned libtorch wheel is for x86_64."

# The CPU wheel takes 1 GiB unpacked, a build with its compiler cache 2; the CUDA wheel takes more and pip says so.
needed_mib=2048
complete || needed_mib=6144
[ "$(free_mib .)" -gt "$needed_mib" ] || die "only $(free_mib .) MiB are free here; free at least $needed_mib MiB and run this again."

mapfile -t packages < <(grep -vE '^(#|$)' scripts/packages.txt)
if [ "${TIMBRE_SKIP_APT:-0}" = 1 ]; then
    say "TIMBRE_SKIP_APT=1: leaving the system's packages alone"
else
    command -v apt-get > /dev/null || die "this system has no apt-get; install the counterparts of scripts/packages.txt and run again with TIMBRE_SKIP_APT=1."
    missing=()
    for package in "${packages[@]}"; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2> /dev/null)" = installed ] || missing+=("$package")
    done
    if [ ${#missing[@]} -eq 0 ]; then
        say "all ${#packages[@]} Debian packages are installed"
    else
        as_root=()
        if [ "$(id -u)" -ne 0 ]; then
            command -v sudo > /dev/null || die "installing packages needs root and there is no sudo; as root run: apt-get install ${missing[*]}"
            as_root=(sudo)
        fi
        say "installing ${#missing[@]} Debian packages: ${missing[*]}"
        # Lists that cannot be fetched are no error yet: what is wanted may be known already. The log tells which it was.
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq update > build/apt.log 2>&1 || true
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" \
            >> build/apt.log 2>&1 || failed build/apt.log "apt-get could not install the packages; the list is for Debian 12"
    fi
fi

# A venv that was interrupted while it was made has a python but no pip.
if ! build/venv/bin/python -m pip --version > /dev/null 2>&1; then
    say "making the virtual environment build/venv"
    rm -rf build/venv
    /usr/bin/python3 -m venv build/venv > build/venv.log 2>&1 ||
        failed build/venv.log "python3 -m venv failed; install the package python3-venv"
fi
if build/venv/bin/python -c "import importlib.metadata as m, sys; sys.exit(m.version('torch').split('+')[0] != '$torch_version')" 2> /dev/null &&
    compgen -G 'build/venv/lib/python3*/site-packages/torch/lib/libtorch_cpu.so' > /dev/null; then
    say "torch $torch_version is installed"
else
    say "installing torch $torch_version into build/venv (a large download, once)"
    build/venv/bin/python -m pip install -q --force-reinstall "torch==$torch_version" > build/pip.log 2>&1 ||
        failed build/pip.log "torch $torch_version could not be installed"
fi

say "fetching pinned third-party sources and data into build/deps"
build/venv/bin/python scripts/fetch_data.py --deps build/deps --models build/deps/models || exit 1
rm -rf build/tmp

printf '%s\n' "$wanted_stamp" > "$stamp"
say "done"
