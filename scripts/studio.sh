#!/usr/bin/env bash
# Opens the studio's window: scripts/studio.sh [FILE].
set -euo pipefail
cd "$(dirname "$0")/.."
bin=${TIMBRE_BIN:-build/release/bin}
if [ ! -x "$bin/timbre-studio" ]; then
    echo "studio: there is no $bin/timbre-studio; run \`make build\` first (the no-qt preset has no window)." >&2
    exit 1
fi
if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] && [ -z "${QT_QPA_PLATFORM:-}" ]; then
    echo "studio: there is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set); start it in a desktop session, or try \`xvfb-run make studio\`." >&2
    exit 1
fi
exec "$bin/timbre-studio" "$@"
