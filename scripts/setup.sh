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

wanted_stamp=$(cat scripts/packages.txt scripts/setup.sh scripts/fetch_data.py scripts/requirements-data.txt | sha256sum | cut -d' ' -f1)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted_stamp" ] && [ -x build/venv/bin/python ]; then
    say "up to date"
    exit 0
fi

[ "$(uname -s)" = Linux ] || die "this system is $(uname -s); the project builds on Linux (Debian 12) for now."
[ "$(uname -m)" = x86_64 ] || die "this processor is $(uname -m); the pinned libtorch wheel is for x86_64."

free_kib=$(df -Pk . | awk 'NR == 2 { print $4 }')
[ "$free_kib" -gt 6291456 ] || die "only $((free_kib / 1024)) MiB are free here; free at least 6 GiB and run this again."

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
        mkdir -p build
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq update > build/apt.log 2>&1 ||
            die "the package lists cannot be fetched (see build/apt.log); check the network connection and run this again."
        "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" \
            >> build/apt.log 2>&1 ||
            die "apt-get could not install the packages (the reason is in build/apt.log); the list is for Debian 12."
    fi
fi

mkdir -p build
if [ ! -x build/venv/bin/python ]; then
    say "making the virtual environment build/venv"
    /usr/bin/python3 -m venv build/venv || die "python3 -m venv failed; install the package python3-venv."
fi
if build/venv/bin/python -c "import importlib.metadata as m, sys; sys.exit(m.version('torch').split('+')[0] != '$torch_version')" 2> /dev/null; then
    say "torch $torch_version is installed"
else
    say "installing torch $torch_version into build/venv (a large download, once)"
    build/venv/bin/python -m pip install -q --disable-pip-version-check "torch==$torch_version" > build/pip.log 2>&1 ||
        die "torch $torch_version could not be installed (the reason is in build/pip.log); check the network connection and the free disk space, then run this again."
fi

say "fetching pinned third-party sources and data into build/deps"
build/venv/bin/python scripts/fetch_data.py --deps build/deps --models build/deps/models || exit 1

printf '%s\n' "$wanted_stamp" > "$stamp"
say "done"
