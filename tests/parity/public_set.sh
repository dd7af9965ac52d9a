#!/usr/bin/env bash
# public_set.sh PROGRAM SET: every case of the set has to be computed and within its tolerance.
set -uo pipefail
if [ ! -f "$2/manifest.json" ]; then
    echo "needs the folder \`shared\` beside the checkout (real speech, golden vectors)"
    exit 77
fi
"$1" "$2" | grep -E ' FAIL$|cases,'
exit "${PIPESTATUS[0]}"
